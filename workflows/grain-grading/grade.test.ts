import fc from 'fast-check';
import { decimalString as d } from '../kernel/brand.ts';
import { Decimal } from '../kernel/decimal.ts';
import { shippedSection } from '../kernel/testing/rule-pack.fixture.ts';
import { gradeLot, type GradeRequest } from './grade.ts';
import type { GradeEdition, GrainGradeRules } from './rules.ts';

const rules = shippedSection('grain-cn-2026', 'grades') as GrainGradeRules;
const on = '2026-11-21';

const grade = (scale: string, measured: Readonly<Record<string, string>>, more: Partial<GradeRequest> = {}) =>
  gradeLot(
    { scale, on, observed: [], ...more, measured: Object.fromEntries(Object.entries(measured).map(([key, value]) => [key, d(value)])) },
    rules,
  );
function graded(...request: Parameters<typeof grade>) {
  const outcome = grade(...request);
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.message}`);
  const { grade: code, limiting, belowGrade, requirements } = outcome.value.value;
  return { code, limiting: limiting.map(({ key }) => key), belowGrade, requirements: requirements.map(({ status }) => status) };
}
function refused(...request: Parameters<typeof grade>) {
  const outcome = grade(...request);
  if (outcome.ok) throw new Error('it was not refused');
  return outcome.refusal;
}

const maize = (testWeight: string, imperfect: string) => ({ testWeight_g_per_L: testWeight, imperfectKernels_pct: imperfect });

describe('grade of maize, GB 1353-2018', () => {
  it.each([
    ['720', '4.0', '1', []],
    ['719.9', '4.0', '2', ['testWeight_g_per_L']],
    ['720', '4.01', '2', ['imperfectKernels_pct']],
    ['700', '7.2', '3', ['imperfectKernels_pct']],
    ['690', '6.0', '2', ['testWeight_g_per_L', 'imperfectKernels_pct']],
    ['650', '8.1', '4', ['testWeight_g_per_L', 'imperfectKernels_pct']],
    ['600', '15.0', '5', ['testWeight_g_per_L', 'imperfectKernels_pct']],
    ['599', '3.0', 'OFF_GRADE', ['testWeight_g_per_L']],
    ['599', '15.1', 'OFF_GRADE', ['testWeight_g_per_L', 'imperfectKernels_pct']],
  ])('%s g/L and %s %% imperfect are grade %s', (testWeight, imperfect, code, limiting) => {
    expect(graded('cn-maize', maize(testWeight, imperfect))).toMatchObject({ code, limiting, belowGrade: code === 'OFF_GRADE' });
  });

  it('reports the requirements of every grade beside it, a missing one as not tested', () => {
    const asked = { ...maize('720', '4.0'), mouldyKernels_pct: '2.0', moisture_pct: '14.01' };
    expect(graded('cn-maize', asked)).toMatchObject({ code: '1', requirements: ['MET', 'NOT_TESTED', 'NOT_MET'] });
  });

  it('shows the limits met and missed', () => {
    const outcome = grade('cn-maize', maize('700', '7.2'));
    const steps = outcome.ok ? outcome.value.steps : [];
    expect(steps[0]?.inputs.map(({ symbol, value }) => `${symbol} ${value}`)).toEqual([
      'testWeight_g_per_L 700',
      'limit of 2 690',
      'limit of 1 720',
    ]);
    expect(steps.slice(0, 3).map(({ reported }) => reported)).toEqual(['2', '3', '3']);
  });
});

describe('grade of wheat, GB 1351', () => {
  it('follows the edition in force', () => {
    const edition = (day: string) => {
      const outcome = grade('cn-wheat', maize('770', '6.0'), { on: day });
      return outcome.ok ? [outcome.value.value.grade, outcome.value.value.edition.edition] : outcome.refusal.code;
    };
    expect(edition('2023-11-30')).toEqual(['2', '2008']);
    expect(edition('2023-12-01')).toEqual(['2', '2023']);
    expect(edition('2008-04-30')).toBe('SCALE_NOT_IN_FORCE');
  });
  it('has the same limit of imperfect kernels for grades 1 and 2', () => {
    expect(graded('cn-wheat', maize('800', '6.0')).code).toBe('1');
    expect(graded('cn-wheat', maize('800', '6.1')).code).toBe('3');
  });
});

describe('grade of soybean, GB 1352', () => {
  const soybean = { soundKernels_pct: '90', damagedKernels_pct: '3' };
  it('is by sound and damaged kernels until 2023-11-30', () => {
    expect(graded('cn-soybean', soybean, { on: '2023-11-30' })).toMatchObject({ code: '3', limiting: ['damagedKernels_pct'] });
  });
  it('is not concluded since: the limits of damaged kernels are not known', () => {
    const refusal = refused('cn-soybean', soybean, { on: '2023-12-01' });
    expect(refusal).toMatchObject({ code: 'GRADE_LIMITS_NOT_KNOWN', field: 'scale' });
    expect(refusal.message).toContain('Grade 2 (二等) at best');
  });
});

describe('grade of US corn, 7 CFR 810.404', () => {
  const corn = (testWeight: string, heat: string, damaged: string, broken: string) => ({
    testWeight_lb_per_bu: testWeight,
    heatDamagedKernels_pct: heat,
    totalDamagedKernels_pct: damaged,
    brokenCornForeignMaterial_pct: broken,
  });
  it('is U.S. No. 2 by its worst factor, and Sample grade below No. 5', () => {
    expect(graded('us-corn', corn('56.0', '0.1', '3.0', '2.0')).code).toBe('US-1');
    expect(graded('us-corn', corn('56.0', '0.2', '3.0', '3.0'))).toMatchObject({
      code: 'US-2',
      limiting: ['heatDamagedKernels_pct', 'brokenCornForeignMaterial_pct'],
    });
    expect(graded('us-corn', corn('56.0', '0.1', '3.0', '7.1'))).toMatchObject({ code: 'US-SAMPLE-GRADE', belowGrade: true });
  });
  it('is Sample grade by an observation, whatever the factors', () => {
    expect(graded('us-corn', corn('56.0', '0.1', '3.0', '2.0'), { observed: ['odor'] })).toMatchObject({
      code: 'US-SAMPLE-GRADE',
      limiting: ['odor'],
    });
    expect(refused('us-corn', corn('56.0', '0.1', '3.0', '2.0'), { observed: ['moonlight'] })).toMatchObject({
      code: 'OBSERVATION_UNKNOWN',
      field: 'observed',
    });
  });
});

describe('what cannot be graded', () => {
  it('a missing factor, one of another country, an unknown scale', () => {
    expect(refused('cn-maize', { testWeight_g_per_L: '720' })).toMatchObject({
      code: 'FACTOR_MISSING',
      field: 'measured.imperfectKernels_pct',
    });
    expect(refused('cn-maize', { testWeight_lb_per_bu: '56', imperfectKernels_pct: '4' })).toMatchObject({
      code: 'FACTOR_UNKNOWN',
      field: 'measured.testWeight_lb_per_bu',
    });
    expect(refused('cn-barley', {})).toMatchObject({ code: 'SCALE_UNKNOWN', field: 'scale' });
  });
});

describe('grading, whatever is measured', () => {
  const scales = [
    ['cn-wheat', on],
    ['cn-maize', on],
    ['cn-soybean', '2023-11-30'],
    ['us-corn', on],
  ] as const;
  const editionOf = (scale: string, day: string): GradeEdition => {
    const editions = rules.scales.find(({ id }) => id === scale)?.editions ?? [];
    const edition = editions.find(({ source }) => (source.validFrom ?? '') <= day && day <= (source.validTo ?? '9'));
    if (!edition) throw new Error(scale);
    return edition;
  };
  /** A value around the limits of its factor, and how much it is improved. */
  const shares = fc.array(fc.tuple(fc.integer({ min: 0, max: 1200 }), fc.integer({ min: 0, max: 400 })), { minLength: 4, maxLength: 4 });

  it('never gives a lower grade when a factor improves, nor for another order', () => {
    fc.assert(
      fc.property(fc.constantFrom(...scales), shares, ([scale, day], drawn) => {
        const edition = editionOf(scale, day);
        const values = edition.factors.map(({ key, sense }, index) => {
          const limits = edition.grades.map(({ limits: each }) => new Decimal(each[key] ?? NaN));
          const widest = Decimal.max(...limits);
          const [share, gain] = drawn[index] ?? [0, 0];
          const value = sense === 'at-least' ? widest.times(share + 600).div(1200) : widest.times(share).div(1000);
          const better = sense === 'at-least' ? value.plus(widest.times(gain).div(1200)) : value.times(400 - gain).div(400);
          return { key, value: value.toFixed(), better: better.toFixed() };
        });
        const rank = (entries: readonly (readonly [string, string])[]) => {
          const { code } = graded(scale, Object.fromEntries(entries), { on: day });
          const index = edition.grades.findIndex((one) => one.code === code);
          return index < 0 ? edition.grades.length : index;
        };
        const worse = rank(values.map(({ key, value }) => [key, value]));
        expect(rank(values.map(({ key, better }) => [key, better]))).toBeLessThanOrEqual(worse);
        expect(rank(values.map(({ key, value }) => [key, value] as const).reverse())).toBe(worse);
      }),
      { numRuns: 1500 },
    );
  });

  it('names factors that alone would allow no better grade', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5500, max: 7500 }), fc.integer({ min: 0, max: 2000 }), (weight, imperfect) => {
        const measured = maize(new Decimal(weight).div(10).toFixed(), new Decimal(imperfect).div(100).toFixed());
        const { code, limiting } = graded('cn-maize', measured);
        const best = { testWeight_g_per_L: '720', imperfectKernels_pct: '0' };
        for (const key of limiting) {
          const alone = { ...best, [key]: measured[key as keyof typeof measured] };
          expect(graded('cn-maize', alone).code).toBe(code);
        }
        expect(limiting.length === 0).toBe(code === '1');
      }),
      { numRuns: 1000 },
    );
  });
});
