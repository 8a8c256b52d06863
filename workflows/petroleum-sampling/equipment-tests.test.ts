import fc from 'fast-check';
import { decimalString } from '../kernel/brand.ts';
import { Decimal, toDecimal } from '../kernel/decimal.ts';
import { checkExtractor, type ExtractorCheckRequest } from './extractor-check.ts';
import { profileTest } from './profile-test.ts';
import { proveByWater, type ProvingRun } from './proving.ts';
import { samplingRules } from './sampling-rules.fixture.ts';

const d = decimalString;
const hundredths = (min: number, max: number) => fc.integer({ min, max }).map((n) => d(new Decimal(n).div(100).toFixed()));

describe('field check of an extractor', () => {
  const check = (changes: Partial<ExtractorCheckRequest>) =>
    checkExtractor({ strokes: 20, grab: d('1.0'), collected: d('20'), ...changes }, samplingRules);
  const valueOf = (changes: Partial<ExtractorCheckRequest>) => {
    const outcome = check(changes);
    return outcome.ok ? outcome.value.value : outcome.refusal.code;
  };

  it.each([
    ['18', 'PASSED'],
    ['22', 'PASSED'],
    ['17.99', 'FAILED'],
    ['22.01', 'FAILED'],
  ])('20 strokes of 1 mL that give %s mL are %s', (collected, grabSize) => {
    expect(valueOf({ collected: d(collected) })).toMatchObject({ grabSize, repeatability: 'NOT_CHECKED' });
  });

  it('takes ± 5 % of the mean inclusively', () => {
    expect(valueOf({ grabs: [d('0.95'), d('1.05')] })).toMatchObject({ repeatability: 'PASSED' });
    expect(valueOf({ grabs: [d('0.949'), d('1.05')] })).toMatchObject({ repeatability: 'FAILED' });
  });

  it('refuses bounds nobody has read, and a repeatability of one grab or of none', () => {
    expect(valueOf({ grab: d('1.5') })).toBe('NO_FIELD_CHECK');
    expect(valueOf({ strokes: 10 })).toBe('NO_FIELD_CHECK');
    expect(valueOf({ grabs: [d('1')] })).toBe('TOO_FEW_GRABS');
    expect(valueOf({ grabs: [d('0'), d('0')] })).toBe('NO_SAMPLE');
  });

  it('judges repeatability alike in any unit of volume and any order', () => {
    fc.assert(
      fc.property(fc.array(hundredths(80, 120), { minLength: 2, maxLength: 8 }), fc.integer({ min: 2, max: 9 }), (grabs, factor) => {
        const scaled = grabs.map((grab) => d(toDecimal(grab).times(factor).toFixed())).reverse();
        const [one, other] = [valueOf({ grabs }), valueOf({ grabs: scaled })];
        return typeof one === 'object' && typeof other === 'object' && one.repeatability === other.repeatability;
      }),
      { numRuns: 1000 },
    );
  });
});

describe('profile test', () => {
  const verdictOf = (...water: string[]) => {
    const outcome = profileTest(water.map(d), samplingRules);
    return outcome.ok ? outcome.value.value : outcome.refusal.code;
  };

  it('allows 0.05 % for each 1 % of water, inclusively', () => {
    expect(verdictOf('1.95', '2.05', '2.00')).toEqual({ verdict: 'UNIFORM', spread: '0.1', allowed: '0.100' });
    expect(verdictOf('1.95', '2.051', '2.00')).toMatchObject({ verdict: 'NOT_UNIFORM' });
  });

  it('proves nothing with dry oil or one point', () => {
    expect(verdictOf('0', '0')).toBe('NO_WATER');
    expect(verdictOf('1')).toBe('TOO_FEW_POINTS');
  });

  it('does not turn uniform when the extremes move apart', () => {
    fc.assert(
      fc.property(fc.array(hundredths(100, 300), { minLength: 2, maxLength: 8 }), hundredths(1, 50), (points, apart) => {
        const sorted = [...points].sort((a, b) => toDecimal(a).comparedTo(toDecimal(b)));
        const wider = sorted.map((point, index) =>
          index === 0
            ? toDecimal(point).minus(toDecimal(apart))
            : index === sorted.length - 1
              ? toDecimal(point).plus(toDecimal(apart))
              : toDecimal(point),
        );
        const [before, after] = [
          profileTest(sorted, samplingRules),
          profileTest(
            wider.map((point) => d(point.toFixed())),
            samplingRules,
          ),
        ];
        return before.ok && after.ok && !(before.value.value.verdict === 'NOT_UNIFORM' && after.value.value.verdict === 'UNIFORM');
      }),
      { numRuns: 1000 },
    );
  });
});

