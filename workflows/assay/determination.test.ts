import fc from 'fast-check';
import { coalRulePack } from '../coal-sampling/rule-pack.fixture.ts';
import { decimalString, type DecimalString } from '../kernel/brand.ts';
import { judgeDeterminations, parseDetermination } from './determination.ts';
import type { AssayItem } from './types.ts';

const { assay } = coalRulePack;
const d = decimalString;
const itemOf = (symbol: string): AssayItem => {
  const item = assay.items.find((candidate) => candidate.item === symbol);
  if (!item) throw new Error(symbol);
  return item;
};
const withLimit = (limit: string, decimals = 2): AssayItem => ({
  ...itemOf('V'),
  decimals,
  repeatability: [{ limit: d(limit), relative: false }],
});
const judge = (item: AssayItem, ...values: string[]) => judgeDeterminations(item, values.map(d), assay.determination);

/** T = 0.20 in what follows: critical ranges 0.20, 0.24 and 0.26. */
const t20 = withLimit('0.20');

describe('the two-three-four rule', () => {
  it('needs a second determination', () => {
    expect(judge(t20)).toEqual({ kind: 'need-more', have: 0, reason: 'first' });
    expect(judge(t20, '10.00')).toEqual({ kind: 'need-more', have: 1, reason: 'first' });
  });

  it('takes the mean of two within T', () => {
    expect(judge(t20, '10.00', '10.20')).toEqual({
      kind: 'accepted',
      mean: '10.1',
      rounded: '10.10',
      used: [0, 1],
      limit: '0.2',
      range: '0.2',
    });
  });

  it('asks for a third beyond T, and takes three within 1.2 T', () => {
    expect(judge(t20, '10.00', '10.21')).toEqual({ kind: 'need-more', have: 2, reason: 'exceeds-T' });
    expect(judge(t20, '10.00', '10.21', '10.24')).toMatchObject({
      kind: 'accepted',
      mean: '10.15',
      used: [0, 1, 2],
      limit: '0.24',
      range: '0.24',
    });
  });

  it('asks for a fourth beyond 1.2 T, and takes four within 1.3 T', () => {
    expect(judge(t20, '10.00', '10.21', '10.25')).toEqual({
      kind: 'need-more',
      have: 3,
      reason: 'exceeds-1.2T',
    });
    expect(judge(t20, '10.00', '10.25', '10.10', '10.26')).toMatchObject({
      kind: 'accepted',
      mean: '10.1525',
      rounded: '10.15',
      used: [0, 1, 2, 3],
      limit: '0.26',
    });
  });

  it('beyond 1.3 T takes the only triple within 1.2 T', () => {
    expect(judge(t20, '10.00', '10.50', '10.10', '10.20')).toMatchObject({
      kind: 'accepted',
      mean: '10.1',
      used: [0, 2, 3],
    });
  });

  it('leaves the choice between two triples to the reviewer', () => {
    expect(judge(t20, '10.00', '10.30', '10.10', '10.20')).toEqual({
      kind: 'reviewer-chooses',
      triples: [
        [0, 2, 3],
        [1, 2, 3],
      ],
      limit: '0.24',
    });
  });

  it('discards all four when no triple agrees', () => {
    expect(judge(t20, '10.00', '10.30', '10.60', '10.90')).toEqual({ kind: 'discard-all', limit: '0.26' });
  });

  it('stops at its first acceptance: a later value does not move the mean', () => {
    expect(judge(t20, '10.00', '10.10', '12.00')).toMatchObject({
      kind: 'accepted',
      mean: '10.05',
      used: [0, 1],
    });
  });
});

describe('exactness', () => {
  it('accepts 39.5 and 38.9 at T 0.6, and 0.52 and 0.44 at T 0.08', () => {
    expect(judge(withLimit('0.6'), '39.5', '38.9')).toMatchObject({ kind: 'accepted', range: '0.6' });
    expect(judge(withLimit('0.08'), '0.52', '0.44')).toMatchObject({ kind: 'accepted', range: '0.08' });
    expect(judge(withLimit('0.6'), '39.5', '38.8999')).toMatchObject({ kind: 'need-more' });
  });

  it('rounds the mean once, half to even', () => {
    expect(judge(t20, '10.11', '10.12')).toMatchObject({ mean: '10.115', rounded: '10.12' });
    expect(judge(t20, '10.12', '10.13')).toMatchObject({ mean: '10.125', rounded: '10.12' });
    expect(judge(withLimit('120', 0), '24860', '24861')).toMatchObject({ mean: '24860.5', rounded: '24860' });
  });

  it('gives ten digits of a mean that does not end', () => {
    expect(judge(t20, '10.00', '10.21', '10.23')).toMatchObject({ mean: '10.14666667', rounded: '10.15' });
  });
});

