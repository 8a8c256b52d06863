import fc from 'fast-check';
import { toDecimal } from '../kernel/decimal.ts';
import type { SamplingFinished } from '../sampler-run/run.ts';
import { judgeGrainSampling } from './judge.ts';
import { plannedOrder } from './order.ts';
import { planGrainSampling } from './plan.ts';
import { d, grainSampling, refusalOf, workedOf } from './sampling-rules.fixture.ts';
import type { GrainSamplingRequest } from './types.ts';

const pack = { id: 'grain-cn', version: '2026.1', hash: 'h' };
const sampler: GrainSamplingRequest['sampler'] = {
  opening_mm: d('30'),
  traverseSpeed_m_per_s: d('0.5'),
  maximumFlow_t_per_h: d('1000'),
  usualFlow_t_per_h: d('800'),
  shortestInterval_s: d('8'),
  bags: 6,
  bagCapacity_kg: d('20'),
};
const soybeans: GrainSamplingRequest = {
  scheme: 'eu-large-lot',
  purpose: 'mycotoxins',
  on: '2026-11-22',
  holds: ['1', '2', '3', '4', '5'].map((name) => ({ name, mass_t: d('12000') })),
  sampler,
};
const plan = (more: Partial<GrainSamplingRequest> = {}) =>
  planGrainSampling({ ...soybeans, ...more }, grainSampling, pack);

describe('a ship of 60 000 t in five holds that cannot be subdivided', () => {
  const { value } = workedOf(plan());

  it('gets 100 + √t increments a hold, one every so many tonnes', () => {
    // √12000 = 109.54…, so 210; 12000 / 210 = 57.142…
    expect(value.units).toHaveLength(5);
    expect(value.units[4]).toEqual({
      no: 5, hold: '5', sublot: 1, sublots: 1, mass_t: '12000', increments: 210, interval_t: '57.142', gapAbove_t: '114.284',
    }); // prettier-ignore
  });

  it('sets the divider so that the bulk sample comes with the tolerance in hand', () => {
    // One cut at 800 t/h: 800·0.03/(3.6·0.5) = 13.333 kg; 10·110/(210·13.333) = 0.3929 %, upwards.
    expect(value).toMatchObject({ keptShare_pct: '0.40', bulkLeast_kg: '10' });
  });

  it('is ordered unit by unit', () => {
    const [unit] = value.units;
    expect(unit && plannedOrder(value, unit, d('0.01'))).toEqual({
      incrementMass: {
        expected: { byFlow: true, dividend: '30', divisor: '1800' },
        rules: grainSampling.incrementMass,
      },
      unitNo: 1,
      recipeId: 'grain-sampling',
      settings: {
        'Set.Basis': 2,
        'Set.CutInterval': 57.142,
        'Set.TraverseSpeed': 0.5,
        'Set.DivideRatio': 0.004,
        'Set.Container': 0,
      },
      incrementsPlanned: 210,
      quantity: '12000',
      isLast: true,
      quantityTolerance: '0.01',
      spacing: { interval: '57.142', gapAbove: '114.284' },
    });
  });
});

it('a hold in sublots is one unit each, of which only the last ends with its stream', () => {
  const { value } = workedOf(
    plan({
      scheme: 'eu-mycotoxin',
      holds: [{ name: '2', mass_t: d('1600') }],
      sampler: { ...sampler, shortestInterval_s: d('1') },
    }),
  );
  expect(
    value.units.map(({ no, sublot, sublots, mass_t, increments }) => [
      no,
      sublot,
      sublots,
      mass_t,
      increments,
    ]),
  ).toEqual([
    [1, 1, 4, '400.000', 100],
    [2, 2, 4, '400.000', 100],
    [3, 3, 4, '400.000', 100],
    [4, 4, 4, '400.000', 100],
  ]);
  expect(value.units.map((unit) => plannedOrder(value, unit, d('0.01')).isLast)).toEqual([
    false,
    false,
    false,
    true,
  ]);
});

