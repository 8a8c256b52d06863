import { convertBasis } from '../assay/bases.ts';
import { judgeLaboratories, reproducibilityRule } from '../assay/between-laboratories.ts';
import type { CoalAssayRules } from '../assay/rules.ts';
import type { MethodItem } from '../assay/test-item.ts';
import type { AssayResult } from '../assay/types.ts';
import type { ControlledPacks } from '../blind-control/precision.ts';
import { compareTwoLaboratories } from '../iso4259/two-laboratories.ts';
import { decimalString } from '../kernel/brand.ts';
import type { DecimalString } from '../kernel/brand.ts';
import { meanOf, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse } from '../kernel/refusal.ts';
import type { Outcome } from '../kernel/refusal.ts';
import { limitStep, precisionAt } from '../petroleum-assay/precision.ts';
import type { PetroleumRulePack } from '../petroleum-sampling/rule-pack.ts';
import type { ComparisonOrder, ItemComparison, NotJudged, ReportedResults } from './comparison.ts';

/**
 * Compares our approved results with those of another laboratory, item by item: coal with R on the dry basis (GB/T 483), petroleum with
 * R₂ of ISO 4259-2 at the mean of both. Grain standards held here state no limit between laboratories; that is told, and never an
 * agreement.
 *
 * Refuses, field `values`: `ITEM_NOT_TESTED`, `ITEM_TWICE`, `BASIS_NOT_DRY`, `VARIANT_MISSING`, and what the item refuses as a number
 * (`NOT_A_NUMBER`, `DETERMINATION_NEGATIVE`, `DETERMINATION_OUT_OF_RANGE`).
 */
export function compareReport(
  order: ComparisonOrder,
  values: readonly ReportedResults[],
  packs: ControlledPacks,
): Outcome<readonly ItemComparison[]> {
  const compared: ItemComparison[] = [];
  for (const value of values) {
    if (compared.some(({ item }) => item === value.item)) return refuseItem('ITEM_TWICE', value.item);
    const one = compareItem(order, value, packs);
    if (!one.ok) return refuse({ ...one.refusal, field: 'values' });
    compared.push(one.value);
  }
  return ok(compared);
}

/** With results that were read as numbers of the item. */
interface ReadResults extends ReportedResults {
  readonly results: readonly DecimalString[];
}

function compareItem(
  order: ComparisonOrder,
  value: ReportedResults,
  packs: ControlledPacks,
): Outcome<ItemComparison> {
  const own = order.approved.results.find(({ item }) => item === value.item);
  const procedure = packs.proceduresOf(order.pack).find(({ item }) => item.item === value.item);
  if (!own || !procedure) return refuseItem('ITEM_NOT_TESTED', value.item);
  const results: DecimalString[] = [];
  for (const text of value.results) {
    const read = procedure.read(text);
    if (!read.ok) return read;
    results.push(decimalString(read.value));
  }
  switch (procedure.item.rule) {
    case 'two-three-four':
      return compareCoal(order, own, { ...value, results }, packs.coal(order.pack).assay);
    case 'iso-4259':
      return compareMethod(
        order,
        own,
        { ...value, results },
        procedure.item,
        packs.petroleum(order.pack).precision,
      );
    case 'parallel':
    case 'precision-not-known':
    case 'observation':
      return notJudged(own, { ...value, results }, 'LIMIT_NOT_KNOWN');
  }
}

/** Our mean is brought to the dry basis by the moisture of the same bottle. */
function compareCoal(
  { approved }: ComparisonOrder,
  own: AssayResult,
  reported: ReadResults,
  rules: CoalAssayRules,
): Outcome<ItemComparison> {
  const { item, basis, results, variant } = reported;
  const rule = reproducibilityRule(item, variant, rules);
  if (!rule.ok)
    return rule.refusal.code === 'LIMIT_NOT_KNOWN' ? notJudged(own, reported, 'LIMIT_NOT_KNOWN') : rule;
  if (basis !== 'd') return refuseItem('BASIS_NOT_DRY', item);
  const moisture = approved.results.find((each) => each.item === 'M' && each.basis === 'ad')?.mean;
  const byFactor = !rules.conversion.notByFactor.includes(item);
  const dry =
    own.basis !== null && byFactor ? convertBasis(own.mean, own.basis, 'd', { Mad: moisture }) : null;
  if (!dry?.ok) return notJudged(own, reported, 'BASIS_NOT_REACHED');
  const other = meanText(results);
  const { value, steps } = judgeLaboratories([dry.value, other], rule.value, rules);
  const { difference, reproducibilityLimit: limit, verdict } = value;
  const { unit } = rule.value;
  return ok({
    item,
    basis,
    otherBasis: basis,
    unit,
    own: dry.value,
    other,
    difference,
    limit,
    verdict,
    reason: null,
    steps,
  });
}

/** In the unit of the method, whose r and R stand in it. */
function compareMethod(
  { iso4259 }: ComparisonOrder,
  own: AssayResult,
  reported: ReadResults,
  { item, precision: { item: method, factor, unit } }: MethodItem,
  rules: PetroleumRulePack['precision'],
): Outcome<ItemComparison> {
  const inUnit = (values: readonly DecimalString[]) =>
    values.map((value) => toDecimalString(toDecimal(value).times(toDecimal(factor))));
  const [ours, theirs] = [inUnit(own.determinations), inUnit(reported.results)];
  const [mine, other] = [meanText(ours), meanText(theirs)];
  const level = meanOf([toDecimal(mine), toDecimal(other)]);
  const found = precisionAt(method, level, rules);
  if (!found.ok) return notJudged(own, reported, 'LIMIT_NOT_KNOWN');
  const { repeatability, reproducibility, method: held } = found.value;
  const judged = compareTwoLaboratories(
    {
      laboratory1: ours,
      laboratory2: theirs,
      repeatability: toDecimalString(repeatability),
      reproducibility: toDecimalString(reproducibility),
    },
    iso4259,
  );
  if (!judged.ok) return judged;
  const { verdict, difference, limit } = judged.value.value;
  return ok({
    item,
    basis: own.basis,
    otherBasis: reported.basis,
    unit,
    own: mine,
    other,
    difference,
    limit,
    verdict: verdict === 'ACCEPTABLE' ? 'AGREE' : 'DISAGREE',
    reason: null,
    steps: [
      limitStep('r', held.repeatability, level, repeatability, held, rules),
      limitStep('R', held.reproducibility, level, reproducibility, held, rules),
      ...judged.value.steps,
    ],
  });
}

const meanText = (values: readonly DecimalString[]): DecimalString =>
  toDecimalString(meanOf(values.map(toDecimal)));

/** Both as they stand: nothing is subtracted that may stand on different bases. */
function notJudged(
  { item, basis, unit, mean }: AssayResult,
  { results, basis: otherBasis }: ReadResults,
  reason: NotJudged,
): Outcome<ItemComparison> {
  const means = { own: mean, other: meanText(results) };
  const shared = { item, basis, otherBasis, unit, ...means, difference: null, limit: null };
  return ok({ ...shared, verdict: 'NOT_JUDGED', reason, steps: [] });
}

const refusals = {
  ITEM_NOT_TESTED: ['has no approved result here.', 'Give items of the bottle only.'],
  ITEM_TWICE: ['is given twice.', 'Give all results of an item as one list.'],
  BASIS_NOT_DRY: ['is compared on the dry basis.', 'Give its results on the basis `d`.'],
} as const;

function refuseItem(code: keyof typeof refusals, item: string): Outcome<never> {
  const [what, remedy] = refusals[code];
  return refuse({ code, field: 'values', message: `${item} ${what}`, remedy });
}
