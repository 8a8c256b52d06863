import type { Instant } from '../kernel/brand.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { isState } from '../plant-unit/messages.ts';
import type { PlantValue } from '../plant-unit/messages.ts';
import type { CarrierContradiction, CarrierWord, TubeContext, TubeOrder } from './tube-orders.ts';

/** What the unit of a commanded tube shows (docs/plant-interface/pneumatic-tube.md), and what follows from it. */

type Readings = Readonly<Record<string, PlantValue>>;

/** `Act.CarrierState` */
export const carrierState = { none: 0, atStation: 1, underWay: 2, arrived: 3, lost: 4, stuck: 5 } as const;
const inThePipe: readonly number[] = [carrierState.underWay, carrierState.lost, carrierState.stuck];

export const tubeTags = ({ stations }: Pick<TubeContext, 'stations'>): readonly string[] => [
  'Sts.StateCurrent', 'Act.CarrierState', 'Act.CarrierPos', 'Act.CarrierIdRead', 'Act.SampleIdRead', 'Act.Transfers', 'Act.DepartedAt', 'Act.ArrivedAt',
  ...stations.map((_, index) => stationTag(index + 1)),
]; // prettier-ignore

const stationTag = (no: number) => `Act.StationState[${no}]`;
/** The PLC's number of a station, from 1; 0 for one that the tube has not. */
export const stationNo = ({ stations }: Pick<TubeContext, 'stations'>, name: string): number => stations.indexOf(name) + 1;

const numberOf = (readings: Readings, tag: string): number | null => {
  const value = readings[tag];
  return typeof value === 'number' ? value : null;
};
export const transfersIn = (readings: Readings): number | null => numberOf(readings, 'Act.Transfers');

/** The PLC's time of the newest departure, or arrival, ISO; null where it tells none. */
export const plcTime = (readings: Readings, of: 'DepartedAt' | 'ArrivedAt'): string | null => {
  const value = readings[`Act.${of}`];
  return typeof value === 'string' ? value : null;
};

/** What is to be done about a transfer before it is given. */
export type TransferProspect = { readonly does: 'give' | 'ready' } | { readonly does: 'refuse'; readonly refusal: Refusal };

/** Refuses `STATION_UNKNOWN`, `TUBE_UNREADABLE`, `STATION_OCCUPIED`, `TUBE_NOT_READY`. */
export function transferProspect(order: TubeOrder, context: Pick<TubeContext, 'tube' | 'stations'>, readings: Readings): TransferProspect {
  const { tube } = context;
  const [from, to] = [stationNo(context, order.from), stationNo(context, order.to)];
  if (from === 0 || to === 0) return refuse(unknownStation(tube, from === 0 ? order.from : order.to));
  const destination = numberOf(readings, stationTag(to));
  if (numberOf(readings, 'Sts.StateCurrent') === null || transfersIn(readings) === null || destination === null) return refuse(unreadable(tube));
  if (destination !== 0) return refuse(occupied(tube, order.to));
  if (isState(readings, 'Idle', 'Execute')) return { does: 'give' };
  return isState(readings, 'Stopped', 'Completed') && !order.readied ? { does: 'ready' } : refuse(notReady(tube));
}

const refuse = (refusal: Refusal): TransferProspect => ({ does: 'refuse', refusal });

/** Whether what the PLC shows is of this very transfer: it has left since, with the sample that was announced. */
const isOurs = ({ code, before }: Pick<TubeOrder, 'code' | 'before'>, readings: Readings): boolean =>
  before !== null && (transfersIn(readings) ?? 0) > before && readings['Act.SampleIdRead'] === code;

export const hasDeparted = (order: TubeOrder, readings: Readings): boolean => isOurs(order, readings);

/** Whether it is certain that the carrier has not left: the PLC counted no departure. */
export const hasStayed = ({ before }: TubeOrder, readings: Readings): boolean => before !== null && transfersIn(readings) === before;

/** Whether the carrier that was announced stands at its destination. */
export const hasArrived = (order: TubeOrder, context: Pick<TubeContext, 'stations'>, readings: Readings): boolean =>
  isOurs(order, readings) &&
  readings['Act.CarrierIdRead'] === order.carrier &&
  isAt(readings, carrierState.arrived, stationNo(context, order.to));

export const isLost = (readings: Readings): boolean =>
  [carrierState.lost, carrierState.stuck].some((state) => readings['Act.CarrierState'] === state);

const isAt = (readings: Readings, state: number, station: number): boolean =>
  readings['Act.CarrierState'] === state && readings['Act.CarrierPos'] === station;

/** How the PLC contradicts a person's word of a transfer; null when it does not. */
export function contradictionOf(
  { machine, before, ...word }: CarrierWord,
  context: Pick<TubeContext, 'stations'>,
  readings: Readings,
  seenAt: Instant,
): CarrierContradiction | null {
  const [state, station] = [numberOf(readings, 'Act.CarrierState'), numberOf(readings, 'Act.CarrierPos')];
  const isTold = state !== null && station !== null && isOurs({ ...word, before }, readings);
  const shown = isTold ? { state, station } : null;
  const there = isAt(readings, carrierState.arrived, stationNo(context, word.to));
  const isOtherwise = {
    destination: isTold && inThePipe.includes(state),
    departure: isTold ? there || inThePipe.includes(state) : machine === 'done',
    nowhere: isTold ? there || state === carrierState.atStation : machine === 'done',
  }[word.found];
  return isOtherwise ? { ...word, shown, seenAt } : null;
}

const unknownStation = (tube: string, name: string): Refusal => ({
  code: 'STATION_UNKNOWN',
  message: `Tube ${tube} has no station ${name} any more.`,
  remedy: 'Withdraw the carriage and ask for another.',
});
const unreadable = (tube: string): Refusal => ({
  code: 'TUBE_UNREADABLE',
  message: `The machine of tube ${tube} does not tell its state.`,
  remedy: 'Look at the machine; send again when it tells.',
});
const occupied = (tube: string, name: string): Refusal => ({
  code: 'STATION_OCCUPIED',
  message: `A carrier stands at station ${name} of tube ${tube}.`,
  remedy: 'Have it taken out, then send again.',
});
const notReady = (tube: string): Refusal => ({
  code: 'TUBE_NOT_READY',
  message: `The machine of tube ${tube} is not in a state in which it works.`,
  remedy: 'See to its fault or to whoever works at it; send again when it is idle.',
});