describe('the same ship cut by time', () => {
  const { value, steps } = workedOf(plan({ basis: 'time' }));
  const [unit] = value.units;
  if (!unit) throw new Error('the plan has no unit');

  it('gets the interval the greatest flow needs, cut down: 3600·12000/(210·1000) = 205.71 s', () => {
    expect(unit).toMatchObject({
      increments: 210,
      interval_t: '57.142',
      interval_s: '205.7',
      gapAbove_t: '114.284',
    });
    expect(steps.find(({ unit: of }) => of === 's')).toMatchObject({
      reported: '205.7',
      inputs: [{}, { value: '1000' }],
    });
    expect(value.basis).toBe('time');
  });

  it('has its divider set for cuts of the greatest flow, whatever the usual one', () => {
    // 1000·0.03/(3.6·0.5) = 16.667 kg; 10·110/(210·16.667) = 0.3143 %, upwards.
    expect(value.keptShare_pct).toBe('0.32');
    const slow = { ...sampler, usualFlow_t_per_h: d('300') };
    expect(workedOf(plan({ basis: 'time', sampler: slow })).value.keptShare_pct).toBe('0.32');
  });

  it('is ordered in seconds, and a gap is still so many tonnes', () => {
    expect(plannedOrder(value, unit, d('0.01'))).toMatchObject({
      settings: { 'Set.Basis': 1, 'Set.CutInterval': 205.7, 'Set.DivideRatio': 0.0032 },
      incrementsPlanned: 210,
      spacing: { interval: '57.142', gapAbove: '114.284' },
    });
  });

  it('needs room for the cuts that fit into the interval cut down, and the one that begins with it', () => {
    // 3600·12000/(205.7·1000) + 1 = 211.01 cuts of 16.667 kg at 0.32 % are 11.254 kg; 210 would be 11.200 kg.
    const inBags = (bagCapacity_kg: string) =>
      plan({ basis: 'time', sampler: { ...sampler, bags: 1, bagCapacity_kg: d(bagCapacity_kg) } });
    expect(refusalOf(inBags('11.25'))).toEqual({ code: 'BAGS_TOO_SMALL', field: 'sampler' });
    expect(workedOf(inBags('11.26')).value.units).toHaveLength(5);
  });

  it('is valid when a stream half as fast got twice the cuts, and suspect for a gap and for too few', () => {
    const collected = {
      taken: 420,
      keptMass: d('11.2'),
      suspicions: [],
      spread: { lastCutAt: 12000, longest: d('28.6'), unsampled: d('0'), flows: d('210000') },
    };
    const judged = (more: Partial<typeof collected>) =>
      workedOf(judgeGrainSampling(value, unit, { ...collected, ...more }, grainSampling)).value;
    expect(judged({})).toMatchObject({ validity: 'VALID', expectedMass: '11.200', findings: [] });
    const gap = judged({ spread: { ...collected.spread, longest: d('114.285') } });
    expect(gap).toMatchObject({ validity: 'SUSPECT', findings: [{ code: 'UNSAMPLED_GAP' }] });
    expect(judged({ taken: 209 }).findings).toMatchObject([{ code: 'TOO_FEW_INCREMENTS' }]);
  });
});

it('a scheme that sets the time between cuts is planned by time: 2000 t at 1000 t/h, 7200 s, 288 cuts of 25 s', () => {
  const asked = { scheme: 'us-practice', holds: [{ name: '1', mass_t: d('2000') }] };
  expect(workedOf(plan({ ...asked, basis: 'time' })).value.units).toMatchObject([
    { increments: 288, interval_s: '25.0' },
  ]);
  expect(refusalOf(plan(asked))).toEqual({ code: 'BASIS_NOT_IN_SCHEME', field: 'basis' });
});

