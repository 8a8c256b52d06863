import type { DecimalString } from '../kernel/brand.ts';
import { ceilQuotient, toDecimal } from '../kernel/decimal.ts';
import type { Cargo } from './types.ts';
import type { ConsignmentUnit } from './unit.ts';

/** What a plan has for one of its units; `quantity` t, of oil m³. */
export interface PlannedUnit {
  readonly quantity: DecimalString;
  /** Grabs, of oil. */
  readonly increments: number;
}

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

/** Increments (grabs) planned for a unit; for a part of a unit of the plan, its share of them, rounded up. */
export function plannedIncrements(
  cargo: Cargo,
  { planNo, quantity }: Pick<ConsignmentUnit, 'planNo' | 'quantity'>,
): number {
  const planned = unitOfPlan(cargo, planNo);
  if (!planned) throw new Error(`the plan has no unit ${planNo}`);
  if (quantity === planned.quantity) return planned.increments;
  return ceilQuotient(toDecimal(quantity).times(planned.increments), toDecimal(planned.quantity));
}