describe('T is chosen by the mean', () => {
  it.each([
    ['M', '4.90', '5.09', '0.2'], // mean 4.995
    ['M', '4.90', '5.10', '0.3'], // mean 5.00
    ['M', '9.90', '10.10', '0.3'], // mean 10.00
    ['M', '9.91', '10.10', '0.4'], // mean 10.005
    ['A', '14.90', '15.05', '0.2'],
    ['A', '30.00', '30.01', '0.5'],
    ['St', '1.48', '1.52', '0.05'], // mean 1.50
    ['St', '1.49', '1.52', '0.1'],
    ['St', '4.00', '4.01', '0.2'],
    ['Mt', '9.9', '10.0', '0.4'],
    ['Mt', '10.0', '10.0', '0.5'],
    ['Qgr', '24860', '24900', '120'],
    ['P', '0.019', '0.020', '0.002'],
    ['P', '0.100', '0.110', '0.0105'], // 10 % of the mean 0.105
    ['F', '150', '150', '15'],
    ['F', '200', '210', '20.5'],
  ])('%s: %s and %s are judged by %s', (symbol, first, second, limit) => {
    expect(judge(itemOf(symbol), first, second)).toMatchObject({ kind: 'accepted', limit });
  });

  it('an edge of sulphur at 1 % belongs to the old edition', () => {
    expect(judge(itemOf('St'), '1.10', '1.16')).toMatchObject({ kind: 'need-more', reason: 'exceeds-T' });
  });

  it('throws when a pack left a gap', () => {
    const gap = { ...t20, repeatability: [{ to: d('5'), limit: d('0.2'), relative: false }] };
    expect(() => judge(gap, '10', '10')).toThrow('REPEATABILITY_BAND_MISSING');
  });
});

it('never accepts a mean outside the values it used, nor a range beyond 1.3 T', () => {
  const values = fc.array(
    fc.integer({ min: 980, max: 1060 }).map((n) => d((n / 100).toFixed(2))),
    { minLength: 2, maxLength: 4 },
  );
  fc.assert(
    fc.property(values, (determinations: DecimalString[]) => {
      const verdict = judgeDeterminations(t20, determinations, assay.determination);
      if (verdict.kind !== 'accepted') return;
      const used = verdict.used.map((index) => Number(determinations[index]));
      expect(Number(verdict.range)).toBeLessThanOrEqual(0.26);
      expect(Number(verdict.mean)).toBeGreaterThanOrEqual(Math.min(...used) - 1e-9);
      expect(Number(verdict.mean)).toBeLessThanOrEqual(Math.max(...used) + 1e-9);
    }),
    { numRuns: 1000 },
  );
});

describe('what an analyst types', () => {
  const ash = itemOf('A');
  it('is kept as typed, with full-width digits made plain', () => {
    expect(parseDetermination(ash, '10.60')).toEqual({ ok: true, value: '10.60' });
    expect(parseDetermination(ash, '１０。６０')).toEqual({ ok: true, value: '10.60' });
    expect(parseDetermination(ash, '0')).toEqual({ ok: true, value: '0' });
  });
  it.each([
    ['NOT_A_NUMBER', 'abc'],
    ['NOT_A_NUMBER', ''],
    ['NOT_A_NUMBER', '1e1'],
    ['NOT_A_NUMBER', 'NaN'],
    ['DETERMINATION_NEGATIVE', '-0.01'],
    ['DETERMINATION_OUT_OF_RANGE', '90.01'],
    ['DETERMINATION_OUT_OF_RANGE', '1060'],
  ])('is refused: %s for %j', (code, text) => {
    expect(parseDetermination(ash, text)).toMatchObject({ ok: false, refusal: { code, field: 'value' } });
  });
  it('says the range and unit: MJ/kg typed for J/g', () => {
    const outcome = parseDetermination(itemOf('Qgr'), '24.86');
    expect(!outcome.ok && outcome.refusal.message).toContain('1000 to 40000 J/g');
  });
});
