import { coalRulePack } from '../coal-sampling/rule-pack.fixture.ts';
import { decimalString as d } from '../kernel/brand.ts';
import type { CoalValue } from './item-verdict.ts';
import { judgeConformity } from './judge.ts';
import type { ConformityContext } from './types.ts';

const value = (item: string, figure: string, unit = '%', basis: CoalValue['basis'] = 'd'): CoalValue => ({
  item,
  basis,
  unit,
  value: d(figure),
});
const lot = (ash: string, sulphur: string): CoalValue[] => [
  value('A', ash),
  value('St', sulphur),
  value('Hg', '0.1', 'µg/g'),
  value('As', '5', 'µg/g'),
  value('P', '0.02'),
  value('Cl', '0.05'),
  value('F', '90', 'µg/g'),
  value('Qnet', '21', 'MJ/kg', 'ar'),
];
const near: ConformityContext = {
  coalClass: 'other',
  haulDistance: d('100'),
  destinationProvince: 'CN-ZJ',
  declaredUse: null,
  relaxationClaim: null,
  sampleValid: true,
};
const judge = (values: CoalValue[], context: Partial<ConformityContext> = {}, units: readonly CoalValue[][] = []) =>
  judgeConformity(
    values,
    coalRulePack.conformity,
    { ...near, ...context },
    units.map((each, index) => ({ no: index + 1, values: each })),
  );
const adviceOf = (judged: ReturnType<typeof judge>) => judged.value.advice.map(({ advice }) => advice);

describe("a province's own limits", () => {
  it('apply where the coal is used there: 1.8 % sulphur fails in Anhui, and may be used elsewhere', () => {
    const judged = judge(lot('12', '1.8'), { destinationProvince: 'CN-AH' });
    expect(judged.value.overall).toBe('FAIL');
    expect(judged.value.advice[1]).toMatchObject({ advice: 'RECTIFY', allowed: ['TECHNICAL_TREATMENT', 'CHANGE_OF_USE'] });
    expect(judge(lot('12', '1.8')).value.overall).toBe('PASS');
  });

  it('are a condition while the province is unknown, and none where they are met anyway', () => {
    const open = judge(lot('12', '1.8'), { destinationProvince: null });
    expect(open.value.overall).toBe('PASS');
    expect(adviceOf(open)).toEqual(['CONDITIONAL_REMOVAL', 'PENDING']);
    expect(open.value.advice[0]).toMatchObject({
      allowed: ['CONDITIONAL_REMOVAL', 'HOLD'],
      outstanding: ['destinationProvince'],
    });
    expect(open.value.conclusion.en).toContain('not for use in Anhui');
    const met = judge(lot('12', '0.58'), { destinationProvince: null });
    expect(adviceOf(met)).toEqual(['RELEASE', 'RELEASE']);
    expect(met.value.conclusion.zh).toContain('安徽省限值亦符合');
  });

  it('unknown distance and province are both named', () => {
    const open = judge(lot('12', '2.9'), { destinationProvince: null, haulDistance: null });
    expect(open.value.overall).toBe('BORDERLINE');
    const further = judge(lot('12', '2.5'), { destinationProvince: null, haulDistance: null });
    expect(further.value.advice[0]?.outstanding).toEqual(['haulDistance', 'destinationProvince']);
  });

  it('that the pack does not hold are said to be unknown', () => {
    expect(judge(lot('12', '0.58')).value.findings).toMatchObject([{ code: 'PROVINCE_LIMITS_NOT_KNOWN' }]);
    expect(judge(lot('12', '0.58'), { destinationProvince: 'CN-AH' }).value.findings).toEqual([]);
  });

  it('for lignite, ash is limited too', () => {
    const inAnhui = { coalClass: 'lignite', destinationProvince: 'CN-AH' } as const;
    expect(judge(lot('25.5', '0.5'), inAnhui).value.overall).toBe('FAIL');
    expect(judge(lot('20', '0.5'), inAnhui).value.overall).toBe('PASS');
  });
});

