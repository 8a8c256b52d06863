import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, type Outcome } from '../kernel/refusal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import { refuseNotPositive } from './not-positive.ts';
import type { GrainSamplingRules } from './rules.ts';

/** From t/h to kg/s. */
const kilogramsPerSecond = '3.6';
const millimetresPerMetre = 1000;

export interface CutMassRequest {
  readonly flow_t_per_h: DecimalString;
  /** Width of the opening along the cutter's path. */
  readonly opening_mm: DecimalString;
  readonly cutterSpeed_m_per_s: DecimalString;
}

export interface CutMass {
  readonly cutMass_kg: DecimalString;
}

/** Mass of one cut, m = Q·w/(3.6·v) kg: the whole stream for the time the opening takes to pass. Refuses `OUT_OF_RANGE`. */
export function cutMass(request: CutMassRequest, rules: Pick<GrainSamplingRules, 'formulas' | 'reported'>): Outcome<Worked<CutMass>> {
  const wrong = refuseNotPositive({ ...request });
  if (wrong) return wrong;
  const width = toDecimal(request.opening_mm).div(millimetresPerMetre);
  const unrounded = toDecimal(request.flow_t_per_h).times(width).div(new Decimal(kilogramsPerSecond).times(request.cutterSpeed_m_per_s));
  const reported = roundGbt8170(toDecimalString(unrounded), rules.reported.sampleMassDecimals);
  const step = workingStep(
    rules.formulas.cutMass,
    [
      ['Q', request.flow_t_per_h, 't/h'],
      ['w', width, 'm'],
      ['v', request.cutterSpeed_m_per_s, 'm/s'],
    ],
    { unrounded, reported, unit: 'kg' },
  );
  return ok({ value: { cutMass_kg: reported }, steps: [step] });
}
