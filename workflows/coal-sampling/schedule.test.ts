import fc from 'fast-check';
import { decimalString as d } from '../kernel/brand.ts';
import { Decimal, toDecimal } from '../kernel/decimal.ts';
import { coalRulePack } from './rule-pack.fixture.ts';
import { scheduleCuts, type ScheduleRequest } from './schedule.ts';

const { sampling: rules } = coalRulePack;
// 1000 t at 1000 t/h pass in 3600 s: ten increments every 360 s.
const unit: ScheduleRequest = {
  basis: 'time',
  method: 'systematic',
  unitMass: d('1000'),
  maximumFlow: d('1000'),
  increments: 10,
  samplerCycle: d('30'),
  randomStarts: [d('0.5')],
};
const schedule = (request: Partial<ScheduleRequest>) => {
  const outcome = scheduleCuts({ ...unit, ...request }, rules);
  if (!outcome.ok) throw new Error(`${outcome.refusal.code} ${outcome.refusal.message}`);
  return outcome.value.value;
};
const every = (start: number, step: number, count: number) => Array.from({ length: count }, (_, index) => String(start + index * step));

it('of systematic sampling starts at random within the first interval and keeps the interval', () => {
  expect(schedule({})).toEqual({ interval: '360', unit: 's', cuts: every(180, 360, 10), putOff: [] });
  expect(schedule({ randomStarts: [d('0')] }).cuts).toEqual(every(0, 360, 10));
  expect(schedule({ randomStarts: [d('0.9999999')] }).cuts).toEqual(every(359, 360, 10));
});

it('rounds the interval down and goes on cutting until the unit has passed', () => {
  const { interval, cuts } = schedule({ increments: 7, randomStarts: [d('0')] }); // 3600/7 = 514.28…
  expect(interval).toBe('514');
  expect(cuts).toEqual(every(0, 514, 8)); // 7 × 514 = 3598 < 3600
});

it('on a mass basis counts in tonnes', () => {
  expect(schedule({ basis: 'mass', increments: 3, randomStarts: [d('0.1')] })).toMatchObject({
    interval: '333.3',
    unit: 't',
    cuts: ['33.3', '366.6', '699.9'],
  });
});

it('of stratified random sampling has one random point in each stratum', () => {
  const randomStarts = ['0', '0.5', '0.25', '0.75', '0.1', '0.2', '0.3', '0.4', '0.6', '0.7'].map(d);
  expect(schedule({ method: 'stratified-random', randomStarts }).cuts).toEqual(
    ['0', '540', '810', '1350', '1476', '1872', '2268', '2664', '3096', '3492'], // prettier-ignore
  );
});

it('puts off a cut the sampler is not ready for, within its own stratum', () => {
  const randomStarts = [d('0.99'), ...Array.from({ length: 9 }, () => d('0'))];
  expect(schedule({ method: 'stratified-random', randomStarts, samplerCycle: d('30.5') })).toMatchObject({
    cuts: ['356', '387', ...every(720, 360, 8)],
    putOff: [2],
  });
});

it.each<[string, string, Partial<ScheduleRequest>]>([
  ['NOT_POSITIVE', 'unitMass', { unitMass: d('0') }],
  ['NOT_POSITIVE', 'maximumFlow', { maximumFlow: d('0') }],
  ['NOT_POSITIVE', 'samplerCycle', { samplerCycle: d('-1') }],
  ['INCREMENTS_OUT_OF_RANGE', 'increments', { increments: 0 }],
  ['INCREMENTS_OUT_OF_RANGE', 'increments', { increments: 1.5 }],
  ['INTERVAL_TOO_SHORT', 'unitMass', { increments: 3601 }],
  ['CYCLE_LONGER_THAN_INTERVAL', 'samplerCycle', { samplerCycle: d('360.1') }],
  ['RANDOM_STARTS_MISMATCH', 'randomStarts', { method: 'stratified-random' }],
  ['RANDOM_STARTS_MISMATCH', 'randomStarts', { randomStarts: [d('0.1'), d('0.2')] }],
  ['RANDOM_START_OUT_OF_RANGE', 'randomStarts', { randomStarts: [d('1')] }],
  ['RANDOM_START_OUT_OF_RANGE', 'randomStarts', { randomStarts: [d('-0.1')] }],
])('is refused: %s, field %s', (code, field, request) => {
  expect(scheduleCuts({ ...unit, ...request }, rules)).toMatchObject({ ok: false, refusal: { code, field } });
});

it('holds for any unit: inside the lot, at least n, never closer than the cycle, intervals within the unit', () => {
  const requests = fc.record({
    basis: fc.constantFrom('time' as const, 'mass' as const),
    method: fc.constantFrom('systematic' as const, 'stratified-random' as const),
    unitMass: fc.integer({ min: 10_000, max: 3_000_000 }).map((n) => d((n / 100).toFixed(2))),
    maximumFlow: fc.integer({ min: 1000, max: 60_000 }).map((n) => d((n / 10).toFixed(1))),
    increments: fc.integer({ min: 1, max: 25 }),
    samplerCycle: fc.integer({ min: 0, max: 60 }).map((n) => d((n / 2).toFixed(1))),
  });
  const draws = fc.array(fc.integer({ min: 0, max: 999_999 }), { minLength: 60, maxLength: 60 });
  let scheduled = 0;
  fc.assert(
    fc.property(requests, draws, (request, drawn) => {
      const starts = drawn.map((n) => d((n / 1_000_000).toFixed(6)));
      const needed = (count: number) => scheduleCuts({ ...request, randomStarts: starts.slice(0, count) }, rules);
      const told = needed(0);
      if (!told.ok && told.refusal.code !== 'RANDOM_STARTS_MISMATCH') {
        expect(['INTERVAL_TOO_SHORT', 'CYCLE_LONGER_THAN_INTERVAL']).toContain(told.refusal.code);
        return;
      }
      const count = told.ok ? 0 : Number(/, (\d+) are needed/.exec(told.refusal.message)?.[1]);
      const outcome = needed(count);
      if (!outcome.ok) throw new Error(outcome.refusal.message);
      scheduled++;
      const { cuts, interval, unit: given } = outcome.value.value;
      const points = cuts.map(toDecimal);
      const length =
        given === 't' ? toDecimal(request.unitMass) : toDecimal(request.unitMass).times(3600).div(toDecimal(request.maximumFlow));
      const cycle =
        given === 't' ? toDecimal(request.samplerCycle).times(toDecimal(request.maximumFlow)).div(3600) : toDecimal(request.samplerCycle);
      expect(points.length).toBeGreaterThanOrEqual(request.increments);
      expect(points.every((point) => point.gte(0) && point.lt(length))).toBe(true);
      expect(toDecimal(interval).times(request.increments).lte(length)).toBe(true);
      const gaps = points.slice(1).map((point, index) => point.minus(points[index] ?? new Decimal(0)));
      expect(gaps.every((gap) => gap.gte(cycle) && gap.gt(0))).toBe(true);
      const inPlace = points.every((point, index) =>
        request.method === 'stratified-random'
          ? point.div(toDecimal(interval)).floor().eq(index)
          : index === 0 || gaps[index - 1]?.eq(toDecimal(interval)),
      );
      expect(inPlace).toBe(true);
    }),
    { numRuns: 1200 },
  );
  expect(scheduled).toBeGreaterThan(1000);
});
