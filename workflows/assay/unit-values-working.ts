import { toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, type Outcome } from '../kernel/refusal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type Worked, type WorkingStep } from '../kernel/working.ts';
import { conversionSteps } from './conversion.ts';
import type { CoalAssayRules, ReportedValue } from './rules.ts';
import type { AssayResult, CoalLotValue } from './types.ts';
import { moistureAndAsh, unitResults, unitValue, type UnitResults } from './unit-values.ts';

/**
 * Every value a certificate reports of one sampling unit, on all bases, in the pack's order, each rounded once from the
 * unrounded means, with the working of each. A value that needs an item that was not determined is left out.
 * Refuses as `unitResults` and `unitValue` do.
 */
export function workedUnitValues(results: readonly AssayResult[], rules: CoalAssayRules): Outcome<Worked<readonly CoalLotValue[]>> {
  const checked = unitResults(results, rules);
  if (!checked.ok) return checked;
  const values: CoalLotValue[] = [];
  const steps: WorkingStep[] = [];
  for (const reported of rules.reported) {
    const value = unitValue(reported, checked.value, rules);
    if (value === undefined) continue;
    if (!value.ok) return value;
    const { item, basis, name, unit, method } = reported;
    const lotValue: CoalLotValue = {
      item,
      basis,
      name,
      unit,
      method,
      value: value.value,
      reported: roundGbt8170(value.value, reported.decimals),
    };
    values.push(lotValue);
    steps.push(...stepsOf(reported, lotValue, checked.value, rules));
  }
  return ok({ value: values, steps });
}

function stepsOf(
  reported: ReportedValue,
  { item, value, reported: rounded, unit }: CoalLotValue,
  results: UnitResults,
  rules: CoalAssayRules,
): WorkingStep[] {
  const { formulas, netCalorificValue } = rules;
  const result = { unrounded: toDecimal(value), reported: rounded, unit };
  const meanOf = (symbol: string) => results.get(symbol)?.mean ?? '';
  const divisor = reported.divisor === undefined ? [] : [['divisor to the reported unit', reported.divisor] as const];
  switch (reported.derivation) {
    case 'fixed-carbon': {
      const inputs = [['M_ad', meanOf('M'), '%'] as const, ['A_ad', meanOf('A'), '%'] as const, ['V_ad', meanOf('V'), '%'] as const];
      return [workingStep(formulas.fixedCarbon, inputs, result)];
    }
    case 'net-calorific-value': {
      const inputs = [
        ['Q_gr,ad', meanOf('Qgr'), 'J/g'] as const,
        ['H_ad', meanOf('H'), '%'] as const,
        ['M_t', meanOf('Mt'), '%'] as const,
        ['M_ad', meanOf('M'), '%'] as const,
        ['heat of 1 % hydrogen', netCalorificValue.hydrogenFactor, 'J/g'] as const,
        ['heat of 1 % moisture', netCalorificValue.moistureFactor, 'J/g'] as const,
      ];
      return [workingStep({ ...formulas.netConstantVolume, source: netCalorificValue.source }, [...inputs, ...divisor], result)];
    }
    case 'determined': {
      const determined = results.get(item);
      if (!determined) return [];
      const sample = moistureAndAsh(results);
      const conversion = conversionSteps(
        { value: determined.mean, unit: determined.unit, from: determined.basis, to: reported.basis, sample, divisor: reported.divisor },
        formulas,
        { unrounded: result.unrounded, reported: rounded, unit },
      );
      const symbol = `${item},${determined.basis}`;
      const rounding = workingStep(
        { ...formulas.reporting, source: reported.source },
        [[symbol, determined.mean, determined.unit], ...divisor],
        result,
      );
      return conversion.length > 0 ? conversion : [rounding];
    }
  }
}

/** A mean as the results of a unit carry it. */
export const unitResult = (item: string, mean: AssayResult['mean'], rules: CoalAssayRules): AssayResult | undefined => {
  const known = rules.items.find((each) => each.item === item);
  if (!known) return undefined;
  const { basis, unit, method, decimals } = known;
  return { item, basis, unit, method, mean, rounded: roundGbt8170(toDecimalString(toDecimal(mean)), decimals), determinations: [mean] };
};
