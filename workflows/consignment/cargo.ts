import type { DecimalString } from '../kernel/brand.ts';
import { ceilQuotient, toDecimal } from '../kernel/decimal.ts';
import type { Cargo } from './types.ts';
import type { ConsignmentUnit, PlannedUnit } from './unit.ts';

type UnitOfCargo = Pick<ConsignmentUnit, 'planNo' | 'quantity' | 'planned'>;

/** Null for a unit the plan does not have. */
function unitOfPlan(cargo: Cargo, planNo: number): PlannedUnit | null {
  switch (cargo.kind) {
    case 'coal': {
      const { units, incrementsPerUnit, unitMass } = cargo.plan;
      return planNo >= 1 && planNo <= units ? { quantity: unitMass, increments: incrementsPerUnit } : null;
    }
    case 'grain': {
      const unit = cargo.plan.units.find(({ no }) => no === planNo);
      return unit ? { quantity: unit.mass_t, increments: unit.increments } : null;
    }
    case 'petroleum': {
      const unit = cargo.plan.units.find(({ no }) => no === planNo);
      return unit ? { quantity: unit.volume_m3, increments: unit.expectedGrabs } : null;
    }
  }
}

/** What a unit was to be when its sampling began. */
function plannedUnit(cargo: Cargo, { planNo, planned = unitOfPlan(cargo, planNo) ?? undefined }: UnitOfCargo): PlannedUnit {
  if (!planned) throw new Error(`the plan has no unit ${planNo}`);
  return planned;
}

/**
 * Increments (grabs) planned for a unit. Of one that was ended early as many as its interval gives whatever the random start, its share
 * of them rounded down, and at least 1: its cuts lay as far apart as planned for the whole.
 */
export function plannedIncrements(cargo: Cargo, unit: UnitOfCargo): number {
  const planned = plannedUnit(cargo, unit);
  return unit.quantity === planned.quantity ? planned.increments : Math.max(1, wholeShare(planned, unit));
}

/** Of the increments of a unit those that a part of it has for certain, ≥ 0. */
const wholeShare = (planned: PlannedUnit, { quantity }: Pick<UnitOfCargo, 'quantity'>): number =>
  toDecimal(quantity).times(planned.increments).div(toDecimal(planned.quantity)).floor().toNumber();

/**
 * Parts are cut at an interval of their own, so that it gives the increments planned for them. Not of oil: the volume for one grab is what
 * receivers and extractor allow, whatever the parcel.
 */
const isCutAnew = ({ kind }: Cargo): boolean => kind !== 'petroleum';

/**
 * What the rest of a unit that was ended early is planned for: all increments that the part before it has not for certain, at least 1, so
 * that no part of the cargo has fewer a tonne than planned. Null where it keeps the interval of the whole.
 */
export function plannedRest(cargo: Cargo, ended: UnitOfCargo, quantity: DecimalString): PlannedUnit | null {
  if (!isCutAnew(cargo)) return null;
  const planned = plannedUnit(cargo, ended);
  return { quantity, increments: planned.increments - wholeShare(planned, ended) };
}

/**
 * What is planned for sampling again what a unit stands for: of one that was ended early its share of the increments, rounded up.
 * Null where it is a whole unit of the plan, or keeps the interval of one.
 */
export function plannedAgain(cargo: Cargo, unit: UnitOfCargo): PlannedUnit | null {
  const { quantity } = unit;
  const planned = plannedUnit(cargo, unit);
  if (quantity === planned.quantity || !isCutAnew(cargo)) return unit.planned ?? null;
  return { quantity, increments: ceilQuotient(toDecimal(quantity).times(planned.increments), toDecimal(planned.quantity)) };
}
