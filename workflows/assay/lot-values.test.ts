import fc from 'fast-check';
import { coalRulePack } from '../coal-sampling/rule-pack.fixture.ts';
import { decimalString } from '../kernel/brand.ts';
import { Decimal, toDecimal } from '../kernel/decimal.ts';
import { lotValues } from './lot-values.ts';
import type { AssayResult, LotValue } from './types.ts';

const { assay: rules } = coalRulePack;
const d = decimalString;

type Means = Readonly<Record<string, string>>;
const resultsOf = (means: Means): AssayResult[] =>
  rules.items.flatMap(({ item, basis, unit, method }) => {
    const mean = means[item];
    return mean === undefined
      ? []
      : [{ item, basis, unit, method, mean: d(mean), rounded: d(mean), determinations: [d(mean), d(mean)] }];
  });
function valuesOf(...units: readonly (readonly [mass: string, means: Means])[]): readonly LotValue[] {
  const outcome = lotValues(
    units.map(([mass, means]) => ({ mass: d(mass), results: resultsOf(means) })),
    rules,
  );
  if (!outcome.ok) throw new Error(`${outcome.refusal.code} ${outcome.refusal.message}`);
  return outcome.value;
}
const find = (values: readonly LotValue[], symbol: string): LotValue | undefined =>
  values.find(({ item, basis }) => `${item},${basis}` === symbol);
const valueOf = (values: readonly LotValue[], symbol: string): Decimal =>
  toDecimal(find(values, symbol)?.value ?? d('-1'));
const reportedOf = (values: readonly LotValue[]) =>
  Object.fromEntries(values.map(({ item, basis, reported }) => [`${item},${basis}`, reported]));

const example: Means = { Mt: '14.2', M: '5.30', A: '10.60', V: '33.20', St: '0.55', Qgr: '24860', H: '3.95' };

describe('the worked example of GB/T 483 and GB/T 213', () => {
  it('reports every value of it', () => {
    expect(reportedOf(valuesOf(['40000', example]))).toEqual({
      'Mt,ar': '14.2',
      'M,ad': '5.30',
      'A,ad': '10.60',
      'A,ar': '9.60',
      'A,d': '11.19',
      'V,ad': '33.20',
      'V,d': '35.06',
      'V,daf': '39.48',
      'FC,ad': '50.90',
      'St,ad': '0.55',
      'St,d': '0.58',
      'Qgr,ad': '24.86',
      'Qgr,d': '26.25',
      'Qgr,ar': '22.52',
      'Qnet,ar': '21.46',
      'H,ad': '3.95',
    });
  });

  it('gives Qnet,ar of 21 459.8 J/g with total moisture, not ash, in the factor', () => {
    expect(
      valueOf(valuesOf(['40000', example]), 'Qnet,ar')
        .times(1000)
        .toFixed(1),
    ).toBe('21459.8');
  });

  it('carries name, unit and method of the rule pack', () => {
    expect(find(valuesOf(['1', example]), 'Qnet,ar')).toMatchObject({
      name: { zh: '恒容低位发热量', en: 'Net calorific value at constant volume' },
      unit: 'MJ/kg',
      method: 'GB/T 213-2008',
    });
  });

  it('brings trace elements to the dry basis', () => {
    const trace = { M: '10.00', Hg: '0.540', As: '9', P: '0.018', Cl: '0.045', F: '90' };
    expect(reportedOf(valuesOf(['1', trace]))).toEqual({
      'M,ad': '10.00',
      'Hg,d': '0.600',
      'As,d': '10',
      'P,d': '0.020',
      'Cl,d': '0.050',
      'F,d': '100',
    });
  });
});

describe('a value that cannot be had', () => {
  const without = (item: string): Means =>
    Object.fromEntries(Object.entries(example).filter(([symbol]) => symbol !== item));

  it.each([
    ['H', ['Qnet,ar', 'H,ad']],
    ['Mt', ['Mt,ar', 'A,ar', 'Qgr,ar', 'Qnet,ar']],
    ['V', ['V,ad', 'V,d', 'V,daf', 'FC,ad']],
    ['A', ['A,ad', 'A,ar', 'A,d', 'V,daf', 'FC,ad']],
    ['M', ['M,ad', 'A,ar', 'A,d', 'V,d', 'V,daf', 'FC,ad', 'St,d', 'Qgr,d', 'Qgr,ar', 'Qnet,ar']],
  ])('without %s is left out, with all that depends on it', (item, missing) => {
    const all = valuesOf(['1', example]).map((value) => `${value.item},${value.basis}`);
    const got = valuesOf(['1', without(item)]).map((value) => `${value.item},${value.basis}`);
    expect(all.filter((symbol) => !got.includes(symbol)).sort()).toEqual([...missing].sort());
  });

  it('is left out when only one unit lacks it', () => {
    const values = valuesOf(['100', example], ['100', without('St')]);
    expect(find(values, 'St,d')).toBeUndefined();
    expect(find(values, 'A,d')).toBeDefined();
  });

  it('is nothing at all without results', () => {
    expect(valuesOf(['1', {}])).toEqual([]);
  });
});

