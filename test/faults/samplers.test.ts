import { INTERLOCK } from '../../plc-adapters/simulator/plc/interlocks.ts';
import { contradictions } from './invariants.ts';
import { clean, SAMPLERS, SamplingDay, type Sampler } from './sampling-day.ts';

/** [unit, disturbance, fault code, the unit's own interlock bit or none] */
type Holding = readonly [unit: Sampler, what: string, code: number, bit: number | null];

const atAny = (unit: Sampler): Holding[] => [
  [unit, 'no-increment', 6101, null],
  [unit, 'meter', 3101, null],
];
const atCoal = (unit: Sampler): Holding[] => [
  [unit, 'cutter', 5101, 1],
  [unit, 'reject', 2101, 2],
  [unit, 'chute', 4102, 4],
  [unit, 'divider', 4103, null],
];
const HOLDING: readonly Holding[] = [
  ...SAMPLERS.flatMap(atAny),
  ...atCoal('CS-01'),
  ...atCoal('CF-01'),
  ['GD-01', 'air', 2201, 1],
  ['GD-01', 'bag', 4303, 3],
  ['GD-01', 'line', 4301, 4],
  ['GD-01', 'diverter', 5201, 5],
  ['GD-01', 'probe', 4302, 5],
  ['GD-01', 'divider', 4103, null],
  ['PI-01', 'receiver', 4402, 1],
  ['PI-01', 'probe', 3401, 3],
  ['PI-01', 'line', 6402, null],
];

/** Code and class that stand when the cause is gone and the unit is still Held: oil that passes unsampled is told. */
const AFTER_REMOVAL: Readonly<Record<Sampler, readonly [code: number, faultClass: number]>> = {
  'CS-01': [0, 0],
  'CF-01': [0, 0],
  'GD-01': [0, 0],
  'PI-01': [6401, 1],
};

describe.each(HOLDING)('%s with %s', (unit, what, code, bit) => {
  it(`is Held with fault ${code} as long as it stands; then every planned cut is taken or missed, once`, () => {
    const day = new SamplingDay(unit);
    day.untilTaken(2);
    day.disturb(what, true);
    day.untilState('Held');
    expect([day.status('FaultCode'), day.status('FaultClass'), day.status('FaultFirstOut')]).toEqual([
      code,
      2,
      code,
    ]);
    expect(day.status('IntlkWord')).toBe(INTERLOCK.fault | (bit === null ? 0 : 1 << bit));
    // 60 s: longer than any unit's interval.
    day.bench.run(60);
    expect(day.missed.length).toBeGreaterThan(0);
    expect(day.bench.send(unit, 'unhold', { seq: 900 })).toBe(4);

    day.disturb(what, false);
    day.bench.tick();
    expect([day.status('FaultCode'), day.status('FaultClass'), day.status('FaultFirstOut')]).toEqual([
      ...AFTER_REMOVAL[unit],
      code,
    ]);
    day.finish();
    expect(day.status('FaultFirstOut')).toBe(AFTER_REMOVAL[unit][0]);
    expect(day.places).toEqual(clean(unit).places);
    expect(contradictions(day.bench, unit)).toEqual([]);
  });
});

describe.each(SAMPLERS)('the weigher of %s', (unit) => {
  const ratios = (day: SamplingDay): number[] => {
    const masses = clean(unit).taken.map(({ mass }) => Number(mass));
    return day.taken.map(({ mass }, i) => Number(mass) / (masses[i] ?? 0));
  };

  it.each([
    ['double-increment', 6102, 2],
    ['mass', 6103, 0.5],
  ])('shows %s, and the program warns with %i', (what, code, ratio) => {
    const day = new SamplingDay(unit);
    day.untilTaken(2);
    day.disturb(what, true);
    day.untilTaken(4);
    expect([day.status('FaultCode'), day.status('FaultClass')]).toEqual([code, 1]);
    day.disturb(what, false);
    day.untilTaken(5);
    expect(day.status('FaultCode')).toBe(0);
    day.finish();
    const shown = ratios(day);
    expect(shown.slice(0, 2)).toEqual([1, 1]);
    for (const each of shown.slice(2, 4)) expect(each).toBeCloseTo(ratio, 5);
    for (const each of shown.slice(4)) expect(each).toBe(1);
    expect(contradictions(day.bench, unit)).toEqual([]);
  });

  it('drifts up to 30 % and nothing tells it, while what is kept stays right', () => {
    const day = new SamplingDay(unit, 120);
    day.disturb('scale', true);
    day.finish();
    const shown = ratios(day);
    expect(shown[0]).toBeCloseTo(1.02, 5);
    expect(shown[4]).toBeCloseTo(1.1, 5);
    expect(Math.max(...shown)).toBeLessThan(1.3001);
    expect(day.bench.logged('fault')).toEqual([]);
    expect(day.taken.map(({ kept }) => kept)).toEqual(clean(unit).taken.map(({ kept }) => kept));
  });
});

describe.each([
  ['CS-01', 2200, 4104],
  ['CF-01', 900, 4104],
  ['GD-01', 240, 4104],
] as const)('an overfull container at %s', (unit, parcel, code) => {
  it('holds the unit until the carousel moves; then the container is sealed with all that is in it', () => {
    const day = new SamplingDay(unit, parcel);
    day.disturb('changeover', true);
    day.untilState('Held');
    expect([day.status('FaultCode'), day.status('FaultClass')]).toEqual([code, 2]);
    day.bench.set(`${unit}.Evt.ReadIdx`, day.bench.get(`${unit}.Evt.WriteIdx`));
    const keptUntilNow = day.taken.reduce((kg, { kept }) => kg + Number(kept), 0);
    expect(day.bench.logged('container')).toEqual([]);
    day.disturb('changeover', false);
    day.bench.run(4);
    expect(day.status('FaultCode')).toBe(0);
    expect(day.bench.logged('container')).toMatchObject([{ no: 1 }]);
    expect(Number(day.bench.logged('container')[0]?.['mass'])).toBeCloseTo(keptUntilNow, 3);
    day.finish();
    expect(day.places).toEqual(clean(unit, parcel).places);
    expect(contradictions(day.bench, unit)).toEqual([]);
  });
});

describe.each([
  ['CS-01', 'flow', 0],
  ['CS-01', 'belt', 1],
  ['CF-01', 'flow', 0],
  ['GD-01', 'flow', 0],
  ['GD-01', 'spout', 1],
  ['PI-01', 'flow', 0],
] as const)('%s when the flow is lost by %s', (unit, what, word) => {
  it('stays in Execute without cutting, and goes on where the parcel stood', () => {
    const day = new SamplingDay(unit);
    day.untilTaken(2);
    day.disturb(what, true);
    day.bench.run(4);
    const before = day.taken.length;
    day.bench.run(300);
    expect(day.taken).toHaveLength(before);
    expect([day.status('StateCurrent'), day.status('FaultCode'), day.status('IntlkWord')]).toEqual([
      6,
      0,
      word,
    ]);
    day.disturb(what, false);
    day.bench.run(4);
    day.finish();
    expect(day.missed).toEqual(clean(unit).missed);
    expect(day.places).toEqual(clean(unit).places);
  });
});
