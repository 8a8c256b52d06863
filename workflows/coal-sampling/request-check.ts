import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal } from '../kernel/decimal.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { CoalSamplingRules } from './rules.ts';
import type { CoalSamplingRequest } from './types.ts';

/** Why a request cannot be planned, before any arithmetic; null when nothing is wrong with its fields. */
export function refusalOf(request: CoalSamplingRequest, rules: CoalSamplingRules): Refusal | null {
  const { largestLot, largestFlow, mostUnits } = rules.plausible;
  return (
    notPositive('MASS_NOT_POSITIVE', 'lotMass', request.lotMass, 't') ??
    tooLarge('MASS_IMPLAUSIBLE', 'lotMass', request.lotMass, largestLot, 't') ??
    ashOutOfRange(request.expectedAshDry) ??
    notPositive('TOP_SIZE_NOT_POSITIVE', 'nominalTopSize', request.nominalTopSize, 'mm') ??
    notPositive('FLOW_NOT_POSITIVE', 'maximumFlow', request.maximumFlow, 't/h') ??
    tooLarge('FLOW_IMPLAUSIBLE', 'maximumFlow', request.maximumFlow, largestFlow, 't/h') ??
    tooFewIncrements(request.largestPracticableIncrements, rules.minimumIncrements.count) ??
    unitsOutOfRange(request.minimumUnits ?? 1, mostUnits) ??
    notPositiveIfGiven('requiredPrecision', request.requiredPrecision, '%') ??
    notPositiveIfGiven('incrementVariance', request.incrementVariance, '(%)²') ??
    notPositiveIfGiven('preparationVariance', request.preparationVariance, '(%)²')
  );
}

function notPositive(code: string, field: string, value: DecimalString, unit: string): Refusal | null {
  if (toDecimal(value).gt(0)) return null;
  return {
    code,
    field,
    message: `${value} ${unit} is not greater than zero.`,
    remedy: `Give ${field} in ${unit}, > 0.`,
  };
}

const notPositiveIfGiven = (field: string, value: DecimalString | undefined, unit: string): Refusal | null =>
  value === undefined ? null : notPositive('NOT_POSITIVE', field, value, unit);

function tooLarge(
  code: string,
  field: string,
  value: DecimalString,
  largest: DecimalString,
  unit: string,
): Refusal | null {
  if (toDecimal(value).lte(toDecimal(largest))) return null;
  return {
    code,
    field,
    message: `${value} ${unit} is more than the ${largest} ${unit} the rule pack holds plausible.`,
    remedy: `Check the unit of ${field}: it is given in ${unit}.`,
  };
}

function ashOutOfRange(ash: DecimalString): Refusal | null {
  const value = toDecimal(ash);
  if (value.gte(0) && value.lte(100)) return null;
  return {
    code: 'ASH_OUT_OF_RANGE',
    field: 'expectedAshDry',
    message: `An ash of ${ash} % (dry) does not exist.`,
    remedy: 'Give the expected ash on the dry basis, 0 to 100 %.',
  };
}

function tooFewIncrements(most: number, fewest: number): Refusal | null {
  if (Number.isSafeInteger(most) && most >= fewest) return null;
  return {
    code: 'INCREMENTS_NOT_PRACTICABLE',
    field: 'largestPracticableIncrements',
    message: `A sampler that cuts at most ${most} increments a unit cannot cut the ${fewest} a unit needs at least.`,
    remedy: `Give a whole number of at least ${fewest}, or sample by hand (GB/T 475).`,
  };
}

function unitsOutOfRange(units: number, most: number): Refusal | null {
  if (Number.isSafeInteger(units) && units >= 1 && units <= most) return null;
  return {
    code: 'UNITS_OUT_OF_RANGE',
    field: 'minimumUnits',
    message: `${units} sampling units cannot be asked for.`,
    remedy: `Give a whole number from 1 to ${most}, or leave it out.`,
  };
}
