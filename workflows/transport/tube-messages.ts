import { processId } from '../kernel/brand.ts';
import type { BlindCode, ProcessId } from '../kernel/brand.ts';
import type { Refusal } from '../kernel/refusal.ts';

/** What a carriage and the tube that carries it tell each other. */

/** A carrier with the containers of a carriage stands at a station, its tray in place: the tube shall take it to another. */
export interface TubeSend {
  readonly type: 'tube.send';
  /** Of the first container; on no other label of this carrier. */
  readonly code: BlindCode;
  readonly carrier: string;
  /** Names of stations. */
  readonly from: string;
  readonly to: string;
}

/** `plcTime`: by the clock of the tube's PLC, ISO; null where only a person saw it, or the PLC told no time. */
export interface TubeDeparted {
  readonly type: 'tube.departed';
  readonly plcTime: string | null;
}
/** It stands at its destination; nobody has received it yet. */
export interface TubeArrived {
  readonly type: 'tube.arrived';
  readonly plcTime: string | null;
}
/** It was not sent: its giver has it still. */
export interface TubeRefused {
  readonly type: 'tube.refused';
  readonly refusal: Refusal;
}
/** It had left, and stands where it left again: its giver has it. */
export interface TubeReturned {
  readonly type: 'tube.returned';
  readonly reason: string;
}
/** Nobody knows where it is. */
export interface TubeLost {
  readonly type: 'tube.lost';
  readonly reason: string;
}
export type TubeAnswer = TubeDeparted | TubeArrived | TubeRefused | TubeReturned | TubeLost;

export const tubeProcess = (tube: string): ProcessId => processId(`pneumatic-tube/${tube}`);
