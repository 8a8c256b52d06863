import fc from 'fast-check';
import { decimalString } from '../kernel/brand.ts';
import { Decimal, toDecimal } from '../kernel/decimal.ts';
import { planCoalSampling, workedCoalSamplingPlan } from './plan.ts';
import { coalRulePack } from './rule-pack.fixture.ts';
import type { CoalKind, CoalSamplingPlan, CoalSamplingRequest } from './types.ts';

const { sampling: rules } = coalRulePack;
const pack = { id: 'coal-cn', version: '2026.1', hash: '0'.repeat(64) };
const d = decimalString;

const ship: CoalSamplingRequest = {
  lotMass: d('40000'),
  lotSize: 'large',
  coalKind: 'raw',
  expectedAshDry: d('25'),
  nominalTopSize: d('50'),
  basis: 'time',
  maximumFlow: d('3000'),
  largestPracticableIncrements: 60,
};

function planned(request: Partial<CoalSamplingRequest>, withRules = rules): CoalSamplingPlan {
  const outcome = planCoalSampling({ ...ship, ...request }, withRules, pack);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.value;
}

describe('a plan', () => {
  it('of 40 000 t raw coal with 25 % ash: 3 units of 10 increments every 1 600 s', () => {
    expect(planned({})).toMatchObject({
      precision: '2.000',
      incrementVariance: '20',
      preparationVariance: '0.20',
      units: 3,
      incrementsPerUnit: 10, // 80/(3·4 − 0.8) = 7.14, below the least of 10
      unitMass: '13333.333',
      interval: '1600', // 3600·40000/(3000·30)
      intervalUnit: 's',
      achievedPrecision: '1.713', // 2·√((20/10 + 0.2)/3) = 1.71269…
      minimumGrossMass: '170',
      minimumMoistureMass: '35',
      minimumIncrementMass: '17.00',
      topSizeRow: '50',
      pack,
    });
  });

  it('asks P_L of a tenth of the ash up to 20 %, but not below 1', () => {
    expect(planned({ expectedAshDry: d('12') })).toMatchObject({ precision: '1.200', incrementsPerUnit: 23 }); // 80/3.52
    expect(planned({ expectedAshDry: d('20') }).precision).toBe('2.000');
    expect(planned({ expectedAshDry: d('20.01') }).precision).toBe('2.000');
    expect(planned({ expectedAshDry: d('6') }).precision).toBe('1.000');
    expect(planned({ coalKind: 'other-washed', expectedAshDry: d('12') }).precision).toBe('1.500');
    expect(planned({ coalKind: 'cleaned', expectedAshDry: d('12') }).precision).toBe('1.000');
  });

  it('on a mass basis cuts the interval down to 0.1 t', () => {
    expect(planned({ basis: 'mass', expectedAshDry: d('12') })).toMatchObject({
      interval: '579.7',
      intervalUnit: 't',
    }); // 40000/69
  });

  it('needs exactly 100 increments of one unit of cleaned coal, and reaches P_L exactly', () => {
    const plan = planned({
      lotMass: d('4000'),
      coalKind: 'cleaned',
      largestPracticableIncrements: 100,
      maximumFlow: d('2000'),
    });
    expect(plan).toMatchObject({
      units: 1,
      incrementsPerUnit: 100,
      interval: '72',
      achievedPrecision: '1.000',
    });
  });

  it('follows the printed example: 2 000 t in wagons, 25 mm, P_L 0.6', () => {
    const source = rules.preparationVariance.source;
    const printed = {
      ...rules,
      precision: [{ kinds: ['cleaned'] as const, precision: { fixed: d('0.6') }, source }],
    };
    const plan = planned(
      { lotMass: d('2000'), lotSize: 'small', coalKind: 'cleaned', nominalTopSize: d('25') },
      printed,
    );
    expect(plan).toMatchObject({
      units: 4,
      incrementsPerUnit: 32,
      minimumGrossMass: '40',
      minimumIncrementMass: '1.25',
    });
  });

  it('raises the least increment mass up: 170 kg over 35 increments is 4.86 kg', () => {
    const thirtyFive = { ...rules, minimumIncrements: { ...rules.minimumIncrements, count: 35 } };
    expect(planned({}, thirtyFive)).toMatchObject({ incrementsPerUnit: 35, minimumIncrementMass: '4.86' });
  });

  it('has at least the units the operation asks for', () => {
    expect(planned({ minimumUnits: 7 }).units).toBe(7);
    expect(planned({ minimumUnits: 2 }).units).toBe(3);
  });

  it('takes the next larger row of the mass table, never between', () => {
    expect(planned({ nominalTopSize: d('50.1') }).topSizeRow).toBe('80');
    expect(planned({ nominalTopSize: d('26') })).toMatchObject({ topSizeRow: '50', minimumGrossMass: '170' });
    expect(planned({ nominalTopSize: d('150') }).topSizeRow).toBe('150');
  });

  it('takes a stricter precision and measured variances when they are given', () => {
    const strict = planned({
      lotMass: d('2000'),
      lotSize: 'small',
      coalKind: 'cleaned',
      nominalTopSize: d('25'),
      requiredPrecision: d('0.6'),
    });
    expect(strict).toMatchObject({ precision: '0.6', units: 4, incrementsPerUnit: 32 });
    const measured = planned({ expectedAshDry: d('12'), incrementVariance: d('8'), preparationVariance: d('0.05') });
    expect(measured).toMatchObject({ incrementVariance: '8', preparationVariance: '0.05', incrementsPerUnit: 10 }); // 32/4.12 = 7.8
    expect(measured.sources).toHaveLength(6);
  });

  it('shows every step, each with a source, in the order of the work', () => {
    const worked = workedCoalSamplingPlan({ ...ship, expectedAshDry: d('12'), minimumUnits: 2 }, rules, pack);
    if (!worked.ok) throw new Error(worked.refusal.message);
    expect(worked.value.steps.map(({ name, reported, unit }) => `${name.en}: ${reported} ${unit}`.trim())).toEqual([
      'Required precision: 1.200 %',
      'Initial number of sampling units: 3',
      'Sampling units the operation asks for: 3',
      'Increments of each sampling unit: 23',
      'Fewest increments: 23',
      'Mass of a sampling unit: 13333.333 t',
      'Interval on a time basis: 695 s',
      'Precision reached: 1.195 %',
      'Least mass of the sample: 170 kg',
      'Least average mass of an increment: 7.40 kg',
    ]);
    expect(worked.value.steps.every(({ source }) => source.standard !== '' && source.clause !== '')).toBe(true);
    expect(worked.value.value).toEqual(planned({ expectedAshDry: d('12'), minimumUnits: 2 }));
  });

  it('names the rule behind every number', () => {
    const { sources } = planned({});
    expect(sources).toHaveLength(8);
    expect(sources.map(({ clause }) => clause)).toEqual(
      expect.arrayContaining(['equation 4', 'Table 3', 'equation 14']),
    );
  });
});

