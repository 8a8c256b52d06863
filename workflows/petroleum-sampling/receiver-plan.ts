import type { DecimalString } from '../kernel/brand.ts';
import { type Decimal, sumOf, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundDown, roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type WorkingStep } from '../kernel/working.ts';
import type { PetroleumSamplingRules } from './rules.ts';

/** What one receiver takes of a parcel. */
export interface ReceiverPlan {
  readonly id: string;
  /** mL: the fill at which it counts as full. */
  readonly mostSample: DecimalString;
  readonly mostGrabs: DecimalString;
  /** PV_i, m³ */
  readonly parcelVolume: DecimalString;
}

interface ReceiversShared {
  readonly mostGrabs: Decimal;
  readonly mostSample: Decimal;
  readonly receivers: readonly ReceiverPlan[];
  readonly steps: readonly WorkingStep[];
  readonly shareSteps: readonly WorkingStep[];
}

interface Request {
  readonly parcelVolume: DecimalString;
  readonly grab: DecimalString;
  readonly receivers: readonly { readonly id: string; readonly capacity: DecimalString }[];
}

/**
 * How many whole grabs the receivers hold at their greatest fill, and which part of the parcel goes to each: in proportion to the
 * grabs it holds, so that all are filled alike. Refuses as `setUpSampler` says.
 */
export function shareAmongReceivers(
  request: Request,
  rules: Pick<PetroleumSamplingRules, 'setUp' | 'decimals' | 'formulas'>,
): Outcome<ReceiversShared> {
  const { receivers, grab, parcelVolume } = request;
  const repeated = receivers.find(({ id }, index) => receivers.findIndex((other) => other.id === id) !== index);
  if (repeated)
    return refuseReceivers(
      'RECEIVER_TWICE',
      `Receiver ${repeated.id} is named twice.`,
      'Name each receiver once; each has its own seal and label.',
    );
  if (receivers.length === 0)
    return refuseReceivers('NO_RECEIVERS', 'No receiver is named.', 'Name at least one receiver with its capacity.');

  const fill = toDecimal(rules.setUp.receiverFillPercent.value);
  const b = toDecimal(grab);
  const held = receivers.map(({ id, capacity }) => {
    const sample = toDecimal(capacity).times(fill).div(100);
    return { id, capacity, sample, grabs: sample.div(b).floor() };
  });
  const tooSmall = held.find(({ grabs }) => grabs.isZero());
  if (tooSmall) {
    const message = `Receiver ${tooSmall.id} of ${tooSmall.capacity} mL does not hold one grab of ${grab} mL at ${fill.toFixed()} %.`;
    return refuseReceivers('RECEIVER_TOO_SMALL', message, 'Give the capacity in mL, or take a larger receiver.');
  }
  const mostGrabs = sumOf(held.map(({ grabs }) => grabs));
  const { formulas, decimals } = rules;
  const shares = held.map(({ grabs }) => toDecimal(parcelVolume).times(grabs).div(mostGrabs));
  return ok({
    mostGrabs,
    mostSample: sumOf(held.map(({ sample }) => sample)),
    receivers: held.map(({ id, sample, grabs }, index) => ({
      id,
      mostSample: roundDown(sample, decimals.volume),
      mostGrabs: toDecimalString(grabs),
      parcelVolume: roundGbt8170(toDecimalString(shares[index] ?? grabs), decimals.parcelVolume),
    })),
    steps: held.map(({ id, capacity, sample, grabs }) =>
      workingStep(
        formulas.mostGrabs,
        [
          ['receiver', id],
          ['capacity', capacity, 'mL'],
          ['fill', fill, '%'],
          ['SV_max', sample, 'mL'],
          ['b', b, 'mL'],
        ],
        {
          unrounded: sample.div(b),
          reported: grabs.toFixed(),
          unit: 'grabs',
        },
      ),
    ),
    shareSteps: held.map(({ id, grabs }, index) => {
      const share = shares[index] ?? grabs;
      return workingStep(
        formulas.receiverShare,
        [
          ['receiver', id],
          ['PV', parcelVolume, 'm³'],
          ['N_max,i', grabs],
          ['N_max', mostGrabs],
        ],
        {
          unrounded: share,
          reported: roundGbt8170(toDecimalString(share), decimals.parcelVolume),
          unit: 'm³',
        },
      );
    }),
  });
}

const refuseReceivers = (code: string, message: string, remedy: string) => refuse({ code, field: 'receivers', message, remedy });
