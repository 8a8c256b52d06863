import type { BlindCode, DecimalString, Instant, ProcessId, UnitId } from '../kernel/brand.ts';
import type { UnitCommandParams } from '../kernel/effects.ts';
import type { Finding } from '../kernel/finding.ts';
import type { Intervention } from '../plant-unit/interventions.ts';
import type { RequestTerms } from '../scheduling/cleaning.ts';
import type { SamplerDeed } from './deed.ts';
import { noMasses } from './increment-masses.ts';
import type { CountedOnly } from './counted-only.ts';
import type { IncrementMassCheck, JudgedMasses } from './increment-masses.ts';

/** What one sampling unit is to be sampled by. Quantities in t; of oil in m³ at line conditions. */
export interface SamplerOrder extends RequestTerms {
  /** The process that waits for the sample. */
  readonly parent: ProcessId;
  readonly unitNo: number;
  readonly sampler: UnitId;
  readonly lotId: BlindCode;
  readonly sampleId: BlindCode;
  readonly recipeId: string;
  /** What Start sets: W tags of the sampler by path without the unit. */
  readonly settings: Readonly<Record<string, number | string>>;
  readonly incrementsPlanned: number;
  readonly quantity: DecimalString;
  /** Quantity an hour that usually passes, > 0; only for the plan ahead, absent when nobody knows. */
  readonly usualFlow?: DecimalString;
  /** The last unit of the lot takes what is left: it ends with the stream. One before ends with its quantity, too. */
  readonly isLast: boolean;
  /** Part of the quantity that may be missing on the meter when the stream ends, as a fraction. */
  readonly quantityTolerance: DecimalString;
  /** Quantity between two cuts, and above which so much without a cut is a gap; null where a plan by time does not bound it. */
  readonly spacing: { readonly interval: DecimalString; readonly gapAbove: DecimalString } | null;
  /** What increments should weigh; absent where opening or speed of the cutter are not known: then their masses are not judged. */
  readonly incrementMass?: IncrementMassCheck;
}

/** What the plan of a commodity fixes of an order; the rest names whose sample it is and on what terms it waits. */
export type PlannedOrder = Pick<
  SamplerOrder,
  | 'unitNo'
  | 'recipeId'
  | 'settings'
  | 'incrementsPlanned'
  | 'quantity'
  | 'isLast'
  | 'quantityTolerance'
  | 'spacing'
  | 'incrementMass'
>;

/** What a kind of sampler calls its counters, and what it weighs. */
export interface SamplerProfile {
  readonly tags: {
    /** What has passed: t, of oil m³. */
    readonly total: string;
    readonly taken: string;
    readonly missed: string;
    /** kg of the sample kept; null where the sampler does not count it over its containers. */
    readonly kept: string | null;
  };
  /** Decimals of what is kept of one increment, kg: a grab of oil weighs less than a gram. */
  readonly keptDecimals: number;
  /** The total begins at 0 with each sample instead of going on for ever. */
  readonly totalRestarts: boolean;
}

/** A container that was filled and sealed, by the sampler or by hand. */
export interface SealedContainer {
  readonly position: number;
  /** kg */
  readonly mass: DecimalString;
  readonly seal: string;
  readonly at: Instant;
}

/** How the cuts lie along the cargo; quantities as the meter has them. */
export interface Spread {
  /** The meter's total at the newest cut. */
  readonly lastCutAt: number | null;
  /** The most that passed without a cut: between two, before the first, or after the last. */
  readonly longest: DecimalString;
  /** What passed in gaps, less the one interval that each cut stands for. */
  readonly unsampled: DecimalString;
  /** Sum of the flows at the cuts, t/h; of oil m³/h. */
  readonly flows: DecimalString;
}

/** What is in the container that is being filled. */
export interface OpenContainer {
  readonly taken: number;
  readonly gross: DecimalString;
  readonly kept: DecimalString;
  /** Index of the newest record before it. */
  readonly after: number;
}

