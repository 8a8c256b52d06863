import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, type Outcome } from '../kernel/refusal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import { refuseNotPositive } from './not-positive.ts';
import type { GrainSamplingRules } from './rules.ts';

const percent = 100;

type Rules = Pick<GrainSamplingRules, 'formulas' | 'reported' | 'collectedMass'>;

export interface CollectedMassRequest {
  readonly collected_kg: DecimalString;
  readonly increments: number;
  /** Expected mass of one cut. */
  readonly cutMass_kg: DecimalString;
  /** What a secondary divider keeps of each cut, %; 100 where the whole cut is kept. */
  readonly keptShare_pct: DecimalString;
}

export interface CollectedMass {
  readonly verdict: 'WITHIN_TOLERANCE' | 'OUT_OF_TOLERANCE';
  readonly expected_kg: DecimalString;
  /** (C − E)/E, %; negative where less was collected. */
  readonly deviation_pct: DecimalString;
}

/** Collected against expected mass, E = k·m·s/100. Refuses `OUT_OF_RANGE`. */
export function compareCollectedMass(request: CollectedMassRequest, rules: Rules): Outcome<Worked<CollectedMass>> {
  const { collected_kg, increments, cutMass_kg, keptShare_pct } = request;
  const wrong = refuseNotPositive({ collected_kg, increments: toDecimalString(new Decimal(increments)), cutMass_kg, keptShare_pct });
  if (wrong) return wrong;
  const expected = new Decimal(increments).times(cutMass_kg).times(keptShare_pct).div(percent);
  const expected_kg = roundGbt8170(toDecimalString(expected), rules.reported.sampleMassDecimals);
  const step = workingStep(
    rules.formulas.expectedMass,
    [
      ['k', increments],
      ['m', cutMass_kg, 'kg'],
      ['s', keptShare_pct, '%'],
    ],
    { unrounded: expected, reported: expected_kg, unit: 'kg' },
  );
  const compared = collectedAgainst(toDecimal(collected_kg), expected, rules);
  return ok({
    value: {
      verdict: compared.within ? 'WITHIN_TOLERANCE' : 'OUT_OF_TOLERANCE',
      expected_kg,
      deviation_pct: compared.deviation_pct,
    },
    steps: [step, compared.step],
  });
}

/** |C − E| ≤ t/100·E, compared exactly; both in kg and > 0. */
export function collectedAgainst(
  collected: Decimal,
  expected: Decimal,
  { formulas, reported, collectedMass: { tolerancePercent } }: Rules,
) {
  const difference = collected.minus(expected);
  const within = difference.abs().times(percent).lte(toDecimal(tolerancePercent).times(expected));
  const deviation = difference.times(percent).div(expected);
  return {
    within,
    deviation_pct: roundGbt8170(toDecimalString(deviation), reported.percentDecimals),
    step: workingStep(
      formulas.collectedMass,
      [
        ['C', collected, 'kg'],
        ['E', expected, 'kg'],
        ['t', tolerancePercent, '%'],
      ],
      { unrounded: deviation, reported: within ? 'WITHIN_TOLERANCE' : 'OUT_OF_TOLERANCE', unit: '%' },
    ),
  };
}
