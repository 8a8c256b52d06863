import type { Stamped } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { toDecimal } from '../kernel/decimal.ts';
import type { ConsignmentEvent } from './events.ts';
import type { ConsignmentContext } from './record.ts';
import { refuseParcelVolume, takeParcelVolume } from './parcel-volume.ts';
import { unknownUnit } from './resampling.ts';
import type { Trade } from './trade.ts';

type Measured = Extract<Stamped<ConsignmentEvent>, { readonly type: 'quantity.measured' }>;
type Checked = Extract<Stamped<ConsignmentEvent>, { readonly type: 'site.checked' }>;

/** How much cargo there is, as somebody measured it; what was noted before stays. Of one unit: it is judged by it. */
export function noteQuantity(
  context: ConsignmentContext,
  told: Measured,
  trade: Trade,
): Partial<ConsignmentContext> {
  const { id, method, quantity, unit, unitNo, measuredAt, document, evidence, by, at } = told;
  const measured = {
    ...{ id, method, quantity, unit, measuredAt, document, evidence, by: by.name ?? by.id, at },
    ...(unitNo !== undefined && { unitNo }),
  };
  return {
    measurements: [...context.measurements, measured],
    ...(unitNo !== undefined && takeParcelVolume(context, { id, quantity, unit, unitNo }, trade)),
  };
}

export function noteSiteCheck(context: ConsignmentContext, told: Checked): Partial<ConsignmentContext> {
  const { id, check, unitNo, finding, value, remark, evidence, by, at } = told;
  const checked = { id, check, unitNo, finding, value, remark, evidence, by: by.name ?? by.id, at };
  return { siteChecks: [...context.siteChecks, checked] };
}

export function refuseQuantity(
  context: ConsignmentContext,
  state: string,
  told: Measured,
  trade: Trade,
): Refusal | undefined {
  if (context.measurements.some(({ id }) => id === told.id)) return repeated(told.id);
  if (toDecimal(told.quantity).lte(0)) {
    return {
      code: 'QUANTITY_NOT_POSITIVE',
      field: 'quantity',
      message: `${told.quantity} ${told.unit} is no cargo.`,
      remedy: 'Give the quantity that was measured, more than 0.',
    };
  }
  const { unitNo } = told;
  return unitNo === undefined ? undefined : refuseParcelVolume(context, state, { ...told, unitNo }, trade);
}

export function refuseSiteCheck(
  { siteChecks, units }: ConsignmentContext,
  { id, unitNo, finding, remark }: Checked,
): Refusal | undefined {
  if (siteChecks.some((check) => check.id === id)) return repeated(id);
  if (unitNo !== null && !units.some(({ no }) => no === unitNo)) return unknownUnit(unitNo, units);
  return finding === 'abnormal' && !remark?.trim()
    ? {
        code: 'REMARK_MISSING',
        field: 'remark',
        message: 'What is abnormal is not said.',
        remedy: 'Describe what was found.',
      }
    : undefined;
}

const repeated = (id: string): Refusal => ({
  code: 'RECORD_REPEATED',
  field: 'id',
  message: `There is a record ${id} already.`,
  remedy: 'Give a new record its own id; what was noted stays as it is.',
});
