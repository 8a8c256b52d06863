import fc from 'fast-check';
import { decimalString as d } from '../kernel/brand.ts';
import { shippedSection } from '../kernel/testing/rule-pack.fixture.ts';
import { quarantineFindings } from '../quarantine/findings.ts';
import type { QuarantineRules } from '../quarantine/rules.ts';
import { judgeProduct } from './product-conformity.ts';
import type { ProductLimitRules } from './product-rules.ts';
import { productStatement } from './product-statement.ts';
import type { JudgedPart } from './product-statement.ts';
import { adviceByGravity } from './release-types.ts';

const rules = shippedSection('grain-cn-2026', 'limits') as ProductLimitRules;
const quarantine = shippedSection('grain-cn-2026', 'quarantine') as QuarantineRules;
const unitOf = (item: string) => rules.items.find(({ id }) => id === item)?.unit ?? '';

const clean = { AFB1: '2', DON: '300', ZEN: '10', OTA: '1', Pb: '0.05', Cd: '0.02', Hg: '0.005', As: '0.1', Cr: '0.2', BaP: '0.5', ergot: '0', 'toxic-seeds': '0', mouldy: '0.5' }; // prettier-ignore
const hold = (
  no: number,
  figures: Readonly<Record<string, string>>,
  more: { required?: string[]; product?: string } = {},
): JudgedPart => {
  const judged = judgeProduct(
    {
      product: more.product ?? 'maize',
      use: 'food',
      on: '2026-11-22',
      sampleValid: true,
      values: Object.entries(figures).map(([item, value]) => ({ item, value: d(value), unit: unitOf(item) })),
      required: more.required ?? null,
      noLimitAccepted: [],
    },
    rules,
  );
  if (!judged.ok) throw new Error(judged.refusal.message);
  return { no, label: { zh: `第${no}舱`, en: `Hold ${no}` }, conformity: judged.value.value };
};
const nothing = { quarantine: [], on: '2026-11-22', noLimitAccepted: [] };
const statementOf = (parts: readonly JudgedPart[]) => productStatement(parts, rules, nothing);
const verdicts = (parts: readonly JudgedPart[]) =>
  Object.fromEntries(statementOf(parts).items.map(({ limit, verdict }) => [limit.item, verdict]));

