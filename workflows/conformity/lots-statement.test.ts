import { decimalString as d } from '../kernel/brand.ts';
import { shippedSection } from '../kernel/testing/rule-pack.fixture.ts';
import { quarantineFindings } from '../quarantine/findings.ts';
import type { QuarantineRules } from '../quarantine/rules.ts';
import { lotsStatement } from './lots-statement.ts';
import type { JudgedLot } from './lots-statement.ts';
import { judgeProduct } from './product-conformity.ts';
import type { ProductLimitRules } from './product-rules.ts';
import type { JudgedPart } from './product-statement.ts';

const rules = shippedSection('grain-cn-2026', 'limits') as ProductLimitRules;
const quarantine = shippedSection('grain-cn-2026', 'quarantine') as QuarantineRules;
const on = '2026-11-22';
const required = ['OTA', 'Pb'];

const hold = (no: number, ota: string | null): JudgedPart => {
  const tested = { Pb: '0.05', ...(ota !== null && { OTA: ota }) };
  const judged = judgeProduct(
    {
      product: 'maize',
      use: 'food',
      on,
      sampleValid: true,
      values: Object.entries(tested).map(([item, value]) => ({
        item,
        value: d(value),
        unit: rules.items.find(({ id }) => id === item)?.unit ?? '',
      })),
      required,
      noLimitAccepted: [],
    },
    rules,
  );
  if (!judged.ok) throw new Error(judged.refusal.message);
  return { no, label: { zh: `第${no}舱`, en: `Hold ${no}` }, conformity: judged.value.value };
};
const lot = (no: number, ...parts: readonly JudgedPart[]): JudgedLot => ({ no, quantity: d('5000'), parts });
const stated = (lots: readonly JudgedLot[], found: Parameters<typeof quarantineFindings>[0] = []) => {
  const seen = found.length > 0 ? quarantineFindings(found, quarantine) : null;
  if (seen && !seen.ok) throw new Error(seen.refusal.message);
  return lotsStatement(lots, rules, {
    quarantine: seen?.value.value.findings ?? [],
    on,
    noLimitAccepted: [],
  });
};
const advice = (of: { readonly advice: readonly { readonly advice: string }[] } | undefined) =>
  of?.advice.map(({ advice: said }) => said);

describe('the statement of a cargo in two lots', () => {
  const clean = lot(1, hold(1, '1.0'), hold(2, '1.2'));
  const mouldy = lot(2, hold(3, '9.0'));

  it('judges each by itself, and advises on the whole as on the worst', () => {
    const both = stated([clean, mouldy]);
    expect([both.overall, both.lots?.map(({ overall }) => overall)]).toEqual(['FAIL', ['PASS', 'FAIL']]);
    expect(advice(both.lots?.[0])).toEqual(['RELEASE', 'RELEASE']);
    expect(advice(both)).toEqual(advice(both.lots?.[1]));
    expect(advice(both)).not.toContain('RELEASE');
    expect(both.lots).toMatchObject([
      { no: 1, name: { zh: '第1批', en: 'Lot 1' }, quantity: '5000', units: [1, 2] },
      { no: 2, units: [3] },
    ]);
  });

  it('names what fails by its lot: in verdicts, findings, conclusion and advice', () => {
    const both = stated([clean, mouldy]);
    const judged = both.items.filter(({ verdict }) => verdict !== 'NOT_TESTED');
    expect(judged.map(({ limit: { item }, verdict, lot: of }) => [of, item, verdict])).toEqual([
      [1, 'OTA', 'PASS'],
      [1, 'Pb', 'PASS'],
      [2, 'OTA', 'FAIL'],
      [2, 'Pb', 'PASS'],
    ]);
    expect(both.findings).toMatchObject([
      {
        code: 'UNIT_FAILS',
        lot: 2,
        unitNo: 3,
        item: 'OTA',
        en: expect.stringMatching(/^Lot 2: Hold 3 fails in /),
      },
    ]);
    expect(both.conclusion.zh).toMatch(/^第1批：所检项目符合.*。第2批：不符合.*。$/);
    for (const { basis } of both.advice) expect(basis.en).toMatch(/^Lot 2: /);
  });

  it('says what fails also where every lot does, and then rests its advice on none of them in particular', () => {
    const none = stated([lot(1, hold(1, '8.0')), mouldy]);
    expect(none.findings.map(({ lot: of, unitNo }) => [of, unitNo])).toEqual([[1, 1], [2, 3]]); // prettier-ignore
    expect(none.advice[0]?.basis.en).not.toMatch(/^Lot/);
  });

  it('passes nothing that was not tested, in whichever lot', () => {
    const missing = stated([clean, lot(2, hold(3, null))]);
    expect([missing.overall, advice(missing)?.includes('RELEASE')]).toEqual(['NOT_TESTED', false]);
  });

  it('lets what was found in quarantine hold every lot', () => {
    const found = stated(
      [clean, lot(2, hold(3, '1.0'))],
      [{ finding: 'SOIL_OR_PROHIBITED_ARTICLE', whileUnloading: false, treatment: 'not-known' }],
    );
    expect(found.findings).toMatchObject([
      { code: 'QUARANTINE_FINDING', item: 'SOIL_OR_PROHIBITED_ARTICLE' },
    ]);
    expect(advice(found)).not.toContain('RELEASE');
    expect(found.conclusion.en).toMatch(/^Lot 1: .* Lot 2: .* Found in quarantine: /);
  });
});
