import type { ProcessId, UnitId } from '../kernel/brand.ts';
import type { InfeedEvent } from './infeed.ts';

/** What a plant unit's own process tells those who hold the unit, and what the plant and commands answer. */

/** A value as the PLC gave it; null when its quality is not good. */
export type PlantValue = number | string | boolean | null;


/** States of PackML (ISA-TR88.00.02) by their numbers; a PLC with other numbers is mapped by its tag map. */
export const packMl = {
  Clearing: 1, Stopped: 2, Starting: 3, Idle: 4, Suspended: 5, Execute: 6, Stopping: 7, Aborting: 8, Aborted: 9, Holding: 10, Held: 11,
  Unholding: 12, Suspending: 13, Unsuspending: 14, Resetting: 15, Completing: 16, Completed: 17,
} as const; // prettier-ignore
export type PlantState = keyof typeof packMl;

/** Facts of the plant, forwarded to every holder. */
export type PlantEvent =
  | { readonly type: 'plant.link'; readonly live: boolean; readonly reason: string | null }
  | { readonly type: 'plant.boot'; readonly bootCounter: number; readonly previous: number }
  | { readonly type: 'plant.program'; readonly crc: number; readonly previous: number }
  | { readonly type: 'plant.clock'; readonly driftSeconds: number }
  | { readonly type: 'plant.state'; readonly state: PlantState; readonly mode: number; readonly faultCode: number; readonly faultClass: number; readonly faultFirstOut: number }
  | { readonly type: 'plant.stream'; readonly flowing: boolean; readonly total: number }
  /** A certificate of the connection; `validTo` ISO 8601, `daysLeft` whole days and negative when it has expired. */
  | { readonly type: 'plant.certificate'; readonly whose: 'plc' | 'ours'; readonly subject: string; readonly validTo: string; readonly daysLeft: number }
  /** Records `from`..`to` of the event ring were overwritten before they were read. */
  | { readonly type: 'plant.gap'; readonly from: number; readonly to: number };

/** One record of the event ring, told to the process whose sample it belongs to. Masses kg, flow t/h, total t. */
export interface RecordEvent {
  readonly type: 'record.increment' | 'record.missed' | 'record.container';
  readonly idx: number;
  readonly no: number;
  readonly mass: number;
  readonly flow: number;
  readonly total: number;
  readonly kept: number;
  readonly time: string;
}

/** A stage of a preparation line is finished with a sample, told to that sample's process. Masses kg. */
export interface StageRecordEvent {
  readonly type: 'record.stage';
  readonly idx: number;
  /** 1 Crusher6, 2 Divider6, 3 Dryer, 4 Crusher3, 5 Divider3, 6 Pulveriser, 7 Packing; + 100 when it was skipped. */
  readonly no: number;
  readonly massIn: number;
  /** What went on; a divider's first part is its bottle, the second is what goes on. 0 where there is no second part. */
  readonly parts: readonly [number, number];
  /** Rejected, by a dryer dried off. */
  readonly removed: number;
  readonly time: string;
}

/** A sample has left a preparation line. */
export interface ThroughRecordEvent {
  readonly type: 'record.through';
  readonly idx: number;
  /** Bottles packed; 0: it was ejected. */
  readonly no: number;
  /** kg it came in with, or kg discarded. */
  readonly mass: number;
  readonly time: string;
}

export type RingEvent = RecordEvent | StageRecordEvent | ThroughRecordEvent;

export type GrantEvent = { readonly type: 'unit.granted'; readonly unit: UnitId };

/** How a command ended. */
export type CommandEvent =
  /** `totalBefore`: the belt's total in t, read before the command was written; null where the unit has none. */
  | { readonly type: 'command.done'; readonly command: string; readonly totalBefore: number | null }
  | { readonly type: 'command.failed'; readonly command: string; readonly code: string; readonly message: string }
  | { readonly type: 'command.unknown'; readonly command: string; readonly code: string; readonly message: string };

export type ReadingsEvent = { readonly type: 'unit.readings'; readonly readings: Readonly<Record<string, PlantValue>> };

/** What a person may ask of a run. */
export type OperatorEvent = {
  readonly type: 'operator.hold' | 'operator.resume' | 'operator.finish' | 'operator.abort';
  readonly reason: string;
};

export type RunEvent = PlantEvent | RecordEvent | GrantEvent | InfeedEvent | CommandEvent | ReadingsEvent | OperatorEvent;

export const plantUnitProcess = (unit: UnitId) => `plant-unit/${unit}` as ProcessId;

/** Whether a unit's state, as read, is one of these. A bad reading is none. */
export const isState = (readings: Readonly<Record<string, PlantValue>>, ...states: readonly PlantState[]): boolean =>
  states.some((state) => readings['Sts.StateCurrent'] === packMl[state]);

/** A run that was under way and finds its unit so has been broken off, by whatever. */
export const brokenOff = ['Stopping', 'Stopped', 'Aborting', 'Aborted', 'Clearing', 'Resetting', 'Idle'] as const;
