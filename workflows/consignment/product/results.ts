import type { Answer, MeasuredItem, ObservedItem, TestItem } from '../../assay/test-item.ts';
import type { AssayFinding, AssayResult, LotValue } from '../../assay/types.ts';
import type { Observation } from '../../certificate/content.ts';
import type { TestedValue } from '../../conformity/product-types.ts';
import type { DecimalString } from '../../kernel/brand.ts';
import { sumOf, toDecimal, toDecimalString } from '../../kernel/decimal.ts';
import { roundGbt8170 } from '../../kernel/rounding.ts';

/** What was tested of one unit of a cargo; `quantity` in the unit all of them share. */
export interface TestedUnit {
  readonly no: number;
  readonly quantity: DecimalString;
  readonly results: readonly AssayResult[];
  readonly findings: readonly AssayFinding[];
}

const isMeasured = (item: TestItem): item is Extract<TestItem, MeasuredItem> => item.rule !== 'observation';
const isObserved = (item: TestItem): item is ObservedItem => item.rule === 'observation';

/** The unrounded values of one unit under every id that judges them, as far as there are limits for it. */
export function judgedValues(
  { results }: TestedUnit,
  items: readonly TestItem[],
  limited: readonly string[],
): readonly TestedValue[] {
  return results.flatMap(({ item, unit, mean }) => {
    const known = items.filter(isMeasured).find((each) => each.item === item);
    const also = (known && 'alsoFor' in known && known.alsoFor) || [];
    return [item, ...also]
      .filter((id) => limited.includes(id))
      .map((id) => ({ item: id, unit, value: mean }));
  });
}

/** The cargo's values: means weighted by the quantity of the units that were tested for them, rounded once. */
export const cargoValues = (units: readonly TestedUnit[], items: readonly TestItem[]): readonly LotValue[] =>
  items.filter(isMeasured).flatMap((item) => {
    const tested = units.flatMap(({ quantity, results }) => {
      const result = results.find((each) => each.item === item.item);
      return result ? [{ weight: toDecimal(quantity), result }] : [];
    });
    const [first] = tested;
    if (!first) return [];
    const total = sumOf(tested.map(({ weight }) => weight));
    const mean = sumOf(tested.map(({ weight, result }) => weight.times(result.mean))).div(total);
    const value =
      tested.length === 1 ? first.result.mean : toDecimalString(mean.toSignificantDigits(meanDigits));
    const { unit, method, basis } = first.result;
    return [
      {
        item: item.item,
        basis,
        name: item.name,
        unit,
        method,
        value,
        reported: roundGbt8170(value, item.decimals),
      },
    ];
  });

/** Digits of an unrounded mean of several units. */
const meanDigits = 15;

/** What was observed: each different answer once, with the units it was given for. */
export const observationsOf = (
  units: readonly TestedUnit[],
  items: readonly TestItem[],
): readonly Observation[] =>
  items.filter(isObserved).flatMap((item) =>
    item.answers.flatMap((answer) => {
      const seen = units.filter(({ findings }) =>
        findings.some((each) => each.item === item.item && each.finding === answer.code),
      );
      if (seen.length === 0) return [];
      const { name, method } = item;
      return [{ item: item.item, name, method, finding: answer.name, units: seen.map(({ no }) => no) }];
    }),
  );

/** Codes of the quarantine findings that answers are, each once. */
export function quarantineCodes(units: readonly TestedUnit[], items: readonly TestItem[]): readonly string[] {
  const answers = units.flatMap(({ findings }) =>
    findings.flatMap(({ item, finding }): readonly Answer[] => {
      const observed = items.filter(isObserved).find((known) => known.item === item);
      return observed?.answers.filter(({ code }) => code === finding) ?? [];
    }),
  );
  return [...new Set(answers.flatMap(({ finding }) => finding ?? []))];
}
