import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import type { CoalAssayRules } from './rules.ts';

export interface TransitWeighings {
  /** Net mass when the moisture sample was sealed, in any unit of mass, > 0. */
  readonly sealed: DecimalString;
  /** Net mass at the laboratory, in the same unit, ≥ 0. */
  readonly received: DecimalString;
  readonly spilt: boolean;
  /** Total moisture as determined at the laboratory, %. */
  readonly determined: DecimalString;
}

export interface TotalMoistureFinding extends Bilingual {
  readonly code: 'TRANSIT_LOSS_TOO_LARGE' | 'TRANSIT_SPILLAGE' | 'TRANSIT_MASS_GAINED';
}

export interface CorrectedMoisture {
  /** M₁, % of the sealed mass, unrounded; negative for a gain. */
  readonly transitLoss: DecimalString;
  readonly corrected: boolean;
  readonly unrounded: DecimalString;
  readonly reported: DecimalString;
  /** Why nothing was made up for; each is an incident. */
  readonly findings: readonly TotalMoistureFinding[];
}

/**
 * Total moisture with what the sealed bottle lost on its way: M₁ up to the limit is made up for by
 * Mt = M₁ + Mt′·(100 − M₁)/100; beyond it, after spillage or with a gain, the value is that of the sample as received
 * and an incident is due (GB/T 211-2017). The loss is compared exactly, without a quotient.
 * Refuses `MASS_NOT_POSITIVE` (field `sealed`) and `MOISTURE_IMPOSSIBLE` (field `determined`, not 0 to below 100 %).
 */
export function correctForTransit(
  { sealed, received, spilt, determined }: TransitWeighings,
  rules: Pick<CoalAssayRules, 'totalMoisture' | 'formulas'>,
  decimals: number,
): Outcome<Worked<CorrectedMoisture>> {
  const [before, after, measured] = [toDecimal(sealed), toDecimal(received), toDecimal(determined)];
  if (!before.gt(0))
    return refuse({
      code: 'MASS_NOT_POSITIVE',
      field: 'sealed',
      message: `A sample of ${sealed} has no mass to lose.`,
      remedy: 'Give the net mass when it was sealed.',
    });
  if (!isMoisture(measured)) return refuseMoisture('determined', determined);
  const { transitLossPercent, source } = rules.totalMoisture;
  const lost = before.minus(after).times(100);
  const transitLoss = lost.div(before);
  const findings = findingsOf(lost.gt(toDecimal(transitLossPercent).times(before)), spilt, after.gt(before));
  const corrected = findings.length === 0;
  const unrounded = corrected ? added(transitLoss, measured) : measured;
  const reported = roundGbt8170(toDecimalString(unrounded), decimals);
  const inputs = [['M₁', transitLoss, '%'] as const, ['Mt′', measured, '%'] as const, ['limit of M₁', transitLossPercent, '%'] as const];
  const formula = corrected ? rules.formulas.transitCorrection : rules.formulas.noTransitCorrection;
  return ok({
    value: { transitLoss: toDecimalString(transitLoss), corrected, unrounded: toDecimalString(unrounded), reported, findings },
    steps: [
      workingStep(
        rules.formulas.transitLoss,
        [
          ['m₁', sealed],
          ['m₂', received],
        ],
        { unrounded: transitLoss, reported: toDecimalString(transitLoss), unit: '%' },
      ),
      workingStep({ ...formula, source }, inputs, { unrounded, reported, unit: '%' }),
    ],
  });
}

/**
 * Total moisture in two steps: Mt = M_f + M_inh·(100 − M_f)/100, % (GB/T 211-2017), and so for any loss in an earlier
 * air-drying. Refuses `MOISTURE_IMPOSSIBLE` (fields `free`, `inherent`).
 */
export function twoStepMoisture(
  { free, inherent }: { readonly free: DecimalString; readonly inherent: DecimalString },
  { formulas }: Pick<CoalAssayRules, 'formulas'>,
  decimals: number,
): Outcome<Worked<{ readonly unrounded: DecimalString; readonly reported: DecimalString }>> {
  if (!isMoisture(toDecimal(free))) return refuseMoisture('free', free);
  if (!isMoisture(toDecimal(inherent))) return refuseMoisture('inherent', inherent);
  const total = added(toDecimal(free), toDecimal(inherent));
  const reported = roundGbt8170(toDecimalString(total), decimals);
  const step = workingStep(
    formulas.twoStepMoisture,
    [
      ['M_f', free, '%'],
      ['M_inh', inherent, '%'],
    ],
    { unrounded: total, reported, unit: '%' },
  );
  return ok({ value: { unrounded: toDecimalString(total), reported }, steps: [step] });
}

/** A loss first, then the moisture of what was left, % of the first mass. */
const added = (loss: Decimal, ofTheRest: Decimal): Decimal => loss.plus(ofTheRest.times(new Decimal(100).minus(loss)).div(100));

const isMoisture = (percent: Decimal): boolean => percent.gte(0) && percent.lt(100);

const refuseMoisture = (field: string, value: DecimalString) =>
  refuse({ code: 'MOISTURE_IMPOSSIBLE', field, message: `${value} % is no moisture of coal.`, remedy: 'Give 0 % to below 100 %.' });

function findingsOf(tooLarge: boolean, spilt: boolean, gained: boolean): TotalMoistureFinding[] {
  const findings: TotalMoistureFinding[] = [];
  if (tooLarge) {
    findings.push({
      code: 'TRANSIT_LOSS_TOO_LARGE',
      zh: '运送损失超限，不予补正，报收到实验室时的全水分',
      en: 'The loss in transit is beyond the limit: moisture as received by the laboratory.',
    });
  }
  if (spilt) findings.push({ code: 'TRANSIT_SPILLAGE', zh: '煤样有撒漏，不予补正', en: 'Coal was spilt: no correction.' });
  if (gained)
    findings.push({
      code: 'TRANSIT_MASS_GAINED',
      zh: '煤样质量增加，应复查称量和封识',
      en: 'The sample gained mass: check the weighings and the seal.',
    });
  return findings;
}