describe('what cannot be planned is refused with its field', () => {
  it.each([
    ['no hold', { holds: [] }, 'HOLDS_MISSING', 'holds'],
    [
      'a hold twice',
      { holds: [soybeans.holds[0], soybeans.holds[0]].flatMap((hold) => hold ?? []) },
      'HOLD_REPEATED',
      'holds',
    ],
    ['a hold of nothing', { holds: [{ name: '1', mass_t: d('0') }] }, 'OUT_OF_RANGE', 'holds'],
    ['a hold in kilograms', { holds: [{ name: '1', mass_t: d('12000000') }] }, 'LOT_TOO_LARGE', 'holds'],
    ['a scheme nobody knows', { scheme: 'none' }, 'SCHEME_UNKNOWN', 'scheme'],
    ['a scheme whose text is not known', { scheme: 'gb-t-5491' }, 'SCHEME_NUMBERS_NOT_KNOWN', 'scheme'],
    ['a purpose without a bulk sample', { purpose: 'us-grading' }, 'BULK_NOT_IN_PURPOSE', 'purpose'],
    [
      'cuts faster than the sampler',
      { scheme: 'eu-mycotoxin', holds: [{ name: '1', mass_t: d('100') }] },
      'INTERVAL_TOO_SHORT',
      'holds',
    ],
    [
      'cuts faster than the sampler, by time',
      { scheme: 'eu-mycotoxin', basis: 'time', holds: [{ name: '1', mass_t: d('200') }] },
      'INTERVAL_TOO_SHORT',
      'holds',
    ],
    [
      'cuts that follow each other in no time',
      { scheme: 'eu-mycotoxin', basis: 'time', holds: [{ name: '1', mass_t: d('0.05') }] },
      'INTERVAL_TOO_SHORT',
      'holds',
    ],
    [
      'no greatest flow',
      { basis: 'time', sampler: { ...sampler, maximumFlow_t_per_h: d('0') } },
      'OUT_OF_RANGE',
      'sampler.maximumFlow_t_per_h',
    ],
    [
      'cuts that give too little',
      { sampler: { ...sampler, opening_mm: d('0.05') } },
      'CUTS_TOO_LIGHT',
      'sampler',
    ],
    [
      'bags that are too small',
      { sampler: { ...sampler, bags: 1, bagCapacity_kg: d('10') } },
      'BAGS_TOO_SMALL',
      'sampler',
    ],
    [
      'an opening of nothing',
      { sampler: { ...sampler, opening_mm: d('0') } },
      'OUT_OF_RANGE',
      'sampler.opening_mm',
    ],
  ] as const)('%s', (_, more, code, field) => {
    expect(refusalOf(plan(more as Partial<GrainSamplingRequest>))).toEqual({ code, field });
  });
});

