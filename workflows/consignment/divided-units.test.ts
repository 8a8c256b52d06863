import * as fc from 'fast-check';
import { planCoalSampling } from '../coal-sampling/plan.ts';
import { coalRulePack } from '../coal-sampling/rule-pack.fixture.ts';
import { planGrainSampling } from '../grain-sampling/plan.ts';
import { decimalString as d } from '../kernel/brand.ts';
import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { plannedIncrements, plannedRest } from './cargo.ts';
import { planOf } from './coal/unit-plan.ts';
import { terms } from './consignment.fixture.ts';
import { grainUnitOf } from './product/grain-unit.ts';
import { grainCargo, grainPack, petroleumCargo } from './product/product.fixture.ts';
import type { Cargo, CoalCargo, GrainCargo } from './types.ts';
import type { PlannedUnit } from './unit.ts';

interface Part {
  readonly planNo: number;
  readonly quantity: DecimalString;
  readonly planned?: PlannedUnit;
}

const hundredths = (min: number, max: number) =>
  fc.integer({ min: min * 100, max: max * 100 }).map((n) => d(new Decimal(n).div(100).toFixed()));
/** Thousandths that had passed of what was left when a unit was ended, once or twice. With less than a hundredth left it has no rest. */
const splits = fc.array(fc.integer({ min: 1, max: 989 }), { minLength: 1, maxLength: 2 });

/** The parts of unit 1, in their order; the last is sampled to its end. */
function partsOf(cargo: Cargo, quantity: DecimalString, thousandths: readonly number[]): readonly Part[] {
  let left: Part = { planNo: 1, quantity };
  const parts: Part[] = [];
  for (const each of thousandths) {
    const whole = toDecimal(left.quantity);
    const passed = whole.times(each).div(1000).toDecimalPlaces(3, Decimal.ROUND_UP);
    const ended = { ...left, quantity: toDecimalString(passed) };
    const rest = toDecimalString(whole.minus(passed));
    const planned = plannedRest(cargo, ended, rest);
    parts.push(ended);
    left = { planNo: 1, quantity: rest, ...(planned && { planned }) };
  }
  return [...parts, left];
}

const sum = (counts: readonly number[]) => counts.reduce((total, each) => total + each, 0);

/** Systematic sampling whose first cut comes at the very end of the first interval, and stratified random sampling whose last does. */
const fewestCuts = (length: Decimal, interval: DecimalString) =>
  length.div(toDecimal(interval)).floor().toNumber();

it('the parts of a divided unit of coal have the planned increments together, each at an interval that gives them', () => {
  const lots = fc.record({
    lotMass: hundredths(1000, 400_000),
    basis: fc.constantFrom('time' as const, 'mass' as const),
    method: fc.constantFrom('systematic' as const, 'stratified-random' as const),
    maximumFlow: hundredths(200, 6000),
    expectedAshDry: hundredths(0, 60),
    largestPracticableIncrements: fc.integer({ min: 10, max: 200 }),
  });
  const { sampling, ref } = coalRulePack;
  const finest = { s: d('1'), t: d('0.1') };
  let cutAnew = 0;
  fc.assert(
    fc.property(lots, splits, (lot, thousandths) => {
      const outcome = planCoalSampling(
        { ...lot, lotSize: 'large', coalKind: 'raw', nominalTopSize: d('50') },
        sampling,
        ref,
      );
      if (!outcome.ok) return;
      const plan = outcome.value;
      const cargo: CoalCargo = { ...terms, plan };
      const parts = partsOf(cargo, plan.unitMass, thousandths).map((part) => planOf(cargo, part, sampling));
      expect(sum(parts.map(({ incrementsPerUnit }) => incrementsPerUnit))).toBeGreaterThanOrEqual(
        plan.incrementsPerUnit,
      );
      for (const { interval, intervalUnit, incrementsPerUnit, unitMass } of parts) {
        expect(toDecimal(interval).lte(toDecimal(plan.interval))).toBe(true);
        // A part that weighs less than one step of the interval cannot be cut more finely.
        if (interval === finest[intervalUnit] || incrementsPerUnit === 1) continue;
        const mass = toDecimal(unitMass);
        const length = intervalUnit === 't' ? mass : mass.times(3600).div(toDecimal(lot.maximumFlow));
        expect(fewestCuts(length, interval)).toBeGreaterThanOrEqual(incrementsPerUnit);
        cutAnew++;
      }
    }),
    { numRuns: 500 },
  );
  expect(cutAnew).toBeGreaterThan(500);
});

