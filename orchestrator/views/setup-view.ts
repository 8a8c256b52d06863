import type { BlindCode, Instant, ProcessId, UnitId } from '../../workflows/kernel/brand.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import type { SetupCheck } from '../../workflows/setup-checks/check.ts';
import { openChecks, resultsOf } from '../../workflows/setup-checks/setup.ts';
import type { CheckDeed, CheckRecord, SetupContext } from '../../workflows/setup-checks/setup.ts';
import { collections } from './projection.ts';
import type { Projection } from './projection.ts';

/** What people see of the checks of one sampler before one sample. Nothing in it names the cargo or the parent. */
export interface SetupView {
  readonly id: ProcessId;
  readonly sampler: UnitId;
  readonly sampleCode: BlindCode;
  readonly status: string;
  readonly checks: readonly SetupCheckView[];
  /** Records a second person has to confirm or decline. */
  readonly waiting: readonly { readonly record: number; readonly check: string; readonly notBy: string }[];
  readonly records: readonly SetupRecordView[];
  readonly reason: string | null;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
}

export interface SetupCheckView extends SetupCheck {
  readonly state: 'to do' | 'passed' | 'failed';
  readonly attempts: number;
}

export interface SetupRecordView extends CheckDeed {
  readonly no: number;
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
  readonly status: CheckRecord['status'];
  readonly second: { readonly by: string; readonly at: Instant; readonly reason: string | null } | null;
}

const nameOf = ({ name, id }: Actor): string => name ?? id;

/** Checks of samplers before they are armed. */
export const projectSetup: Projection = ({ definition, snapshot, process }) => {
  if (definition !== 'setup-checks' || !snapshot) return [];
  const context = snapshot.context as SetupContext;
  const { order, records, reason, startedAt, endedAt } = context;
  const isOver = snapshot.status === 'done';
  const doc: SetupView = {
    id: process,
    sampler: order.sampler,
    sampleCode: order.sampleId,
    status: String(snapshot.value),
    checks: resultsOf(context).map(({ check, record, passed, attempts }) => ({
      ...check,
      state: record === null ? 'to do' : passed ? 'passed' : 'failed',
      attempts,
    })),
    waiting: isOver
      ? []
      : openChecks(context).map(({ no, deed, by }) => ({ record: no, check: deed.check, notBy: by.id })),
    records: records.map(({ deed, by, second, ...record }) => ({
      ...deed,
      ...record,
      by: nameOf(by),
      second: second && { ...second, by: nameOf(second.by) },
    })),
    reason,
    startedAt,
    endedAt,
  };
  return [{ collection: collections.setups, key: process, index: isOver ? 'ended' : 'open', doc }];
};