describe('several units', () => {
  it('weigh as received on the received basis, and dry on the dry basis', () => {
    const wet = { Mt: '20', M: '0', A: '10' };
    const dry = { Mt: '0', M: '0', A: '20' };
    const values = valuesOf(['100', wet], ['100', dry]);
    expect(valueOf(values, 'Mt,ar').toFixed()).toBe('10'); // (20 + 0)/2
    expect(valueOf(values, 'A,ar').toFixed()).toBe('14'); // (8 + 20)/2
    expect(valueOf(values, 'A,d').toFixed(6)).toBe('15.555556'); // (80·10 + 100·20)/180, not 15
  });

  it('round once, after the mean', () => {
    const values = valuesOf(['1', { Mt: '10.04' }], ['1', { Mt: '10.06' }]);
    expect(find(values, 'Mt,ar')).toMatchObject({ value: '10.05', reported: '10.0' });
  });

  it('give a lot of which every conversion is as true as of a unit', () => {
    const hundredths = (min: number, max: number) =>
      fc.integer({ min: min * 100, max: max * 100 }).map((n) => new Decimal(n).div(100).toFixed());
    const means = fc.record({
      Mt: hundredths(1, 40),
      M: hundredths(1, 20),
      A: hundredths(1, 35),
      V: hundredths(5, 40),
      Qgr: hundredths(12000, 32000),
      H: hundredths(1, 6),
    });
    const units = fc.array(fc.tuple(hundredths(100, 20000), means), { minLength: 1, maxLength: 4 });
    const close = (a: Decimal, b: Decimal) => expect(a.minus(b).abs().lt('1e-15')).toBe(true);
    fc.assert(
      fc.property(units, (lot) => {
        const values = valuesOf(...lot);
        const of = (symbol: string) => valueOf(values, symbol);
        const dryShare = new Decimal(100).minus(of('M,ad'));
        const toReceived = new Decimal(100).minus(of('Mt,ar')).div(dryShare);
        close(of('A,d'), of('A,ad').times(100).div(dryShare));
        close(of('A,ar'), of('A,ad').times(toReceived));
        close(
          of('V,daf'),
          of('V,ad')
            .times(100)
            .div(dryShare.minus(of('A,ad'))),
        );
        close(of('FC,ad'), new Decimal(100).minus(of('M,ad')).minus(of('A,ad')).minus(of('V,ad')));
        const net = of('Qgr,ad')
          .minus(of('H,ad').times('0.206'))
          .times(toReceived)
          .minus(of('Mt,ar').times('0.023'));
        close(of('Qnet,ar'), net);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('what contradicts itself is refused', () => {
  const refusalOf = (mass: string, results: readonly AssayResult[]) =>
    lotValues([{ mass: d(mass), results }], rules);
  const altered = (change: Partial<AssayResult>): readonly AssayResult[] =>
    resultsOf({ A: '10' }).map((result) => ({ ...result, ...change }));

  it.each<[string, string, readonly AssayResult[], string?]>([
    ['MASS_NOT_POSITIVE', 'mass', [], '0'],
    ['RESULT_UNKNOWN', 'Xx', altered({ item: 'Xx' })],
    ['RESULT_REPEATED', 'A', [...altered({}), ...altered({})]],
    ['RESULT_BASIS_UNEXPECTED', 'A', altered({ basis: 'd' })],
    ['RESULT_BASIS_UNEXPECTED', 'A', altered({ unit: 'g/kg' })],
    ['BASIS_IMPOSSIBLE', 'Mad', resultsOf({ M: '100', A: '1' })],
    ['RESULTS_INCONSISTENT', 'V', resultsOf({ M: '10', A: '40', V: '50.01' })],
  ])('%s, field %s', (code, field, results, mass = '1') => {
    expect(refusalOf(mass, results)).toMatchObject({ ok: false, refusal: { code, field } });
  });

  it('and so is a lot without units', () => {
    expect(lotValues([], rules)).toMatchObject({ ok: false, refusal: { code: 'NO_UNITS' } });
  });
});
