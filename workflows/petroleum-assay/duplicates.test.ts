import fc from 'fast-check';
import type { MethodItem } from '../assay/test-item.ts';
import type { TestVerdict } from '../assay/test-verdict.ts';
import { editionOn } from '../iso4259/edition.fixture.ts';
import { decimalString } from '../kernel/brand.ts';
import { Decimal } from '../kernel/decimal.ts';
import { petroleumTestRules } from './assay-rules.fixture.ts';
import { judgeDuplicates } from './duplicates.ts';

const { assay, precision } = petroleumTestRules;
const itemOf = (id: string): MethodItem => {
  const item = [...assay.items, ...assay.itemsOnRequest].find((known) => known.item === id);
  if (item?.rule !== 'iso-4259') throw new Error(`${id} is not judged by a method's r`);
  return item;
};
const judge = (item: MethodItem, ...values: readonly string[]): TestVerdict =>
  judgeDuplicates(item, values.map(decimalString), precision, editionOn());

/** r = 0.08 from 0.1 % to 1 %. */
const water = itemOf('water');

describe('duplicates of a method', () => {
  it('within r give their mean', () => {
    expect(judge(water)).toEqual({ kind: 'need-more', have: 0, wanted: 2, reason: 'first' });
    expect(judge(water, '0.52')).toEqual({ kind: 'need-more', have: 1, wanted: 2, reason: 'first' });
    expect(judge(water, '0.52', '0.44')).toEqual({
      kind: 'accepted',
      mean: '0.48',
      rounded: '0.48',
      used: [0, 1],
      limit: '0.08',
      range: '0.08',
    });
  });

  it('beyond r want three more, and drop the most divergent beyond r₁', () => {
    expect(judge(water, '0.40', '0.49')).toEqual({ kind: 'need-more', have: 2, wanted: 5, reason: 'exceeds-r' });
    expect(judge(water, '0.40', '0.49', '0.48', '0.47')).toMatchObject({ kind: 'need-more', have: 4, wanted: 5 });
    // 0.40 is 0.08 from the mean of the others, 0.48; r₁ = 0.08·√(5/8) = 0.0632.
    expect(judge(water, '0.40', '0.49', '0.48', '0.47', '0.48')).toMatchObject({ kind: 'accepted', mean: '0.48', used: [1, 2, 3, 4] });
  });

  it('discard all when two have to be dropped', () => {
    expect(judge(water, '0.20', '0.50', '0.51', '0.51', '0.90')).toEqual({ kind: 'discard-all', limit: '0.08' });
  });

  it('want three more again while two are equally divergent, but never more results than the rule is for', () => {
    const tied = ['0.40', '0.60', '0.50', '0.50', '0.50'];
    expect(judge(water, ...tied)).toEqual({ kind: 'need-more', have: 5, wanted: 8, reason: 'exceeds-r' });
    const pairs = Array.from({ length: 6 }, () => ['0.40', '0.60', '0.50']).flat();
    expect(judge(water, '0.40', '0.60', ...pairs)).toEqual({ kind: 'discard-all', limit: '0.08' });
  });

  it('take r at the median, so that a wild result cannot widen it', () => {
    // At the mean 208 r would be 13.6, at the median 10 it is 1.9.
    expect(judge(itemOf('sulfur'), '10.0', '1000.0', '10.0', '10.0', '14.0')).toMatchObject({ kind: 'discard-all' });
  });

  it('outside the levels of r wait for the reviewer', () => {
    expect(judge(water, '0.05', '0.06')).toEqual({
      kind: 'precision-not-known',
      mean: '0.055',
      rounded: '0.06',
      used: [0, 1],
      range: '0.01',
      reason: 'outside-range',
    });
    expect(judge(itemOf('sulfur'), '0', '0')).toMatchObject({ kind: 'precision-not-known', reason: 'outside-range' });
  });

  it('that disagreed are not saved by results where no r holds', () => {
    expect(judge(water, '0.10', '0.19', '0.05', '0.05', '0.05')).toEqual({ kind: 'discard-all', limit: '0.08' });
  });
});

describe('whatever the results', () => {
  const value = fc.integer({ min: 30, max: 70 }).map((n) => new Decimal(n).div(100).toFixed());
  const results = fc.array(value, { minLength: 2, maxLength: 9 });

  it('two are accepted exactly within r, and an acceptance stands whatever follows', () => {
    fc.assert(
      fc.property(results, (given) => {
        const verdict = judge(water, ...given);
        const [a, b] = given.map((each) => Math.round(Number(each) * 100));
        const agree = Math.abs((a ?? 0) - (b ?? 0)) <= 8;
        expect(verdict.kind === 'accepted' && verdict.used.join() === '0,1').toBe(agree);
        if (verdict.kind === 'accepted') expect(judge(water, ...given, '0.90', '0.10', '0.33')).toEqual(verdict);
      }),
      { numRuns: 1000 },
    );
  });

  it('the mean lies among the results used, of which at most one was dropped', () => {
    fc.assert(
      fc.property(results, (given) => {
        const verdict = judge(water, ...given);
        if (verdict.kind !== 'accepted') return expect(verdict.kind).toMatch(/^(need-more|discard-all)$/);
        const used = verdict.used.map((index) => Number(given[index]));
        const looked = used.length === 2 ? 2 : used.length <= 5 ? 5 : 8;
        expect(looked - used.length).toBeLessThanOrEqual(1);
        expect(Number(verdict.mean)).toBeGreaterThanOrEqual(Math.min(...used) - 1e-9);
        expect(Number(verdict.mean)).toBeLessThanOrEqual(Math.max(...used) + 1e-9);
      }),
      { numRuns: 1000 },
    );
  });

  it('the unit and the order of further results change nothing', () => {
    const thousandfold: MethodItem = { ...water, precision: { ...water.precision, factor: decimalString('0.001') } };
    fc.assert(
      fc.property(fc.array(value, { minLength: 5, maxLength: 5 }), (given) => {
        const verdict = judge(water, ...given);
        const [a = '', b = '', ...further] = given;
        const turned = judge(water, b, a, ...further.reverse());
        const scaled = judge(thousandfold, ...given.map((each) => new Decimal(each).times(1000).toFixed()));
        expect([turned.kind, scaled.kind]).toEqual([verdict.kind, verdict.kind]);
        if (verdict.kind === 'accepted' && turned.kind === 'accepted' && scaled.kind === 'accepted') {
          expect(turned.mean).toBe(verdict.mean);
          expect(scaled.used).toEqual(verdict.used);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
