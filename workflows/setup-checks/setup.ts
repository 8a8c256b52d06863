import type { BlindCode, Instant, ProcessId, UnitId } from '../kernel/brand.ts';
import type { EffectParams } from '../kernel/effects.ts';
import type { Intervention } from '../plant-unit/interventions.ts';
import { passes } from './check.ts';
import type { CheckValue, SetupCheck } from './check.ts';

/** What has to be looked at before one unit of a lot is sampled. */
export interface SetupOrder {
  /** The process that waits until the sampler may be armed. */
  readonly parent: ProcessId;
  readonly unitNo: number;
  /** Sampling code: names nothing of the cargo. */
  readonly sampleId: BlindCode;
  readonly sampler: UnitId;
  /** IANA name: days are days of the site. */
  readonly timeZone: string;
  readonly checks: readonly SetupCheck[];
}

/** What a person found. */
export interface Found {
  readonly value: CheckValue;
  /** SHA-256 (hex) of photos and scans that were stored before. */
  readonly evidence: readonly string[];
  /** What was done about it since it failed; only of a check that is repeated. */
  readonly remedy?: string;
}

/** A check as it was made, or the correction of what was told: a new record, which leaves the old one as it is. */
export interface CheckDeed extends Found {
  readonly kind: 'do' | 'correct';
  readonly check: string;
}

export type CheckRecord = Intervention<CheckDeed>;

export interface SetupContext {
  readonly order: SetupOrder;
  readonly processId: ProcessId;
  readonly records: readonly CheckRecord[];
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly outcome: 'ready' | 'abandoned';
  /** Why it was abandoned. */
  readonly reason: string | null;
}

export interface SetupInput {
  readonly order: SetupOrder;
  readonly processId: ProcessId;
  readonly startedAt: Instant;
}

export const newSetup = ({ order, processId, startedAt }: SetupInput): SetupContext => ({
  order,
  processId,
  records: [],
  startedAt,
  endedAt: null,
  outcome: 'ready',
  reason: null,
});

/** What the checks of a sample are called by. */
export const setupProcess = (sampleId: BlindCode) => `setup-checks/${sampleId}` as ProcessId;

/** Begins the checks of a unit; the parent is told `setup.finished`. The order must have passed `checkSetupOrder`. */
export const startSetup = (order: SetupOrder): EffectParams['process.start'] => ({
  definition: 'setup-checks',
  process: setupProcess(order.sampleId),
  input: { order },
});

/** How a check stands. */
export interface CheckResult {
  readonly check: SetupCheck;
  /** The newest record that is done; null when there is none. */
  readonly record: CheckRecord | null;
  readonly passed: boolean;
  /** How often it was made; a correction is none. */
  readonly attempts: number;
}

type Known = Pick<SetupContext, 'order' | 'records'>;

export const resultsOf = ({ order, records }: Known): readonly CheckResult[] =>
  order.checks.map((check) => {
    const done = records.filter(({ deed, status }) => deed.check === check.id && status === 'done');
    const record = done.at(-1) ?? null;
    return {
      check,
      record,
      passed: record !== null && passes(check, record.deed.value, record.at, order.timeZone),
      attempts: done.filter(({ deed }) => deed.kind === 'do').length,
    };
  });

/** Records that wait for a second person. */
export const openChecks = ({ records }: Pick<SetupContext, 'records'>): readonly CheckRecord[] =>
  records.filter(({ status }) => status === 'proposed');

/** Every check has passed, and nothing waits for a second person. */
export const isReady = (context: Known): boolean =>
  openChecks(context).length === 0 && resultsOf(context).every(({ passed }) => passed);

/** What the parent is told at the end. */
export interface SetupFinished extends Pick<SetupContext, 'outcome' | 'reason' | 'startedAt' | 'endedAt'> {
  readonly type: 'setup.finished';
  readonly unitNo: number;
  readonly sampleId: BlindCode;
  readonly checks: readonly CheckResult[];
  /** The whole record, with what failed, was declined and was corrected. */
  readonly records: readonly CheckRecord[];
}

export const finishedSetup = (context: SetupContext): SetupFinished => {
  const { order, outcome, reason, startedAt, endedAt, records } = context;
  const { unitNo, sampleId } = order;
  return {
    type: 'setup.finished', unitNo, sampleId, outcome, reason, startedAt, endedAt, checks: resultsOf(context), records,
  }; // prettier-ignore
};