describe('a request that cannot be planned', () => {
  it.each<[string, string, Partial<CoalSamplingRequest>]>([
    ['MASS_NOT_POSITIVE', 'lotMass', { lotMass: d('0') }],
    ['MASS_NOT_POSITIVE', 'lotMass', { lotMass: d('-5') }],
    ['MASS_IMPLAUSIBLE', 'lotMass', { lotMass: d('40000000') }],
    ['ASH_OUT_OF_RANGE', 'expectedAshDry', { expectedAshDry: d('-0.1') }],
    ['ASH_OUT_OF_RANGE', 'expectedAshDry', { expectedAshDry: d('100.1') }],
    ['TOP_SIZE_NOT_POSITIVE', 'nominalTopSize', { nominalTopSize: d('0') }],
    ['TOP_SIZE_BEYOND_TABLE', 'nominalTopSize', { nominalTopSize: d('150.01') }],
    ['TOP_SIZE_BEYOND_TABLE', 'nominalTopSize', { nominalTopSize: d('1') }], // no moisture mass in that row
    ['FLOW_NOT_POSITIVE', 'maximumFlow', { maximumFlow: d('0') }],
    ['FLOW_IMPLAUSIBLE', 'maximumFlow', { maximumFlow: d('30000') }],
    ['INCREMENTS_NOT_PRACTICABLE', 'largestPracticableIncrements', { largestPracticableIncrements: 9 }],
    ['INCREMENTS_NOT_PRACTICABLE', 'largestPracticableIncrements', { largestPracticableIncrements: 20.5 }],
    [
      'INCREMENTS_NOT_PRACTICABLE',
      'largestPracticableIncrements',
      { largestPracticableIncrements: Number.NaN },
    ],
    ['UNITS_OUT_OF_RANGE', 'minimumUnits', { minimumUnits: 0 }],
    ['UNITS_OUT_OF_RANGE', 'minimumUnits', { minimumUnits: 1.5 }],
    ['UNITS_OUT_OF_RANGE', 'minimumUnits', { minimumUnits: 100000 }],
    ['NOT_POSITIVE', 'requiredPrecision', { requiredPrecision: d('0') }],
    ['NOT_POSITIVE', 'incrementVariance', { incrementVariance: d('-1') }],
    ['NOT_POSITIVE', 'preparationVariance', { preparationVariance: d('0') }],
    ['PRECISION_LAXER_THAN_STANDARD', 'requiredPrecision', { requiredPrecision: d('2.001') }],
    ['PRECISION_NOT_PRACTICABLE', 'requiredPrecision', { requiredPrecision: d('0.001') }],
    ['INTERVAL_TOO_SHORT', 'lotMass', { lotMass: d('5') }],
    ['INTERVAL_TOO_SHORT', 'lotMass', { lotMass: d('0.5'), basis: 'mass' }],
  ])('is refused: %s, field %s', (code, field, request) => {
    const outcome = planCoalSampling({ ...ship, ...request }, rules, pack);
    expect(outcome).toMatchObject({ ok: false, refusal: { code, field } });
  });

  it('is refused when the pack has no rule for the coal', () => {
    const outcome = planCoalSampling(ship, { ...rules, incrementVariance: [] }, pack);
    expect(outcome).toMatchObject({
      ok: false,
      refusal: { code: 'COAL_KIND_WITHOUT_RULE', field: 'coalKind' },
    });
  });
});

