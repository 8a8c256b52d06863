import type { MassBalanceRules } from '../coal-preparation/rules.ts';
import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecimalString } from '../kernel/brand.ts';

/**
 * How a sample is handled by people, as data: steps in their order, each with its limits. A limit that is null is not judged, and the
 * handling says so (`unchecked.ts`).
 */
export interface HandlingRecipe {
  readonly id: string;
  readonly steps: readonly HandlingStep[];
}

export type HandlingStep =
  ReceiveStep | WeighStep | MixStep | DivideStep | SubSampleStep | FillStep | PhotoStep | HandOverStep;

/** Both bounds belong to what is allowed; null is no bound. */
export interface Limits {
  readonly least: DecimalString | null;
  readonly most: DecimalString | null;
}

/** A mass some step before recorded: of `receive` and `weigh` the net mass, of `divide` a part, of `sub-sample` what it left. */
export interface MassRef {
  readonly step: string;
  readonly part?: string;
}

interface Step<Kind extends string> {
  readonly kind: Kind;
  /** Unique in the recipe; small letters, digits and hyphens, since it ends codes of findings. */
  readonly id: string;
  readonly name: Bilingual;
  /** A second person must confirm it. A hand-over is always confirmed, by who receives. */
  readonly witness: boolean;
  /** A photo or scan must go with it. A photo step always needs one. */
  readonly evidence: boolean;
  /** Target for the step to be done, minutes from when it fell due; absent = none. */
  readonly withinMinutes?: number;
}

/** The containers arrive: are they those that were sealed, and do they weigh what they did? */
export interface ReceiveStep extends Step<'receive'> {
  /** Greatest difference from the mass recorded at the sampler, % of it. */
  readonly massTolerancePercent: DecimalString | null;
  /** Filling of a container, % of its capacity. */
  readonly fill_pct: Limits | null;
}

/** All that was received, on one balance. */
export interface WeighStep extends Step<'weigh'> {
  readonly from: MassRef | null;
  /** Greatest difference from the mass it came from, % of it. */
  readonly massTolerancePercent: DecimalString | null;
}

export const mixMeasures = ['duration_min', 'speed_rpm', 'energy_kJ'] as const;

/** What is named here must be told, and lie within its limits. */
export interface MixStep extends Step<'mix'> {
  readonly measures: readonly {
    readonly field: (typeof mixMeasures)[number];
    readonly limits: Limits | null;
  }[];
}

export interface DivideStep extends Step<'divide'> {
  readonly from: MassRef | null;
  /** Dividers that may be used. */
  readonly apparatus: readonly string[];
  readonly passes: Limits | null;
  /** Cuts of one division, where it is not made by halving; null = not asked for. */
  readonly cuts: Limits | null;
  readonly parts: readonly { readonly id: string; readonly mass_kg: Limits | null }[];
  readonly balance: MassBalanceRules | null;
}

export const bottleKinds = ['laboratory', 'retained', 'moisture', 'referee'] as const;
export type BottleKind = (typeof bottleKinds)[number];

export interface BottleRule {
  readonly kind: BottleKind;
  readonly count: number;
  readonly mass_kg: Limits | null;
  /** Filling, % of the bottle's capacity; null = neither judged nor asked for. */
  readonly fill_pct: Limits | null;
  /** Closures that may be used; null = any. */
  readonly closures: readonly string[] | null;
}

/** Bottles filled out of something of which the rest stays where it is. */
export interface SubSampleStep extends Step<'sub-sample'> {
  readonly from: MassRef | null;
  readonly bottles: readonly BottleRule[];
}

/** Bottles filled with all of what was kept; what is left over is rejected. */
export interface FillStep extends Step<'fill'> {
  readonly from: readonly MassRef[];
  readonly bottles: readonly BottleRule[];
  readonly balance: MassBalanceRules | null;
}

export type PhotoStep = Step<'photo'>;
export type HandOverStep = Step<'hand-over'>;

/** Who gives says it, who receives confirms it: a hand-over has both sides. */
export const needsSecondPerson = ({ kind, witness }: HandlingStep): boolean =>
  witness || kind === 'hand-over';
export const needsEvidence = ({ kind, evidence }: HandlingStep): boolean => evidence || kind === 'photo';