it('the parts of a divided hold have the planned increments together, by mass and by time, as fast as the sampler can cut', () => {
  const declared = grainCargo([]);
  const { sampler } = declared.plan;
  const holds = fc.record({
    mass: hundredths(100, 60_000),
    basis: fc.constantFrom('mass' as const, 'time' as const),
    scheme: fc.constantFrom('eu-large-lot', 'eu-mycotoxin', 'eu-feed'),
    shortestInterval_s: fc.constantFrom(d('0.1'), d('8')),
  });
  let cutAnew = 0;
  fc.assert(
    fc.property(holds, splits, ({ mass, basis, scheme, shortestInterval_s }, thousandths) => {
      const outcome = planGrainSampling(
        {
          scheme,
          purpose: 'mycotoxins',
          on: '2026-03-05',
          basis,
          holds: [{ name: '1', mass_t: mass }],
          sampler: { ...sampler, shortestInterval_s, bags: 60 },
        },
        grainPack.sampling,
        grainPack.ref,
      );
      if (!outcome.ok) return;
      const plan = outcome.value.value;
      const [whole] = plan.units;
      if (!whole) throw new Error('a hold has a unit');
      const cargo: GrainCargo = { ...declared, plan };
      const parts = partsOf(cargo, whole.mass_t, thousandths).map((part) =>
        grainUnitOf(cargo, part, grainPack.sampling),
      );
      expect(sum(parts.map(({ increments }) => increments))).toBeGreaterThanOrEqual(whole.increments);
      for (const { interval_t, interval_s, mass_t, increments, gapAbove_t } of parts) {
        expect(toDecimal(interval_t).lte(toDecimal(whole.interval_t))).toBe(true);
        expect(toDecimal(gapAbove_t).eq(toDecimal(interval_t).times(2))).toBe(true);
        const seconds = toDecimal(interval_s ?? d('0'));
        expect(seconds.lte(toDecimal(whole.interval_s ?? d('0')))).toBe(true);
        const shortest_t = toDecimal(shortestInterval_s)
          .times(toDecimal(sampler.maximumFlow_t_per_h))
          .div(3600);
        expect(
          basis === 'time' ? seconds.gte(shortestInterval_s) : toDecimal(interval_t).gte(shortest_t),
        ).toBe(true);
        const isFastest =
          basis === 'time'
            ? seconds.eq(shortestInterval_s)
            : toDecimal(interval_t).minus(shortest_t).lt('0.001');
        if (isFastest || increments === 1) continue;
        const length =
          interval_s === undefined
            ? toDecimal(mass_t)
            : toDecimal(mass_t).times(3600).div(toDecimal(sampler.maximumFlow_t_per_h));
        expect(fewestCuts(length, interval_s ?? interval_t)).toBeGreaterThanOrEqual(increments);
        cutAnew++;
      }
    }),
    { numRuns: 500 },
  );
  expect(cutAnew).toBeGreaterThan(500);
});

it('the parts of a divided parcel of oil have the whole grabs that its interval gives them', () => {
  const cargo = petroleumCargo([]);
  const [parcel] = cargo.plan.units;
  if (!parcel) throw new Error('a cargo has a parcel');
  fc.assert(
    fc.property(splits, (thousandths) => {
      for (const part of partsOf(cargo, parcel.volume_m3, thousandths)) {
        expect(part.planned).toBeUndefined();
        const grabs = toDecimal(part.quantity).div(toDecimal(parcel.interval_m3)).floor().toNumber();
        const planned = plannedIncrements(cargo, part);
        expect(planned).toBeLessThanOrEqual(Math.max(1, grabs));
        expect(planned).toBeGreaterThanOrEqual(grabs - 1);
      }
    }),
    { numRuns: 100 },
  );
});
