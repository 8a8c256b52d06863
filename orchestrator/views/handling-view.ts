import type { BlindCode, Instant, ProcessId } from '../../workflows/kernel/brand.ts';
import type { Finding } from '../../workflows/kernel/finding.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import { later } from '../../workflows/kernel/step.ts';
import { findingsOf } from '../../workflows/sample-handling/findings.ts';
import { bottlesOf, nextStep, openRecords, stepsInForce } from '../../workflows/sample-handling/handling.ts';
import type {
  HandledBottle,
  HandlingContext,
  StepRecord,
} from '../../workflows/sample-handling/handling.ts';
import { balancesOf } from '../../workflows/sample-handling/masses.ts';
import type { StepBalance } from '../../workflows/sample-handling/masses.ts';
import type { HandlingStep } from '../../workflows/sample-handling/recipe.ts';
import type { StepData } from '../../workflows/sample-handling/step-data.ts';
import { uncheckedOf } from '../../workflows/sample-handling/unchecked.ts';
import type { Unchecked } from '../../workflows/sample-handling/unchecked.ts';
import { collections } from './projection.ts';
import type { Projection } from './projection.ts';

/** What people see of the handling of one sample, under its preparation code. Nothing in it names the cargo or the parent. */
export interface HandlingView {
  readonly id: ProcessId;
  readonly sampleCode: BlindCode;
  readonly recipe: string;
  readonly status: string;
  /** Positions of the containers. Their seals and masses are read and not copied, so nobody is shown what is expected. */
  readonly positions: readonly number[];
  readonly steps: readonly HandlingStep[];
  /** What is to be done now, and by whom; empty at the end. */
  readonly tasks: readonly HandlingTask[];
  readonly records: readonly HandlingRecordView[];
  readonly bottles: readonly HandledBottle[];
  readonly balance: readonly StepBalance[];
  readonly findings: readonly Finding[];
  readonly unchecked: readonly Unchecked[];
  readonly reason: string | null;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
}

export interface HandlingTask {
  readonly what: 'do' | 'confirm';
  readonly step: string;
  /** Number of the record to confirm. */
  readonly record: number | null;
  /** When the target of the step passes, or passed. */
  readonly dueBy: Instant | null;
  /** Who cannot do it: the one who told it. */
  readonly notBy: string | null;
  /** The only one who can: who receives. */
  readonly onlyBy: string | null;
}

export interface HandlingRecordView {
  readonly no: number;
  readonly kind: 'do' | 'correct';
  readonly step: string;
  readonly data: StepData;
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
  readonly status: StepRecord['status'];
  readonly second: { readonly by: string; readonly at: Instant; readonly reason: string | null } | null;
}

/** Handlings of samples, by the steps people do. */
export const projectHandling: Projection = ({ definition, snapshot, process }) => {
  if (definition !== 'sample-handling' || !snapshot) return [];
  const context = snapshot.context as HandlingContext;
  const { order, reason, startedAt, endedAt } = context;
  const doc: HandlingView = {
    id: process,
    sampleCode: order.sampleId,
    recipe: order.recipe.id,
    status: String(snapshot.value),
    positions: order.containers.map(({ position }) => position),
    steps: order.recipe.steps,
    tasks: snapshot.status === 'done' ? [] : tasksOf(context),
    records: context.records.map(recordView),
    bottles: bottlesOf(context),
    balance: balancesOf(stepsInForce(context)),
    findings: findingsOf(context),
    unchecked: uncheckedOf(order.recipe),
    reason,
    startedAt,
    endedAt,
  };
  return [
    {
      collection: collections.handlings,
      key: process,
      index: snapshot.status === 'done' ? 'ended' : 'open',
      doc,
    },
  ];
};

function tasksOf(context: HandlingContext): readonly HandlingTask[] {
  const open = openRecords(context);
  const next = nextStep(context);
  const told = open.some(({ deed }) => deed.step === next?.id);
  return [...(next && !told ? [toDo(next, context.dueSince)] : []), ...open.map(toConfirm)];
}

const toDo = ({ id, withinMinutes }: HandlingStep, dueSince: Instant): HandlingTask => ({
  what: 'do',
  step: id,
  record: null,
  dueBy: withinMinutes === undefined ? null : later(dueSince, withinMinutes * 60_000),
  notBy: null,
  onlyBy: null,
});

const toConfirm = ({ no, deed: { step, data }, by }: StepRecord): HandlingTask => ({
  what: 'confirm',
  step,
  record: no,
  dueBy: null,
  notBy: by.id,
  onlyBy: data.kind === 'hand-over' ? data.receivedBy : null,
});

const nameOf = ({ name, id }: Actor): string => name ?? id;

const recordView = ({
  no,
  deed: { kind, step, data },
  reason,
  by,
  at,
  status,
  second,
}: StepRecord): HandlingRecordView => ({
  no,
  kind,
  step,
  data,
  reason,
  by: nameOf(by),
  at,
  status,
  second: second && { by: nameOf(second.by), at: second.at, reason: second.reason },
});
