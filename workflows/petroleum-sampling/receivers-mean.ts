import type { DecimalString } from '../kernel/brand.ts';
import { sumOf, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import type { PetroleumSamplingRules } from './rules.ts';

export interface ReceiverResult {
  readonly id: string;
  readonly seal: string;
  /** PV_i, m³, > 0: what passed while this receiver was filled. */
  readonly parcelVolume: DecimalString;
  readonly result: DecimalString;
}

export interface ReceiversMean {
  /** In the unit of the results. */
  readonly mean: DecimalString;
  /** Share of the parcel of each receiver, unrounded. */
  readonly weights: readonly { readonly id: string; readonly weight: DecimalString }[];
}

/**
 * The result of a parcel caught in several receivers: the mean weighted by the parcel's volume of each, never by the volume of
 * sample, which the grab size and the fill decide. Rounded once.
 *
 * Refuses `NO_RECEIVERS`, `RECEIVER_TWICE`, `SEAL_TWICE`, field `receivers`: each receiver has its own seal and label.
 */
export function meanOfReceivers(
  receivers: readonly ReceiverResult[],
  decimals: number,
  { formulas }: Pick<PetroleumSamplingRules, 'formulas'>,
): Outcome<Worked<ReceiversMean>> {
  if (receivers.length === 0)
    return refuseReceivers('NO_RECEIVERS', 'No receiver is named.', 'Name each receiver with its parcel volume and result.');
  const id = repeated(receivers.map((receiver) => receiver.id));
  if (id !== undefined) return refuseReceivers('RECEIVER_TWICE', `Receiver ${id} is named twice.`, 'Name each receiver once.');
  const seal = repeated(receivers.map((receiver) => receiver.seal));
  if (seal !== undefined)
    return refuseReceivers('SEAL_TWICE', `Seal ${seal} is on two receivers.`, 'Read the seals again: each receiver has its own.');

  const parts = receivers.map(({ parcelVolume, result }) => ({ volume: toDecimal(parcelVolume), result: toDecimal(result) }));
  const parcel = sumOf(parts.map(({ volume }) => volume));
  const mean = sumOf(parts.map(({ volume, result }) => volume.times(result))).div(parcel);
  const shown = roundGbt8170(toDecimalString(mean), decimals);
  const inputs = receivers.flatMap(
    ({ id: name, parcelVolume, result }) =>
      [
        [`PV ${name}`, parcelVolume, 'm³'],
        [`x ${name}`, result],
      ] as const,
  );
  return ok({
    value: {
      mean: shown,
      weights: receivers.map(({ id: name, parcelVolume }) => ({ id: name, weight: toDecimalString(toDecimal(parcelVolume).div(parcel)) })),
    },
    steps: [workingStep(formulas.receiversMean, [...inputs, ['Σ PV_i', parcel, 'm³']], { unrounded: mean, reported: shown })],
  });
}

const repeated = (values: readonly string[]): string | undefined => values.find((value, index) => values.indexOf(value) !== index);

const refuseReceivers = (code: string, message: string, remedy: string) => refuse({ code, field: 'receivers', message, remedy });