it('a plan always gives the bulk sample at the usual flow, and its cuts never exceed the hold', () => {
  const holds = fc.array(fc.integer({ min: 2000, max: 90_000 }), { minLength: 1, maxLength: 7 });
  fc.assert(
    fc.property(holds, fc.integer({ min: 300, max: 1000 }), (masses, flow) => {
      const outcome = plan({
        holds: masses.map((mass, index) => ({ name: String(index + 1), mass_t: d(String(mass)) })),
        sampler: { ...sampler, usualFlow_t_per_h: d(String(flow)) },
      });
      if (!outcome.ok) return;
      const { units, keptShare_pct, bulkLeast_kg } = outcome.value.value;
      for (const { increments, interval_t, mass_t } of units) {
        expect(toDecimal(interval_t).times(increments).lte(mass_t)).toBe(true);
        const kept = toDecimal(keptShare_pct).times(increments).times(flow).times('0.03').div('1.8').div(100);
        expect(kept.gte(bulkLeast_kg)).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

it('a plan by time gives increments and bulk sample at every flow up to the greatest', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2000, max: 90_000 }), fc.integer({ min: 50, max: 1000 }), (mass, flow) => {
      const outcome = plan({ basis: 'time', holds: [{ name: '1', mass_t: d(String(mass)) }] });
      const [unit] = workedOf(outcome).value.units;
      const { keptShare_pct, bulkLeast_kg } = workedOf(outcome).value;
      const cuts = toDecimal(unit?.mass_t ?? d('0'))
        .times(3600)
        .div(toDecimal(unit?.interval_s ?? d('1')).times(flow))
        .floor();
      expect(cuts.gte(unit?.increments ?? Infinity)).toBe(true);
      const kept = toDecimal(keptShare_pct).times(cuts).times(flow).times('0.03').div('1.8').div(100);
      expect(kept.gte(bulkLeast_kg)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

describe('a collected unit', () => {
  const { value } = workedOf(plan());
  const [unit] = value.units;
  if (!unit) throw new Error('the plan has no unit');
  // 210 cuts at 800 t/h keep 0.4 % of 13.333 kg each: 11.2 kg.
  const clean = {
    taken: 210,
    keptMass: d('11.2'),
    suspicions: [],
    spread: { lastCutAt: 12000, longest: d('57.2'), unsampled: d('0'), flows: d('168000') },
  };
  const judged = (
    more: Partial<
      Pick<SamplingFinished, 'taken' | 'keptMass' | 'suspicions' | 'spread' | 'countedOnly'>
    > = {},
  ) => workedOf(judgeGrainSampling(value, unit, { ...clean, ...more }, grainSampling)).value;
  const codesOf = (more: Parameters<typeof judged>[0]) => judged(more).findings.map(({ code }) => code);

  it('is valid when increments, gaps and mass all hold', () => {
    expect(judged()).toMatchObject({
      validity: 'VALID',
      expectedMass: '11.200',
      incrementsTaken: 210,
      findings: [],
    });
  });

  it('is suspect for each that does not', () => {
    expect(codesOf({ taken: 209 })).toEqual(['TOO_FEW_INCREMENTS']);
    expect(codesOf({ spread: { ...clean.spread, longest: d('114.285') } })).toEqual(['UNSAMPLED_GAP']);
    expect(codesOf({ spread: { ...clean.spread, longest: d('114.284') } })).toEqual([]);
    expect(codesOf({ keptMass: d('12.33') })).toEqual(['COLLECTED_MASS']);
    expect(codesOf({ keptMass: d('12.32') })).toEqual([]);
    expect(judged({ suspicions: [{ code: 'PLC_RESTARTED', zh: '重启', en: 'Restarted.' }] }).validity).toBe(
      'SUSPECT',
    );
  });

  it('is not held to be unsampled, nor too heavy, where only the records of cuts are lost', () => {
    // 33 of 210 cuts have no record: 177 have one, with their flows.
    const lost = (kept: string | null, longest: string) => ({
      countedOnly: { taken: 33, missed: 0, kept: kept === null ? null : d(kept) },
      keptMass: kept === null ? d('9.44') : d('11.2'),
      spread: { ...clean.spread, longest: d(longest), flows: d('141600') },
    });
    expect(codesOf(lost('1.76', '1942.83'))).toEqual([]);
    expect(codesOf(lost(null, '1942.83'))).toEqual([]);
    expect(codesOf(lost('1.76', '2000'))).toEqual(['UNSAMPLED_GAP']); // 35 intervals are 1999.97 t
    expect(codesOf({ ...lost('1.76', '1942.83'), countedOnly: null })).toEqual([
      'UNSAMPLED_GAP',
      'COLLECTED_MASS',
    ]);
  });

  it.each([{ taken: 0, keptMass: d('0') }, { keptMass: d('0') }])(
    'is invalid when nothing was collected: %j',
    (more) => {
      expect(judged(more)).toMatchObject({ validity: 'INVALID', findings: [{ code: 'NOTHING_COLLECTED' }] });
    },
  );
});