describe('proving by water injection', () => {
  const run = (baseline: string, injected: string, measured: string): ProvingRun => ({
    baseline: d(baseline),
    injected: d(injected),
    measured: d(measured),
  });
  const prove = (volumeBy: 'meter' | 'tankGauge', ...runs: ProvingRun[]) => {
    const outcome = proveByWater({ volumeBy, runs }, samplingRules);
    return outcome.ok ? outcome.value.value : [outcome.refusal.code, outcome.refusal.field];
  };

  it('takes the allowance of the row, by meter and by tank gauge', () => {
    expect(prove('meter', run('0', '1.0', '1.11'))).toEqual({
      verdict: 'PASSED',
      runs: [{ verdict: 'PASSED', deviation: '0.11', allowed: '0.11' }],
    });
    expect(prove('meter', run('0', '1.0', '0.88'))).toMatchObject({ verdict: 'FAILED' });
    expect(prove('tankGauge', run('0', '1.0', '0.88'))).toMatchObject({ verdict: 'PASSED' });
  });

  it('is not misled by binary numbers: 0.79 − 0.7 is 0.09', () => {
    expect(0.79 - 0.7 <= 0.09).toBe(false);
    expect(prove('meter', run('0.1', '0.6', '0.79'))).toMatchObject({ verdict: 'PASSED' });
  });

  it('takes the stricter row between two rows and interpolates nothing', () => {
    expect(prove('meter', run('0.1', '1.89', '2.10'))).toMatchObject({ runs: [{ deviation: '0.11', allowed: '0.11', verdict: 'PASSED' }] });
    expect(prove('meter', run('0.1', '1.90', '2.13'))).toMatchObject({ runs: [{ deviation: '0.13', allowed: '0.13', verdict: 'PASSED' }] });
  });

  it('needs both runs of a dual test', () => {
    expect(prove('meter', run('0', '1', '1'), run('0', '1', '1.2'))).toMatchObject({
      verdict: 'FAILED',
      runs: [{ verdict: 'PASSED' }, { verdict: 'FAILED' }],
    });
  });

  it('refuses water outside the table and more than two runs', () => {
    expect(prove('meter', run('0.1', '0.3', '0.4'))).toEqual(['WATER_OUTSIDE_TABLE', 'runs[0]']);
    expect(prove('meter', run('0', '1', '1'), run('0', '5.01', '5'))).toEqual(['WATER_OUTSIDE_TABLE', 'runs[1]']);
    expect(prove('meter')).toEqual(['RUNS_NOT_ONE_OR_TWO', 'runs']);
  });

  it('passes by tank gauge whatever passes by meter', () => {
    fc.assert(
      fc.property(hundredths(0, 20), hundredths(50, 480), fc.integer({ min: -30, max: 30 }), (baseline, injected, off) => {
        const measured = Decimal.max(0, toDecimal(baseline).plus(toDecimal(injected)).plus(new Decimal(off).div(100)));
        const runs = [{ baseline, injected, measured: d(measured.toFixed()) }];
        const [meter, gauge] = [
          proveByWater({ volumeBy: 'meter', runs }, samplingRules),
          proveByWater({ volumeBy: 'tankGauge', runs }, samplingRules),
        ];
        return meter.ok && gauge.ok && !(meter.value.value.verdict === 'PASSED' && gauge.value.value.verdict === 'FAILED');
      }),
      { numRuns: 1000 },
    );
  });
});
