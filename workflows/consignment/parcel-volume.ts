import { toDecimal } from '../kernel/decimal.ts';
import type { Actor } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { metersDifferCode } from '../petroleum-sampling/findings.ts';
import type { QuantityMeasured } from './measuring.ts';
import { judgedAsPrepared } from './preparation-stage.ts';
import { unitOf, withUnit } from './reaction.ts';
import type { ConsignmentContext } from './record.ts';
import { unknownUnit } from './resampling.ts';
import type { Trade } from './trade.ts';
import { activeUnits, findingsOf } from './unit.ts';
import type { ConsignmentUnit } from './unit.ts';

type Told = Pick<QuantityMeasured, 'id' | 'quantity' | 'unit'> & { readonly unitNo: number };

/**
 * A unit stands for what was measured of it. Where its sample was judged before with another quantity, it is judged anew: a doubt asks
 * for the officer's decision again.
 */
export function takeParcelVolume(
  context: ConsignmentContext,
  { id, quantity, unitNo }: Told,
  trade: Trade,
): Pick<ConsignmentContext, 'units'> {
  const unit: ConsignmentUnit = { ...unitOf(context, unitNo), quantity, measurement: id };
  const { sampled, prepared, custodyFindings } = unit;
  if (!sampled || !prepared) return withUnit(context, unitNo, unit);
  const conformance = trade.judgeSampled(unit, sampled);
  const validity =
    conformance.validity === 'VALID' && custodyFindings.length > 0 ? 'SUSPECT' : conformance.validity;
  const before: ConsignmentUnit = { ...unit, conformance, validity, officer: null };
  return withUnit(context, unitNo, {
    ...before,
    ...judgedAsPrepared(before, trade.judgePrepared(before, prepared)),
  });
}

/** Which of the states still let a unit be judged anew. */
const open: readonly string[] = ['working', 'decoding'];

export function refuseParcelVolume(
  context: ConsignmentContext,
  state: string,
  told: Told,
  trade: Trade,
): Refusal | undefined {
  const { unitNo, quantity, unit: measuredIn } = told;
  if (trade.unitMeasuredIn === null) {
    return {
      code: 'UNIT_NOT_MEASURED',
      field: 'unitNo',
      message: 'The units of this cargo are not measured one by one.',
      remedy: 'Leave the unit out: a quantity is of the whole cargo.',
    };
  }
  if (measuredIn !== trade.unitMeasuredIn) {
    return {
      code: 'UNIT_OF_QUANTITY',
      field: 'unit',
      message: `A parcel of this cargo is not measured in ${measuredIn}.`,
      remedy: `Give its quantity in ${trade.unitMeasuredIn}, as the meter of the line counts it.`,
    };
  }
  const units = activeUnits(context.units);
  const unit = units.find(({ no }) => no === unitNo);
  if (!unit) return { ...unknownUnit(unitNo, units), field: 'unitNo' };
  if (!unit.sampled || unit.stage === 'rejected' || unit.officer?.decision === 'REJECT') {
    return {
      code: 'UNIT_NOT_SAMPLED',
      field: 'unitNo',
      message: `Unit ${unitNo} has no sample that could be judged by it.`,
      remedy:
        'Record what a parcel measured once it has been sampled; leave the unit out for a quantity of the whole cargo.',
    };
  }
  if (!open.includes(state)) {
    return {
      code: 'CARGO_ASSESSED',
      field: 'unitNo',
      message: 'The results were judged with the quantities that were known.',
      remedy: 'Have the certificate withdrawn and the parcel inspected again if its quantity was another.',
    };
  }
  const { unsampled } = unit.sampled.spread;
  return toDecimal(quantity).lt(toDecimal(unsampled))
    ? {
        code: 'PARCEL_TOO_SMALL',
        field: 'quantity',
        message: `${unsampled} ${measuredIn} passed unsampled, more than ${quantity} ${measuredIn}.`,
        remedy: 'Give the whole quantity of the parcel, from its beginning to its end.',
      }
    : undefined;
}

/** Who told what a parcel measured is not the one who accepts that the sampler's meter counted otherwise. */
export function refuseOwnMeasurement(
  { measurements }: Pick<ConsignmentContext, 'measurements'>,
  unit: ConsignmentUnit,
  by: Actor,
): Refusal | undefined {
  const told = measurements.find(({ id }) => id === unit.measurement);
  if (told?.by !== (by.name ?? by.id) || !findingsOf(unit).some(({ code }) => code === metersDifferCode))
    return undefined;
  return {
    code: 'MEASURED_SAME_PERSON',
    field: 'decision',
    message: `The volume of this parcel, which the sampler's meter does not bear out, was told by ${told.by}.`,
    remedy: 'Have another officer look at both meters and decide.',
  };
}
