import fc from 'fast-check';
import { decimalString } from '../kernel/brand.ts';
import { Decimal } from '../kernel/decimal.ts';
import { judgeParallel } from './parallel.ts';
import type { ParallelItem } from './test-item.ts';
import { grainAssayRules } from './grain-rules.fixture.ts';

const { mostPairs } = grainAssayRules.parallel;
const testWeight = grainAssayRules.items.find(({ item }) => item === 'testWeight_g_per_L') as ParallelItem;
const judge = (values: readonly string[], item = testWeight, pairs = mostPairs) => judgeParallel(item, values.map(decimalString), pairs);
const withLimit = (limit: string, relative = false): ParallelItem => ({
  ...testWeight,
  decimals: 2,
  repeatability: [{ limit: decimalString(limit), relative }],
});

describe('parallel determinations', () => {
  it('are two, and give their mean within the allowed difference', () => {
    expect(judge([])).toEqual({ kind: 'need-more', have: 0, wanted: 2, reason: 'first' });
    expect(judge(['720'])).toEqual({ kind: 'need-more', have: 1, wanted: 2, reason: 'first' });
    expect(judge(['720', '723'])).toEqual({
      kind: 'accepted',
      mean: '721.5',
      rounded: '722',
      used: [0, 1],
      limit: '3',
      range: '3',
    });
  });

  it('beyond it count for nothing: another pair decides, never one of each', () => {
    expect(judge(['720', '723.1'])).toEqual({ kind: 'need-more', have: 2, wanted: 4, reason: 'exceeds-allowed-difference' });
    expect(judge(['720', '730', '720'])).toMatchObject({ kind: 'need-more', have: 3, wanted: 4 });
    expect(judge(['720', '730', '720', '730'])).toMatchObject({ kind: 'need-more', wanted: 6 });
    expect(judge(['720', '730', '724', '726'])).toMatchObject({ kind: 'accepted', mean: '725', used: [2, 3] });
  });

  it('are left to the reviewer after the last pair that is allowed', () => {
    expect(judge(['720', '730', '720', '730', '720', '730'])).toEqual({ kind: 'no-agreement', pairs: 3 });
    expect(judge(['720', '730', '720', '730', '720', '730', '725', '725'])).toEqual({ kind: 'no-agreement', pairs: 3 });
  });

  it('are compared exactly, and by a relative difference at their mean', () => {
    expect(judge(['39.5', '38.9'], withLimit('0.6'))).toMatchObject({ kind: 'accepted', range: '0.6' });
    expect(judge(['0.52', '0.44'], withLimit('0.08'))).toMatchObject({ kind: 'accepted', range: '0.08' });
    expect(judge(['9.5', '10.5'], withLimit('10', true))).toMatchObject({ kind: 'accepted', limit: '1' });
    expect(judge(['9.4', '10.5'], withLimit('10', true))).toMatchObject({ kind: 'need-more' });
  });

  it('round the mean once, half to even', () => {
    expect(judge(['1.005', '1.005'], withLimit('1'))).toMatchObject({ mean: '1.005', rounded: '1.00' });
    expect(judge(['2.67', '2.68'], withLimit('1'))).toMatchObject({ mean: '2.675', rounded: '2.68' });
  });

  const hundredths = fc.integer({ min: 0, max: 400 });
  const d = (n: number) => new Decimal(n).div(100).toFixed();

  it('are decided by the first pair that agrees, whatever follows and whichever of a pair came first', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(hundredths, hundredths), { maxLength: 5 }), fc.integer({ min: 0, max: 150 }), (pairs, limit) => {
        const item = withLimit(d(limit));
        const verdict = judge(pairs.flat().map(d), item);
        const agreeing = pairs.slice(0, mostPairs).findIndex(([a, b]) => Math.abs(a - b) <= limit);
        const expected = pairs.length < mostPairs ? 'need-more' : 'no-agreement';
        expect(verdict.kind).toBe(agreeing >= 0 ? 'accepted' : expected);
        if (verdict.kind === 'accepted') {
          expect(verdict.used).toEqual([2 * agreeing, 2 * agreeing + 1]);
          const [a, b] = pairs[agreeing] ?? [0, 0];
          expect(verdict.mean).toBe(new Decimal(a + b).div(200).toFixed());
        }
        expect(judge(pairs.flatMap(([a, b]) => [b, a]).map(d), item)).toEqual(verdict);
      }),
      { numRuns: 1000 },
    );
  });
});
