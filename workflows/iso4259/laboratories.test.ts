import fc from 'fast-check';
import { decimalString } from '../kernel/brand.ts';
import { Decimal, toDecimal } from '../kernel/decimal.ts';
import { editionOn } from './edition.fixture.ts';
import { confidenceOfOneLaboratory } from './one-laboratory.ts';
import { decideAgainstLimit, type SpecificationQuestion } from './specification-decision.ts';
import { compareTwoLaboratories } from './two-laboratories.ts';

const d = decimalString;
const text = (n: number) => d(new Decimal(n).div(100).toFixed());
const result = fc.integer({ min: 0, max: 200 }).map(text);
const results = fc.array(result, { minLength: 1, maxLength: 6 });

describe('two laboratories', () => {
  const compare = (laboratory1: readonly string[], laboratory2: readonly string[], r = '0.08', R = '0.11') =>
    compareTwoLaboratories(
      { laboratory1: laboratory1.map(d), laboratory2: laboratory2.map(d), repeatability: d(r), reproducibility: d(R) },
      editionOn(),
    );

  it('of one result each are compared with R, inclusively', () => {
    expect(compare(['0.55'], ['0.44'])).toMatchObject({
      ok: true,
      value: { value: { verdict: 'ACCEPTABLE', difference: '0.1100', limit: '0.1100' } },
    });
    expect(compare(['0.5500001'], ['0.44'])).toMatchObject({ ok: true, value: { value: { verdict: 'NOT_ACCEPTABLE' } } });
  });

  it('of two results each have R₂ = √(R² − r²/2)', () => {
    // √(0.0121 − 0.0032) = 0.09434
    expect(compare(['0.50', '0.54'], ['0.42', '0.40'])).toMatchObject({
      ok: true,
      value: { value: { verdict: 'NOT_ACCEPTABLE', difference: '0.1100', limit: '0.0943' } },
    });
  });

  it('hold R₂ exactly: 12 for R 13, r 10 and k 1, 2', () => {
    // 1 − 1/2 − 1/4 = 1/4; R₂² = 169 − 25 = 144.
    expect(compare(['112'], ['100', '100'], '10', '13')).toMatchObject({
      ok: true,
      value: { value: { verdict: 'ACCEPTABLE', limit: '12.0000' } },
    });
    expect(compare(['112.0000000000001'], ['100', '100'], '10', '13')).toMatchObject({
      ok: true,
      value: { value: { verdict: 'NOT_ACCEPTABLE' } },
    });
  });

  it.each([
    [[], ['1'], '0.1', '0.2', 'NO_RESULTS', 'laboratory1'],
    [['1'], [], '0.1', '0.2', 'NO_RESULTS', 'laboratory2'],
    [['1'], ['1'], '0', '0.2', 'REPEATABILITY_NOT_POSITIVE', 'repeatability'],
    [['1'], ['1'], '0.3', '0.2', 'REPRODUCIBILITY_BELOW_REPEATABILITY', 'reproducibility'],
  ])('refuse %j and %j with r %s, R %s', (one, two, r, R, code, field) => {
    expect(compare(one, two, r, R)).toMatchObject({ ok: false, refusal: { code, field } });
  });

  it('do not mind which is first, nor the order of results; R₂ is never above R', () => {
    fc.assert(
      fc.property(results, results, (one, two) => {
        const [a, b] = [compare(one, two), compare([...two].reverse(), [...one].reverse())];
        return (
          a.ok && b.ok && JSON.stringify(a.value.value) === JSON.stringify(b.value.value) && toDecimal(a.value.value.limit).lte('0.11')
        );
      }),
      { numRuns: 1000 },
    );
  });
});