export interface SamplerRunContext {
  readonly order: SamplerOrder;
  readonly processId: ProcessId;
  /** Increments (grabs) that count: recorded ones less the voided, and those taken by hand. */
  readonly taken: number;
  readonly missed: number;
  /** What the sampler's records told, whatever became of it; `kept` kg, `newest` index of the newest record. */
  readonly recorded: {
    readonly taken: number;
    readonly missed: number;
    readonly kept: DecimalString;
    readonly newest: number;
  };
  /** Increments by hand. */
  readonly manual: number;
  /** Increments by hand that are not in a sealed container yet. */
  readonly manualOpen: number;
  /** Indices of records whose increments do not count. */
  readonly voided: readonly { readonly from: number; readonly to: number }[];
  readonly open: OpenContainer;
  readonly spread: Spread;
  /** Of increments the sampler recorded and that count; those by hand and those only counted have no flow to be judged by. */
  readonly masses: JudgedMasses;
  /** Records of the unit's ring that were overwritten before they were read, since Start was ordered. */
  readonly lost: number;
  readonly countedOnly: CountedOnly | null;
  /** All increments that count before division, kg; of oil all grabs, mL. */
  readonly grossAmount: DecimalString;
  /** What was kept after division, kg. */
  readonly keptMass: DecimalString;
  readonly containers: readonly SealedContainer[];
  readonly firstCutAt: Instant | null;
  readonly lastCutAt: Instant | null;
  /** Whether Start was ordered for this sample, and whether the sampler carried it out or perhaps did. */
  readonly start: 'not-ordered' | 'ordered' | 'made';
  /** The meter's total read before the newest Start was ordered. */
  readonly totalBeforeStart: number | null;
  /** The meter's total when this unit began. */
  readonly totalAtStart: number | null;
  /** The newest total, and whether material flows. */
  readonly total: number | null;
  readonly flowing: boolean | null;
  /** The plant told of a change of state: a hint to look, since notifications can be late or lost. */
  readonly hint: boolean;
  readonly suspicions: readonly Finding[];
  readonly interventions: readonly Intervention<SamplerDeed>[];
  /** Why the run stands, for the operator. */
  readonly reason: string | null;
  /** The unit's end was reached or ordered: what remains is to complete. */
  readonly ending: boolean;
  readonly outcome: 'sampled' | 'aborted';
}

/** What of a run its parent is told. */
export const finishedFields = [
  'outcome', 'taken', 'missed', 'manual', 'countedOnly', 'grossAmount', 'keptMass', 'containers', 'firstCutAt', 'lastCutAt',
  'spread', 'suspicions', 'interventions',
] as const; // prettier-ignore

/** What the parent is told at the end. */
export interface SamplingFinished extends Pick<SamplerRunContext, (typeof finishedFields)[number]> {
  readonly type: 'sampling.finished';
  readonly unitNo: number;
  /** What passed while it was sampled, by the meter; null where that is not known. */
  readonly passed: DecimalString | null;
}

export interface SamplerRunInput {
  readonly order: SamplerOrder;
  readonly processId: ProcessId;
}

const zero = '0' as DecimalString;

export const newRun = ({ order, processId }: SamplerRunInput): SamplerRunContext => ({
  order,
  processId,
  taken: 0,
  missed: 0,
  recorded: { taken: 0, missed: 0, kept: zero, newest: 0 },
  manual: 0,
  manualOpen: 0,
  voided: [],
  open: { taken: 0, gross: zero, kept: zero, after: 0 },
  spread: { lastCutAt: null, longest: zero, unsampled: zero, flows: zero },
  masses: noMasses,
  lost: 0,
  countedOnly: null,
  grossAmount: zero,
  keptMass: zero,
  containers: [],
  firstCutAt: null,
  lastCutAt: null,
  start: 'not-ordered',
  totalBeforeStart: null,
  totalAtStart: null,
  total: null,
  flowing: null,
  hint: false,
  suspicions: [],
  interventions: [],
  reason: null,
  ending: false,
  outcome: 'sampled',
});

/** A command to the sampler under this run's ids; only Start carries settings. */
export const samplerCommand = (
  { order, processId }: SamplerRunContext,
  command: UnitCommandParams['command'],
): UnitCommandParams => ({
  unit: order.sampler,
  command,
  jobId: processId,
  lotId: order.lotId,
  sampleId: order.sampleId,
  recipeId: order.recipeId,
  settings: command === 'start' ? order.settings : {},
  params: [],
});
