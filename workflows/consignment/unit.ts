import type { AssayApproved } from '../assay/machine.ts';
import type { MassBalance } from '../coal-preparation/mass-balance.ts';
import type { PreparationFinished } from '../coal-preparation/run.ts';
import type { SamplingConformance } from '../coal-sampling/types.ts';
import type { GrainConformance } from '../grain-sampling/judge.ts';
import type { Bilingual } from '../kernel/bilingual.ts';
import type { BlindCode, DecimalString, Instant, UnitId } from '../kernel/brand.ts';
import type { Finding } from '../kernel/finding.ts';
import type { PetroleumConformance } from '../petroleum-sampling/judge.ts';
import type { HandlingFinished } from '../sample-handling/finished.ts';
import type { SamplingFinished } from '../sampler-run/run.ts';
import type { SetupFinished } from '../setup-checks/setup.ts';

/** How one sampling went, by the rules of its commodity. */
export type UnitConformance = SamplingConformance | GrainConformance | PetroleumConformance;

/** A bottle made of a sample; `kind` says what it is for, for example `moisture-6mm`, `laboratory`, `retained`. */
export interface Bottle {
  readonly kind: string;
  /** kg */
  readonly mass: DecimalString;
  readonly seal: string;
  readonly at: Instant;
}

/** A bottle under test; `approved` once its results are. */
export interface UnitAssay {
  readonly code: BlindCode;
  /** Kind of the bottle. */
  readonly bottle: string;
  readonly approved: AssayApproved | null;
}

export const unitStages = [
  'planned', 'setting-up', 'sampling', 'sampled', 'preparing', 'prepared', 'testing', 'tested', 'rejected', 'elsewhere',
] as const; // prettier-ignore
export type UnitStage = (typeof unitStages)[number];

/** Past its target, close to its limit, past its limit. */
export const latenesses = ['target', 'warning', 'breach'] as const;
export type Lateness = (typeof latenesses)[number];

/** Why a unit was ended before its quantity had passed; the rest of it is a unit of its own. */
export const divisionCauses = ['shift', 'grade', 'origin', 'belt-stop'] as const;
export type DivisionCause = (typeof divisionCauses)[number];

interface Wish {
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
}

/** Where a unit comes from: the plan, or a person's word about another unit. */
export type UnitOrigin =
  | { readonly kind: 'planned' }
  /** Sampled again, the sample of unit `of` being lost. */
  | ({ readonly kind: 'sampled-again'; readonly of: number } & Wish)
  /** The retained sample of unit `of`, the bottle `from`, is tested in its place. */
  | ({ readonly kind: 'reserve'; readonly of: number; readonly from: BlindCode } & Wish)
  /** What was left of unit `of` when it was ended. */
  | ({ readonly kind: 'rest'; readonly of: number; readonly cause: DivisionCause } & Wish);

/** What a unit is planned for: `quantity` t, of oil m³, and its increments (grabs), at least 1. */
export interface PlannedUnit {
  readonly quantity: DecimalString;
  readonly increments: number;
}

/** One sampling unit on its way through the house. Its number is its own; a unit that takes another's place has a new one. */
export interface ConsignmentUnit {
  readonly no: number;
  /** Number of the lot it belongs to; absent in the first. Nobody who works blind is told it. */
  readonly lotNo?: number;
  /** Which unit of the plan it is sampled as. */
  readonly planNo: number;
  readonly origin: UnitOrigin;
  /** The unit that took its place; null for one that stands for its part of the cargo. */
  readonly replacedBy: number | null;
  /** Which part of the cargo it is: a unit of the lot, a hold, a parcel. */
  readonly label: Bilingual;
  /** What it stands for: t, of oil m³. */
  readonly quantity: DecimalString;
  /** The record its quantity comes from, where a person told what it measured; absent: as planned, or as the sampler's meter ended it. */
  readonly measurement?: string;
  /** What it was to be when its sampling began, where it is a part of a unit of the plan; absent: as the plan has that unit. */
  readonly planned?: PlannedUnit;
  /** Which sampler cuts it; null before its turn has come. */
  readonly sampler: UnitId | null;
  readonly stage: UnitStage;
  /** When it came to each stage, in order. */
  readonly reached: readonly { readonly stage: UnitStage; readonly at: Instant }[];
  /** How late it is in its stage; null while it is in time. */
  readonly late: Lateness | null;
  /** Told to end before its quantity has passed. */
  readonly dividing: ({ readonly cause: DivisionCause } & Wish) | null;
  readonly samplingCode: BlindCode;
  /** What was looked at before its sampler was armed; null where nothing is, and before. */
  readonly setup: SetupFinished | null;
  readonly preparationCode: BlindCode | null;
  readonly sampled: SamplingFinished | null;
  readonly conformance: UnitConformance | null;
  readonly prepared: PreparationFinished | HandlingFinished | null;
  readonly bottles: readonly (Bottle & { readonly code: BlindCode | null })[];
  readonly massBalance: MassBalance | null;
  /** What the preparation casts doubt on. */
  readonly preparationFindings: readonly Finding[];
  /** What came up about its bottles since: on their way, in store, or beside another laboratory's result. */
  readonly custodyFindings: readonly Finding[];
  readonly assays: readonly UnitAssay[];
  readonly validity: 'VALID' | 'SUSPECT' | 'INVALID' | null;
  /** An officer's decision on a suspect sample. */
  readonly officer: {
    readonly decision: 'ACCEPT' | 'REJECT';
    readonly reason: string;
    readonly by: string;
    readonly at: Instant;
  } | null;
}

/** Number of the lot a unit belongs to. */
export const lotOf = ({ lotNo = 1 }: Pick<ConsignmentUnit, 'lotNo'>): number => lotNo;

/** All that casts doubt on a unit's sample. */
export const findingsOf = ({
  conformance,
  preparationFindings,
  custodyFindings,
}: ConsignmentUnit): readonly Finding[] => [
  ...(conformance?.findings ?? []),
  ...preparationFindings,
  ...custodyFindings,
];

/** A sample counts when it is valid, or when an officer accepted its doubts with a reason. */
export const counts = ({ validity, officer }: ConsignmentUnit): boolean =>
  validity === 'VALID' || (validity === 'SUSPECT' && officer?.decision === 'ACCEPT');

export const isLost = ({ stage, validity, officer }: ConsignmentUnit): boolean =>
  stage === 'rejected' || validity === 'INVALID' || officer?.decision === 'REJECT';

/** Stands for a part of the cargo that is inspected here. */
export const isActive = ({ replacedBy, stage }: ConsignmentUnit): boolean =>
  replacedBy === null && stage !== 'elsewhere';
export const activeUnits = (units: readonly ConsignmentUnit[]): readonly ConsignmentUnit[] =>
  units.filter(isActive);
/** Its sample is lost, and nothing has taken its place. */
export const isMissing = (unit: ConsignmentUnit): boolean => isActive(unit) && isLost(unit);
