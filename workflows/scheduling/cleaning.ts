import { later } from '../kernel/step.ts';
import type { Instant } from '../kernel/brand.ts';
import type { SetupCheck } from '../setup-checks/check.ts';
import type { TurnRules, TurnTerms } from './turn.ts';

/** What a run takes through its unit. Coal is one commodity; grain and petroleum are told apart by the rule pack's products. */
export interface Commodity {
  readonly kind: 'coal' | 'grain' | 'petroleum';
  readonly product: string | null;
}

/** What leaves its traces in a unit. `lot`: the process whose cargo it is; never shown to anybody. */
export interface UnitCargo extends Commodity {
  readonly lot: string;
}

/** On what terms a run waits, and for what; without `commodity` nobody knows what it takes through. */
export interface RequestTerms extends TurnTerms {
  readonly commodity?: Commodity;
}

export const cleanedBetween = ['commodities', 'lots'] as const;

/** When a unit must be clean before its next run, and how it is known to be. */
export interface CleaningRule {
  readonly between: (typeof cleanedBetween)[number];
  /** How long it takes, > 0; without `record` the unit is clean when this has passed since its last run. */
  readonly duration_min: number;
  /** People clean it, and it is clean when this check of theirs has passed. */
  readonly record?: { readonly check: SetupCheck; readonly timeZone: string };
}

/** What a unit that stands free has in it since its last run. */
export interface Soil {
  /** Null where nobody knows. */
  readonly cargo: UnitCargo | null;
  /** When its last run gave it back. */
  readonly since: Instant;
  /** The cleaning that people were asked for; null before. Until it is done the unit is given to nobody. */
  readonly cleaning: { readonly no: number; readonly since: Instant } | null;
}

/** Whether two may follow each other uncleaned. What nobody knows is unlike everything. */
export function isAlike(
  { between }: CleaningRule,
  before: UnitCargo | null,
  next: UnitCargo | null,
): boolean {
  if (before === null || next === null) return false;
  const sameCommodity = before.kind === next.kind && before.product === next.product;
  return sameCommodity && (between === 'commodities' || before.lot === next.lot);
}

/** When a cleaning that begins then is done, as far as its duration tells. */
export const cleanedAfter = ({ duration_min }: CleaningRule, begun: Instant): Instant =>
  later(begun, duration_min * 60_000);

/** What a unit is shared by. */
export interface UnitRules extends TurnRules {
  /** Absent: whatever comes next follows at once. */
  readonly cleaning?: CleaningRule;
}
