import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal } from '../kernel/decimal.ts';
import type { CoalPreparationRules } from './rules.ts';

/** A bottle as the line packed it; net mass kg. */
export interface PackedBottle {
  readonly type: number;
  readonly mass: DecimalString;
}

interface JudgedBottle extends PackedBottle {
  /** Null for a type the rule pack does not know. */
  readonly minimumMass: DecimalString | null;
  readonly verdict: 'sufficient' | 'short' | 'unknown-type';
}

export interface BottleJudgement {
  readonly bottles: readonly JudgedBottle[];
  /** Types a gross sample must give and this one did not. */
  readonly missing: readonly number[];
  /** `deviation`: a bottle is short, unknown or missing; it leaves only with a recorded deviation. */
  readonly verdict: 'sufficient' | 'deviation';
}

/** Judges the bottles of one gross sample by their least masses (GB/T 474-2008 table 1 and the pack's bottle list). */
export function judgeBottles(bottles: readonly PackedBottle[], rules: CoalPreparationRules): BottleJudgement {
  const judged = bottles.map((bottle) => judgeBottle(bottle, rules));
  const missing = rules.bottles
    .map(({ type }) => type)
    .filter((type) => !bottles.some((bottle) => bottle.type === type));
  const sufficient = missing.length === 0 && judged.every(({ verdict }) => verdict === 'sufficient');
  return { bottles: judged, missing, verdict: sufficient ? 'sufficient' : 'deviation' };
}

function judgeBottle({ type, mass }: PackedBottle, rules: CoalPreparationRules): JudgedBottle {
  const rule = rules.bottles.find((candidate) => candidate.type === type);
  if (!rule) return { type, mass, minimumMass: null, verdict: 'unknown-type' };
  const short = toDecimal(mass).lt(toDecimal(rule.minimumMass));
  return { type, mass, minimumMass: rule.minimumMass, verdict: short ? 'short' : 'sufficient' };
}
