import fc from 'fast-check';
import { decimalString } from '../kernel/brand.ts';
import { Decimal } from '../kernel/decimal.ts';
import { acceptableResults } from './acceptable-results.ts';
import { editionOn, iso4259Rules } from './edition.fixture.ts';
import { iso4259On } from './edition.ts';
import { rejectionLimit } from './rejection-steps.ts';

const d = decimalString;
const judge = (results: readonly string[], r = '0.10', decimals = 2) =>
  acceptableResults({ results: results.map(d), repeatability: d(r), decimals }, editionOn());
const valueOf = (results: readonly string[], r?: string) => {
  const outcome = judge(results, r);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.value.value;
};

describe('editions of ISO 4259-2', () => {
  it.each([
    ['2026-06-08', '2017'],
    ['2026-06-09', '2026'],
  ])('on %s it is that of %s', (day, edition) => {
    expect(editionOn(day).source.edition).toBe(edition);
    expect(editionOn(day).formulas.rejectionLimit.source.edition).toBe(edition);
  });

  it('refuses a day no edition is in force', () => {
    const [, newest] = iso4259Rules.editions;
    expect(iso4259On({ editions: newest ? [newest] : [] }, '2026-06-08')).toMatchObject({
      ok: false,
      refusal: { code: 'EDITION_NOT_IN_FORCE', field: 'on' },
    });
  });
});

describe('acceptability of the results of one laboratory', () => {
  it('has r₁ = 0.0816 for r = 0.10 and four results', () => {
    const outcome = judge(['1.00', '1.02', '1.04', '1.05']);
    expect(outcome.ok && outcome.value.steps[0]).toMatchObject({ expression: 'r₁ = r · √(k / (2·(k − 1)))', reported: '0.0816' });
  });

  it('accepts two results within r and means them', () => {
    expect(valueOf(['0.52', '0.44'], '0.08')).toMatchObject({ verdict: 'ACCEPTED', mean: '0.48', rejected: [] });
  });

  it('wants three more when two results disagree', () => {
    expect(valueOf(['0.521', '0.44'], '0.08')).toMatchObject({
      verdict: 'MORE_RESULTS_NEEDED',
      mean: null,
      furtherResults: 3,
      finding: { code: 'RESULTS_DISAGREE' },
    });
  });

  it('drops the most divergent result and means the others', () => {
    expect(valueOf(['1.02', '1.05', '1.00', '1.22'])).toMatchObject({
      verdict: 'ACCEPTED',
      accepted: ['1.00', '1.02', '1.05'],
      rejected: ['1.22'],
      mean: '1.02',
    });
  });

  it('accepts a deviation of exactly r₁ and rejects one beyond', () => {
    // k = 9: r₁ = r·√(9/16) = 0.75·r.
    const rest = Array.from({ length: 8 }, () => '1.00');
    expect(valueOf([...rest, '1.75'], '1')).toMatchObject({ verdict: 'ACCEPTED', rejected: [] });
    expect(valueOf([...rest, '1.7500000001'], '1')).toMatchObject({ verdict: 'ACCEPTED', rejected: ['1.7500000001'] });
  });

  it('wants the apparatus checked after two rejections', () => {
    expect(valueOf(['1.00', '1.01', '1.02', '1.50', '2.00'])).toMatchObject({
      verdict: 'CHECK_APPARATUS',
      mean: null,
      rejected: ['2.00', '1.50'],
      finding: { code: 'TOO_MANY_REJECTED' },
    });
  });

  it('drops neither of two different results that are equally divergent', () => {
    expect(valueOf(['1.00', '1.50', '2.00'])).toMatchObject({ verdict: 'MORE_RESULTS_NEEDED', rejected: [] });
  });

  it.each([
    [['1'], '0.1', 'TOO_FEW_RESULTS', 'results'],
    [Array.from({ length: 21 }, () => '1'), '0.1', 'TOO_MANY_RESULTS', 'results'],
    [['1', '1'], '0', 'REPEATABILITY_NOT_POSITIVE', 'repeatability'],
  ])('refuses %j with r %s', (results, r, code, field) => {
    expect(judge(results, r)).toMatchObject({ ok: false, refusal: { code, field } });
  });

  it('has r₁ below r for more than two results, and r for two', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 3, max: 20 }), (n, k) => {
        const r = new Decimal(n).div(1000);
        return rejectionLimit(r, k).lt(r) && rejectionLimit(r, 2).eq(r);
      }),
      { numRuns: 1000 },
    );
  });

  const sets = fc.array(fc.integer({ min: 95, max: 125 }), { minLength: 2, maxLength: 12 });
  const texts = (numbers: readonly number[]) => numbers.map((n) => new Decimal(n).div(100).toFixed(2));

  it('does not mind the order of the results', () => {
    fc.assert(
      fc.property(
        sets.chain((numbers) => fc.tuple(fc.constant(numbers), fc.shuffledSubarray(numbers, { minLength: numbers.length }))),
        ([numbers, shuffled]) => {
          expect(valueOf(texts(shuffled))).toEqual(valueOf(texts(numbers)));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('loses no result, and means only what lies within r₁ of the others', () => {
    fc.assert(
      fc.property(sets, (numbers) => {
        const { verdict, accepted, rejected } = valueOf(texts(numbers));
        expect([...accepted, ...rejected].sort()).toEqual(texts(numbers).sort());
        if (verdict !== 'ACCEPTED') return;
        const kept = accepted.map(Number);
        const k = kept.length;
        for (const [index, x] of kept.entries()) {
          const others = kept.filter((_, other) => other !== index);
          const mean = others.reduce((sum, value) => sum + value, 0) / (k - 1);
          expect(Math.abs(x - mean)).toBeLessThanOrEqual(0.1 * Math.sqrt(k / (2 * (k - 1))) + 1e-9);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('accepts whatever it accepted with a larger r', () => {
    fc.assert(
      fc.property(sets, fc.integer({ min: 1, max: 30 }), (numbers, wider) => {
        const all = (r: number) => {
          const value = valueOf(texts(numbers), new Decimal(r).div(100).toFixed(2));
          return value.verdict === 'ACCEPTED' && value.rejected.length === 0;
        };
        return !all(10) || all(10 + wider);
      }),
      { numRuns: 1000 },
    );
  });
});
