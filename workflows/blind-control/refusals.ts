import { toDecimal } from '../kernel/decimal.ts';
import type { Stamped } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { BlindSampleEvent } from './messages.ts';
import type { BlindSampleContext, Filled } from './control.ts';

/** Why a custodian's word on a control cannot be taken. */
export function refuseBlindSample(
  { order }: BlindSampleContext,
  event: Stamped<BlindSampleEvent>,
): Refusal | undefined {
  if (event.type !== 'control.labelled' && event.type !== 'control.given-up') return undefined;
  if (event.by.kind !== 'person') return notByMachine;
  if (event.type === 'control.given-up') return undefined;
  return order.content.kind === 'duplicate'
    ? refuseDivision(event, order.content.mass, order.massTolerancePercent)
    : refuseFilling(event);
}

const refuseFilling = ({ portion_kg, rest_kg, restSeal }: Filled): Refusal | undefined =>
  notPositive('portion_kg', portion_kg) ??
  (rest_kg === null && restSeal === null
    ? undefined
    : {
        code: 'NOTHING_DIVIDED',
        field: rest_kg === null ? 'restSeal' : 'rest_kg',
        message: 'A portion of a reference material leaves no rest.',
        remedy: 'Leave rest_kg and restSeal out.',
      });

function refuseDivision(
  { portion_kg, rest_kg }: Filled,
  mass: Filled['portion_kg'],
  tolerance: Filled['portion_kg'],
): Refusal | undefined {
  if (rest_kg === null)
    return {
      code: 'REST_MISSING',
      field: 'rest_kg',
      message: 'The bottle was divided, and what is left in it is not told.',
      remedy: 'Weigh the bottle that was divided, and give what is left in it.',
    };
  const wrong = notPositive('portion_kg', portion_kg) ?? notPositive('rest_kg', rest_kg);
  if (wrong) return wrong;
  const both = toDecimal(portion_kg).plus(toDecimal(rest_kg));
  const allowed = toDecimal(mass).times(toDecimal(tolerance)).div(100);
  return both.minus(toDecimal(mass)).abs().gt(allowed)
    ? {
        code: 'MASS_NOT_BALANCED',
        field: 'rest_kg',
        message: `Portion and rest are ${both.toFixed()} kg together; the bottle held ${mass} kg, ±${tolerance} %.`,
        remedy: 'Weigh both again; if something was spilt or the bottle is another, give the control up.',
      }
    : undefined;
}

const notPositive = (field: string, mass: Filled['portion_kg']): Refusal | undefined =>
  toDecimal(mass).gt(0)
    ? undefined
    : {
        code: 'MASS_NOT_POSITIVE',
        field,
        message: `${mass} kg is nothing.`,
        remedy: 'Give the net mass in kg, more than 0.',
      };

const notByMachine: Refusal = {
  code: 'CONTROL_NOT_PERMITTED',
  message: 'Only a person fills, labels or gives up a control.',
  remedy: 'Have a custodian tell it.',
};
