import fc from 'fast-check';
import { decimalString } from '../kernel/brand.ts';
import { Decimal } from '../kernel/decimal.ts';
import { decideDispute } from './dispute.ts';
import { editionOn } from './edition.fixture.ts';
import type { Dispute } from './types.ts';

const d = decimalString;
const three = (...values: string[]) => values.map(d);

const dispute: Dispute = {
  limitKind: 'maximum',
  limit: d('10.0'),
  repeatability: d('1.0'),
  stage: 'check-samples',
  supplier: three('9.6', '9.8', '9.7'),
  recipient: three('10.6', '10.4', '10.5'),
};

const decide = (changes: Partial<Dispute> = {}) => decideDispute({ ...dispute, ...changes }, editionOn());
const valueOf = (changes: Partial<Dispute> = {}) => {
  const outcome = decide(changes);
  return outcome.ok ? outcome.value.value : [outcome.refusal.code, outcome.refusal.field];
};
const third = (limitOfThree: string, ...values: string[]) => ({
  stage: 'cross-test' as const,
  third: { results: three(...values), limitOfThree: d(limitOfThree) },
});

describe('dispute between supplier and recipient', () => {
  it('is settled when both averages are on one side of the limit', () => {
    expect(valueOf({ recipient: three('10.0', '9.9', '10.1') })).toEqual({
      verdict: 'MEETS',
      decidedBy: 'both-laboratories',
      decidingMean: null,
      inferred: false,
    });
    expect(valueOf({ supplier: three('10.1', '10.2', '10.3') })).toMatchObject({ verdict: 'FAILS', decidedBy: 'both-laboratories' });
  });

  it('goes on with a cross-test, then with a third laboratory', () => {
    expect(valueOf()).toMatchObject({ verdict: 'CROSS_TEST_NEXT', decidedBy: null });
    expect(valueOf({ stage: 'cross-test' })).toMatchObject({ verdict: 'THIRD_LABORATORY_NEXT' });
  });

  it('takes the mean of two when the third differs by more than R₃', () => {
    // 9.7, 10.5, 9.8: the recipient is 0.75 from 9.75.
    expect(valueOf(third('0.74', '9.9', '9.7', '9.8'))).toEqual({
      verdict: 'MEETS',
      decidedBy: 'two-of-three',
      decidingMean: '9.7500',
      inferred: false,
    });
  });

  it('takes the mean of all three within R₃, and says that this is inferred', () => {
    expect(valueOf(third('0.75', '9.9', '9.7', '9.8'))).toEqual({
      verdict: 'MEETS',
      decidedBy: 'all-three',
      decidingMean: '10.0000',
      inferred: true,
    });
    expect(valueOf(third('0.75', '9.9', '9.7', '9.81'))).toMatchObject({ verdict: 'FAILS', decidedBy: 'all-three', inferred: true });
  });

  it('is undecided when two averages are equally divergent', () => {
    expect(valueOf(third('0.5', '10.1', '10.1', '10.1'))).toMatchObject({ verdict: 'UNDECIDED', decidedBy: null });
  });

  it('judges a minimum as the mirror', () => {
    expect(valueOf({ limitKind: 'minimum', ...third('0.74', '9.9', '9.7', '9.8') })).toMatchObject({
      verdict: 'FAILS',
      decidedBy: 'two-of-three',
    });
  });

  it('drops a divergent result before it averages', () => {
    expect(valueOf({ repeatability: d('0.2'), recipient: three('9.9', '10.0', '10.0', '12') })).toMatchObject({ verdict: 'MEETS' });
  });

  it.each([
    [{ supplier: three('9.6', '9.8') }, 'TOO_FEW_ACCEPTABLE_RESULTS', 'supplier'],
    [{ repeatability: d('0.3'), recipient: three('10.5', '10.5', '14') }, 'TOO_FEW_ACCEPTABLE_RESULTS', 'recipient'],
    [{ supplier: Array.from({ length: 21 }, () => d('9')) }, 'TOO_MANY_RESULTS', 'supplier'],
    [{ third: { results: three('9', '9', '9'), limitOfThree: d('1') } }, 'CROSS_TEST_MISSING', 'stage'],
    [third('0', '9', '9', '9'), 'LIMIT_OF_THREE_NOT_POSITIVE', 'third.limitOfThree'],
    [third('1', '9', '9'), 'TOO_FEW_ACCEPTABLE_RESULTS', 'third'],
    [{ repeatability: d('0') }, 'REPEATABILITY_NOT_POSITIVE', 'repeatability'],
  ])('refuses %j', (changes, code, field) => {
    expect(valueOf(changes)).toEqual([code, field]);
  });

  it('ends alike whoever is called supplier, and in whatever order results come', () => {
    const results = fc
      .array(fc.integer({ min: 970, max: 1030 }), { minLength: 3, maxLength: 4 })
      .map((numbers) => numbers.map((n) => d(new Decimal(n).div(100).toFixed())));
    fc.assert(
      fc.property(results, results, results, fc.integer({ min: 1, max: 60 }), (supplier, recipient, neutral, R3) => {
        const limitOfThree = d(new Decimal(R3).div(100).toFixed());
        const of = (one: typeof supplier, two: typeof supplier, other: typeof supplier) =>
          valueOf({ stage: 'cross-test', supplier: one, recipient: two, third: { results: other, limitOfThree } });
        expect(of([...recipient].reverse(), [...supplier].reverse(), [...neutral].reverse())).toEqual(of(supplier, recipient, neutral));
      }),
      { numRuns: 1000 },
    );
  });
});