it('holds its promises for any lot', () => {
  const hundredths = (min: number, max: number) =>
    fc.integer({ min: min * 100, max: max * 100 }).map((n) => d(new Decimal(n).div(100).toFixed()));
  const requests = fc.record({
    lotMass: hundredths(500, 400_000),
    lotSize: fc.constantFrom('large' as const, 'small' as const),
    coalKind: fc.constantFrom<CoalKind>('raw', 'screened', 'cleaned', 'other-washed'),
    expectedAshDry: hundredths(0, 60),
    nominalTopSize: hundredths(2, 150),
    basis: fc.constantFrom('time' as const, 'mass' as const),
    maximumFlow: hundredths(200, 6000),
    largestPracticableIncrements: fc.integer({ min: 10, max: 200 }),
    minimumUnits: fc.integer({ min: 1, max: 12 }),
  });
  let plans = 0;
  fc.assert(
    fc.property(requests, (request) => {
      const outcome = planCoalSampling(request, rules, pack);
      if (!outcome.ok) {
        expect(outcome.refusal.code).toBe('INTERVAL_TOO_SHORT');
        return;
      }
      plans++;
      const plan = outcome.value;
      const { units: m, incrementsPerUnit: n } = plan;
      expect(n).toBeGreaterThanOrEqual(10);
      expect(n).toBeLessThanOrEqual(request.largestPracticableIncrements);
      expect(m).toBeGreaterThanOrEqual(request.minimumUnits);
      expect(toDecimal(plan.achievedPrecision).lte(toDecimal(plan.precision))).toBe(true);
      const denominator = toDecimal(plan.precision)
        .pow(2)
        .times(m)
        .minus(toDecimal(plan.preparationVariance).times(4));
      expect(denominator.gt(0)).toBe(true);
      const covered = toDecimal(plan.interval).times(n);
      const unitSpan =
        plan.intervalUnit === 't'
          ? toDecimal(plan.unitMass).plus('0.001')
          : toDecimal(request.lotMass).div(m).times(3600).div(toDecimal(request.maximumFlow));
      expect(covered.lte(unitSpan)).toBe(true);
      expect(toDecimal(plan.unitMass).times(m).lte(toDecimal(request.lotMass))).toBe(true);
      expect(toDecimal(plan.minimumIncrementMass).times(n).gte(toDecimal(plan.minimumGrossMass))).toBe(true);
      expect(toDecimal(plan.topSizeRow).gte(toDecimal(request.nominalTopSize))).toBe(true);
    }),
    { numRuns: 1500 },
  );
  expect(plans).toBeGreaterThan(1000);
});
