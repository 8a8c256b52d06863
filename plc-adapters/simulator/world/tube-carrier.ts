import { MICROS_PER_SECOND, micros, type PlantMicros } from './plant-time.ts';

/** What becomes of a carrier in a pneumatic tube, as its PLC tells it (docs/plant-interface/pneumatic-tube.md). */
export const CARRIER_STATE = { none: 0, atStation: 1, underWay: 2, arrived: 3, lost: 4, stuck: 5 } as const;
export type CarrierState = keyof typeof CARRIER_STATE;

/** From one station to the next, m. The stations stand in a row. No source: a usual distance within a building. */
const STATION_DISTANCE = 40;
/** In the full stream of air, m/s; carriers go 5 to 10 m/s. */
const VELOCITY = 7;
/** Over that of the room, with the blower at full speed, kPa. */
const FULL_PRESSURE = 15;
/** The blower reaches 63 % of its pressure in this time, s. */
const PRESSURE_TIME = 1;
/** With less pressure than this share of the full one the carrier does not leave its station. */
const LEAST_PRESSURE = 0.95;
/** The valve lets the carrier go when the pressure is there. */
export const SPIN_UP = micros(PRESSURE_TIME * -Math.log(1 - LEAST_PRESSURE));
/** On the cushion of air before the station. */
export const BRAKING = micros(2);

/** How long a carrier is under way between two stations, the same in both directions. */
export const travelTime = (from: number, to: number): PlantMicros =>
  micros((Math.abs(to - from) * STATION_DISTANCE) / VELOCITY);

/** kPa, so long after the blower began. */
export const pressureAfter = (since: PlantMicros): number =>
  FULL_PRESSURE * (1 - Math.exp(-since / MICROS_PER_SECOND / PRESSURE_TIME));

/** m/s */
export const velocityOf = (isMoving: boolean): number => (isMoving ? VELOCITY : 0);