describe('the statement of a cargo in several holds', () => {
  it('conforms when every hold does, and names the regulations', () => {
    const { overall, conclusion, findings, items } = statementOf([hold(1, clean), hold(2, clean)]);
    expect([overall, findings]).toEqual(['PASS', []]);
    expect(conclusion.zh).toMatch(/^所检项目符合GB 2761-2017、.*的规定。$/);
    expect(items.every(({ limit }) => limit.basis === null)).toBe(true);
  });

  it('states both limits of an item that is bounded from both sides', () => {
    const diesel = shippedSection('petroleum-cn-2026', 'limits') as ProductLimitRules;
    const values = [
      { item: 'sulfur', value: d('6.2'), unit: 'mg/kg' },
      { item: 'flash-point', value: d('66'), unit: '°C' },
      { item: 'density-20', value: d('846'), unit: 'kg/m³' },
    ];
    const asked = { product: 'diesel-0', use: 'motor-fuel', on: '2026-11-22', sampleValid: true, values, required: null, noLimitAccepted: [] }; // prettier-ignore
    const judged = judgeProduct(asked, diesel);
    if (!judged.ok) throw new Error(judged.refusal.message);
    const label = { zh: '批次1', en: 'Parcel 1' };
    const { items, overall } = productStatement([{ no: 1, label, conformity: judged.value.value }], diesel, nothing);
    const density = items.filter(({ limit }) => limit.item === 'density-20');
    expect(density.map(({ limit, verdict }) => [limit.comparison, limit.limit, verdict])).toEqual([
      ['>=', '810', 'PASS'],
      ['<=', '845', 'FAIL'],
    ]);
    expect(overall).toBe('FAIL');
  });

  it('fails as a whole when one hold does: others do not make it good, and the hold is named', () => {
    const parts = [hold(1, clean), hold(2, { ...clean, DON: '1000.1' }), hold(3, clean)];
    const statement = statementOf(parts);
    expect(statement.overall).toBe('FAIL');
    expect(verdicts(parts)['DON']).toBe('FAIL');
    expect(statement.items.find(({ limit }) => limit.item === 'DON')?.value).toBe('1000.1');
    expect(statement.conclusion.en).toBe(
      'The cargo does not conform to GB 2761-2017, GB 2762-2022, GB 2715-2016: deoxynivalenol (≤ 1000 µg/kg).',
    );
    expect(statement.findings).toMatchObject([
      { code: 'UNIT_FAILS', unitNo: 2, item: 'DON', en: 'Hold 2 fails in deoxynivalenol.' },
    ]);
  });

  it('names no hold when all fail', () => {
    expect(
      statementOf([hold(1, { ...clean, DON: '1001' }), hold(2, { ...clean, AFB1: '21' })]).findings,
    ).toEqual([]);
  });

  it('states what was not tested', () => {
    const { AFB1: _left, ...without } = clean;
    const { overall, conclusion } = statementOf([hold(1, clean), hold(2, without)]);
    expect(overall).toBe('NOT_TESTED');
    expect(conclusion.zh).toContain('黄曲霉毒素B1未检验');
  });

  it('says of which items no limit exists, and judges the others', () => {
    const soy = { OTA: '1', Pb: '0.05', Cd: '0.02', AFB1: '3' };
    const { findings, items } = statementOf([
      hold(1, soy, { product: 'soybean', required: Object.keys(soy) }),
    ]);
    expect(findings).toMatchObject([{ code: 'NO_LIMIT', item: 'AFB1' }]);
    expect(items.map(({ limit }) => limit.item)).not.toContain('AFB1');
  });

  it('has the gravest advice of any hold at each gate', () => {
    const alone = hold(2, { ...clean, DON: '5000' });
    const together = statementOf([hold(1, clean), alone]);
    expect(together.advice).toEqual(statementOf([alone]).advice);
  });
});

it('with a quarantine finding is never released, whatever its values are, and says what was found', () => {
  const listed = quarantineFindings(
    [{ finding: 'LISTED_PEST', whileUnloading: false, treatment: 'not-known' }],
    quarantine,
  );
  if (!listed.ok) throw new Error(listed.refusal.message);
  const statement = productStatement([hold(1, clean)], rules, {
    ...nothing,
    quarantine: listed.value.value.findings,
  });
  expect(statement.overall).toBe('PASS');
  expect(statement.advice.map(({ advice }) => advice)).not.toContain('RELEASE');
  expect(statement.findings).toMatchObject([{ code: 'QUARANTINE_FINDING', item: 'LISTED_PEST' }]);
  expect(statement.conclusion.zh).toMatch(/的规定。检疫发现.*，须依法处理。$/);
});

it('is never better than the worst of its holds, in whatever order they stand', () => {
  const figures = fc.record({
    DON: fc.integer({ min: 0, max: 2000 }),
    AFB1: fc.integer({ min: 0, max: 40 }),
  });
  fc.assert(
    fc.property(fc.array(figures, { minLength: 1, maxLength: 4 }), (holds) => {
      const parts = holds.map(({ DON, AFB1 }, index) =>
        hold(index + 1, { ...clean, DON: String(DON), AFB1: String(AFB1) }),
      );
      const statement = statementOf(parts);
      const failing = holds.some(({ DON, AFB1 }) => DON > 1000 || AFB1 > 20);
      expect(statement.overall === 'FAIL').toBe(failing);
      const reversed = statementOf(parts.toReversed());
      expect(reversed.overall).toBe(statement.overall);
      const gravity = (advice: (typeof statement)['advice']) =>
        advice.map((each) => adviceByGravity.indexOf(each.advice));
      expect(gravity(reversed.advice)).toEqual(gravity(statement.advice));
    }),
    { numRuns: 1000 },
  );
});
