import { signOf } from './comparison.ts';
import { nameOfProvince } from './destination.ts';
import { judgedSets, symbolOf, type CoalValue } from './item-verdict.ts';
import type { ConformityRules } from './rules.ts';
import type { ConformityContext, ConformityFinding, ItemVerdict } from './types.ts';

/** The values of one sampling unit of the lot. */
export interface UnitValues {
  readonly no: number;
  readonly values: readonly CoalValue[];
}

/** What a person has to know besides the verdicts: failing units of a passing lot, a relaxation claimed, provinces without data. */
export const findingsFor = (
  items: readonly ItemVerdict[],
  rules: ConformityRules,
  context: ConformityContext,
  units: readonly UnitValues[],
): readonly ConformityFinding[] => [
  ...units.flatMap((unit) => failingUnit(unit, items, rules, context)),
  ...relaxation(rules, context),
  ...unknownProvince(rules, context),
];

/** Limits a unit's own value exceeds although the lot's value meets them; a warning only, because the limit is the lot's. */
function failingUnit(
  { no, values }: UnitValues,
  ofLot: readonly ItemVerdict[],
  rules: ConformityRules,
  context: ConformityContext,
): readonly ConformityFinding[] {
  const ofUnit = judgedSets(values, rules, context).sets.flatMap(({ items }) => items);
  return ofUnit.flatMap(({ limit, value, verdict, conditional }): ConformityFinding[] => {
    const lotPasses = ofLot.some(
      (item) => item.limit === limit && (item.verdict === 'PASS' || item.verdict === 'BORDERLINE'),
    );
    if (verdict !== 'FAIL' || conditional || !lotPasses) return [];
    const symbol = symbolOf(limit);
    const compared = `${symbol} ${value ?? ''} (${signOf(limit.comparison)} ${limit.limit} ${limit.unit})`;
    return [
      {
        code: 'UNIT_FAILS',
        unitNo: no,
        item: symbol,
        zh: `全批合格，但采样单元${no}不符合限值：${compared}，须由人员判断。`,
        en: `The lot passes, but sampling unit ${no} does not meet the limit: ${compared}; a person must look at it.`,
      },
    ];
  });
}

function relaxation(
  { relaxation: { statement } }: ConformityRules,
  { relaxationClaim }: ConformityContext,
): ConformityFinding[] {
  if (relaxationClaim === null) return [];
  return [
    {
      code: 'RELAXATION_CLAIMED',
      zh: `${statement.zh}(${relaxationClaim})`,
      en: `${statement.en} (${relaxationClaim})`,
    },
  ];
}

function unknownProvince(
  { limitSets }: ConformityRules,
  { destinationProvince }: ConformityContext,
): ConformityFinding[] {
  if (destinationProvince === null || limitSets.some(({ province }) => province === destinationProvince))
    return [];
  const { zh, en } = nameOfProvince(destinationProvince);
  return [
    {
      code: 'PROVINCE_LIMITS_NOT_KNOWN',
      zh: `规则包中没有${zh}的地方限值；当地有无更严的规定，应向主管部门核实。`,
      en: `The rule pack holds no limits of ${en} itself; ask the authority there whether it has stricter ones.`,
    },
  ];
}