describe('loose coal in a key region', () => {
  it('must stay below 16 % ash and 1 % sulphur, where that use is declared', () => {
    expect(judge(lot('16', '0.5'), { declaredUse: 'loose-in-key-region' }).value.overall).toBe('FAIL');
    expect(judge(lot('15', '1'), { declaredUse: 'loose-in-key-region' }).value.overall).toBe('FAIL');
    expect(judge(lot('15', '0.5'), { declaredUse: 'loose-in-key-region' }).value.overall).toBe('PASS');
    expect(judge(lot('16', '0.5'), { declaredUse: 'other' }).value.overall).toBe('PASS');
    expect(judge(lot('16', '0.5')).value.overall).toBe('PASS');
  });
});

it('a claim of Article 8 is recorded and changes no verdict', () => {
  const far = { haulDistance: d('900') };
  const [plain, claimed] = [judge(lot('33', '0.5'), far), judge(lot('33', '0.5'), { ...far, relaxationClaim: 'FGD plant' })];
  expect(claimed.value.items).toEqual(plain.value.items);
  expect(claimed.value.overall).toBe('FAIL');
  const record = claimed.value.findings.find(({ code }) => code === 'RELAXATION_CLAIMED');
  expect(record?.zh).toContain('FGD plant');
});

describe('single sampling units', () => {
  it('a failing unit of a passing lot is a finding, not a failure', () => {
    const judged = judge(lot('12', '2.5'), {}, [lot('12', '1.8'), lot('12', '3.2')]);
    expect(judged.value.overall).toBe('PASS');
    expect(adviceOf(judged)).toEqual(['RELEASE', 'RELEASE']);
    const failing = judged.value.findings.filter(({ code }) => code === 'UNIT_FAILS');
    expect(failing).toMatchObject([{ unitNo: 2, item: 'St,d' }]);
    expect(failing[0]?.en).toContain('3.2');
  });
  it('are not warned of where the lot itself fails by the same limit', () => {
    const judged = judge(lot('12', '3.5'), {}, [lot('12', '3.2'), lot('12', '3.8')]);
    expect(judged.value.findings.filter(({ code }) => code === 'UNIT_FAILS')).toEqual([]);
  });
});

describe('the working', () => {
  it('names the sets that apply, each comparison, the overall verdict and the advice', () => {
    const { steps } = judge(lot('12', '0.58'), { haulDistance: null });
    expect(steps[0]?.reported).toBe('article-6, article-7?');
    expect(steps.at(-1)?.reported).toBe('removal RELEASE; use RELEASE');
    const sulphur = steps.find(({ inputs }) => inputs.some(({ symbol }) => symbol === 'St,d'));
    expect(sulphur).toMatchObject({
      inputs: [
        { value: '0.58', unit: '%' },
        { symbol: 'A (≤)', value: '3' },
      ],
      reported: 'PASS',
    });
  });
  it('names the law with each advice', () => {
    const judged = judge(lot('45', '0.58'));
    expect(judged.value.advice[0]).toMatchObject({
      advice: 'RETURN',
      allowed: ['RETURN', 'DESTROY'],
      source: { clause: 'Article 19' },
    });
  });
});

it('an item judged by another rule than the section is named in the statement', () => {
  const [first, ...others] = coalRulePack.conformity.limitSets;
  if (!first) throw new Error('the pack has limit sets');
  const limits = first.limits.map((limit) =>
    limit.item === 'Hg' ? { ...limit, decisionRule: 'GBT8170_ROUNDED' as const } : limit,
  );
  const rules = { ...coalRulePack.conformity, limitSets: [{ ...first, limits }, ...others] };
  const values = lot('12', '0.58').map((each) => (each.item === 'Hg' ? { ...each, value: d('0.604') } : each));
  const { value: statement } = judgeConformity(values, rules, near);
  expect(statement.overall).toBe('PASS');
  expect(statement.decisionRule.zh).toContain('Hg,d:修约值比较法');
  expect(statement.decisionRule.en).toContain('Hg,d: rounded-value comparison.');
});
