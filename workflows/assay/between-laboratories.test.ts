import fc from 'fast-check';
import { judgeLaboratories, reproducibilityRule } from './between-laboratories.ts';
import { d, refusedAs, reportedBy, rules, valueOf } from './testing.fixture.ts';

const judged = (item: string, first: string, second: string, variant?: string) =>
  judgeLaboratories([d(first), d(second)], valueOf(reproducibilityRule(item, variant, rules)), rules);

it.each([
  ['A', undefined, '14.80', '15.10', '0.3', 'AGREE'], // mean 14.95
  ['A', undefined, '14.80', '15.25', '0.5', 'AGREE'], // mean 15.025
  ['A', undefined, '30.00', '30.71', '0.7', 'DISAGREE'],
  ['V', undefined, '35.06', '36.06', '1', 'AGREE'],
  ['V', undefined, '35.06', '36.07', '1', 'DISAGREE'],
  ['St', 'eschka', '0.58', '0.68', '0.1', 'AGREE'],
  ['St', 'coulometric', '0.58', '0.73', '0.15', 'AGREE'],
  ['St', 'infrared', '4.50', '4.86', '0.35', 'DISAGREE'],
  ['Qgr', undefined, '26250', '26550', '300', 'AGREE'],
  ['P', undefined, '0.100', '0.122', '0.0222', 'AGREE'], // 20 % of the mean 0.111
  ['F', undefined, '140', '160', '20', 'AGREE'], // mean 150 belongs below
])('%s (%s): %s and %s have R = %s and %s', (item, variant, first, second, limit, verdict) => {
  expect(judged(item, first, second, variant).value).toMatchObject({ reproducibilityLimit: limit, verdict });
});

it('39.5 − 38.9 is 0.6 and no more', () => {
  const rule = { item: 'A', unit: '%', bands: [{ limit: d('0.6'), relative: false }], source: rules.determination.source };
  expect(judgeLaboratories([d('39.5'), d('38.9')], rule, rules).value).toMatchObject({ difference: '0.6', verdict: 'AGREE' });
});

it('tells when the two lie on both sides of a band edge', () => {
  expect(judged('A', '14.80', '15.25').value.straddlesBandEdge).toBe(true);
  expect(reportedBy(judged('A', '14.80', '15.25'))).toEqual(['0.5', 'AGREE', 'straddles-band-edge']);
});

describe('is refused', () => {
  const rule = (item: string, variant?: string) => refusedAs(reproducibilityRule(item, variant, rules));
  it('where no limit is known: mercury and arsenic', () => {
    expect(rule('Hg')).toEqual(['LIMIT_NOT_KNOWN', 'item']);
    expect(rule('As')).toEqual(['LIMIT_NOT_KNOWN', 'item']);
  });
  it('where the limit depends on a procedure that was not named', () => {
    expect(rule('St')).toEqual(['VARIANT_MISSING', 'variant']);
    expect(rule('St', 'guesswork')).toEqual(['VARIANT_MISSING', 'variant']);
  });
});

it('does not depend on which laboratory is first', () => {
  const value = fc.integer({ min: 0, max: 5000 }).map((n) => (n / 100).toFixed(2));
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(judged('A', a, b).value).toEqual(judged('A', b, a).value);
    }),
    { numRuns: 1000 },
  );
});