describe('one laboratory', () => {
  const confidence = (of: readonly string[], r = '0.08', R = '0.11') =>
    confidenceOfOneLaboratory({ results: of.map(d), repeatability: d(r), reproducibility: d(R), decimals: 2 }, editionOn());

  it('has R₁ = R for one result', () => {
    expect(confidence(['0.48'], '0.08', '0.20')).toMatchObject({
      ok: true,
      value: {
        value: {
          mean: '0.48',
          reproducibilityOfMean: '0.2000',
          twoSidedMargin: '0.1414',
          lower: '0.3386',
          upper: '0.6214',
          oneSidedMargin: '0.1180',
        },
      },
    });
  });

  it('has R₁ = √(R² − r²/2) for two, and margins from the unrounded R₁', () => {
    expect(confidence(['0.52', '0.44'])).toMatchObject({
      ok: true,
      value: {
        value: {
          mean: '0.48',
          reproducibilityOfMean: '0.0943',
          twoSidedMargin: '0.0667',
          lower: '0.4133',
          upper: '0.5467',
          oneSidedMargin: '0.0557',
        },
      },
    });
  });

  it('refuses no results', () => {
    expect(confidence([])).toMatchObject({ ok: false, refusal: { code: 'NO_RESULTS', field: 'results' } });
  });

  it('is surer with more results, and its interval holds the mean', () => {
    fc.assert(
      fc.property(results, result, (some, another) => {
        const [fewer, more] = [confidence(some), confidence([...some, another])];
        if (!fewer.ok || !more.ok) return false;
        const of = fewer.value.value;
        return (
          toDecimal(more.value.value.reproducibilityOfMean).lte(toDecimal(of.reproducibilityOfMean)) &&
          toDecimal(of.lower).lt(toDecimal(of.mean).plus('0.005')) &&
          toDecimal(of.upper).gt(toDecimal(of.mean).minus('0.005')) &&
          toDecimal(of.oneSidedMargin).lt(toDecimal(of.twoSidedMargin))
        );
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a result against a limit', () => {
  const decide = (changes: Partial<SpecificationQuestion>) => {
    const outcome = decideAgainstLimit(
      { party: 'recipient', limitKind: 'maximum', limit: d('10'), result: d('10'), reproducibilityAtLimit: d('2'), ...changes },
      editionOn(),
    );
    return outcome.ok ? outcome.value.value : outcome.refusal.code;
  };

  it.each([
    ['recipient', 'maximum', '11.18', 'NOT_SHOWN_TO_FAIL', '11.18'],
    ['recipient', 'maximum', '11.181', 'FAILS', '11.18'],
    ['supplier', 'maximum', '8.82', 'ASSURED', '8.82'],
    ['supplier', 'maximum', '8.821', 'NOT_ASSURED', '8.82'],
    ['recipient', 'minimum', '8.82', 'NOT_SHOWN_TO_FAIL', '8.82'],
    ['recipient', 'minimum', '8.819', 'FAILS', '8.82'],
    ['supplier', 'minimum', '11.18', 'ASSURED', '11.18'],
    ['supplier', 'minimum', '11.179', 'NOT_ASSURED', '11.18'],
  ] as const)('%s, %s 10, result %s: %s', (party, limitKind, of, verdict, bound) => {
    expect(decide({ party, limitKind, result: d(of) })).toEqual({ verdict, bound });
  });

  it('refuses an R of zero', () => {
    expect(decide({ reproducibilityAtLimit: d('0') })).toBe('REPRODUCIBILITY_NOT_POSITIVE');
  });

  it('never assures the supplier of what the recipient may call failed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('maximum' as const, 'minimum' as const),
        result,
        result,
        fc.integer({ min: 1, max: 100 }),
        (limitKind, limit, of, R) => {
          const asked = { limitKind, limit, result: of, reproducibilityAtLimit: text(R) };
          const [supplier, recipient] = [decide({ ...asked, party: 'supplier' }), decide({ ...asked, party: 'recipient' })];
          return (
            typeof supplier === 'object' &&
            typeof recipient === 'object' &&
            !(supplier.verdict === 'ASSURED' && recipient.verdict === 'FAILS')
          );
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('mirrors a minimum from a maximum', () => {
    const negative = (value: string) => d(value === '0' ? '0' : `-${value}`);
    fc.assert(
      fc.property(
        fc.constantFrom('recipient' as const, 'supplier' as const),
        result,
        result,
        fc.integer({ min: 1, max: 100 }),
        (party, limit, of, R) => {
          const [one, other] = [
            decide({ party, limitKind: 'maximum', limit, result: of, reproducibilityAtLimit: text(R) }),
            decide({ party, limitKind: 'minimum', limit: negative(limit), result: negative(of), reproducibilityAtLimit: text(R) }),
          ];
          return typeof one === 'object' && typeof other === 'object' && one.verdict === other.verdict;
        },
      ),
      { numRuns: 1000 },
    );
  });
});
