import type { Disturbances } from '../world/disturbances.ts';
import { micros, type PlantMicros } from '../world/plant-time.ts';
import { FAULT } from './faults.ts';
import { CABINET_INTERLOCK } from './interlocks.ts';
import type { BottleStore } from './preparation-store.ts';
import { CABINET_SLOTS } from './preparation-tags.ts';
import type { StateName } from './packml.ts';
import type { ProcessImage } from './process-image.ts';
import type { OwnCommand, PlcServices, UnitCommand, UnitProgram } from './unit-program.ts';

/**
 * The cabinet's own commands. `store`: what stands in the hatch, announced as Cmd.SampleId, goes into slot Set.Slot. `retrieve`: what
 * lies there comes out into the hatch. `scan`: the labels are read anew, of slot Set.Slot or with 0 of all.
 */
export const CABINET_COMMAND = { store: 110, retrieve: 111, scan: 112 } as const;

/**
 * What can go wrong at the cabinet. `door`: open; `slot`: every slot is occupied by something without a label; `label`: what stands in
 * the hatch carries another label than announced; `gripper`: sticks in the middle of its way.
 */
export const CABINET_DISTURBANCES = ['door', 'slot', 'label', 'gripper'] as const;
export type CabinetDisturbance = (typeof CABINET_DISTURBANCES)[number];

const OWN_COMMANDS: ReadonlyMap<number, OwnCommand> = new Map<number, OwnCommand>(
  Object.entries(CABINET_COMMAND).map(([name, code]) => [code, { name, states: ['Idle', 'Execute'] }]),
);

const TRANSITION_TIME = micros(2);
/** The gripper goes to the hatch, to the slot and back. No source: a usual time of such cabinets. */
const TRAVEL_TIME = micros(40);
/** One label read. */
const READING_TIME = micros(1);
/** Until a gripper that sticks is found out. */
const GRIPPER_LIMIT = micros(5);

const AMBIENT = 22;

/** The program of a storage cabinet with a drive: a gripper between a hatch and numbered slots. What lies in them is the store's. */
export class StorageCabinet implements UnitProgram {
  readonly recipeCrc = 0x5ab1_0001;
  readonly ownCommands = OWN_COMMANDS;
  readonly #store: BottleStore;
  readonly #disturbances: Disturbances<CabinetDisturbance>;
  /** The slot of the command under way. */
  #slot = 0;
  /** When the gripper began its way; null while it rests. */
  #begun: PlantMicros | null = null;

  constructor(store: BottleStore, disturbances: Disturbances<CabinetDisturbance>) {
    this.#store = store;
    this.#disturbances = disturbances;
  }

  settingsAllow({ code, sampleId }: UnitCommand, image: ProcessImage): boolean {
    if (!OWN_COMMANDS.has(code)) return true;
    this.#slot = image.number('Set.Slot');
    const least = code === CABINET_COMMAND.scan ? 0 : 1;
    const isKnown = this.#slot >= least && this.#slot <= CABINET_SLOTS;
    return isKnown && (code === CABINET_COMMAND.scan || sampleId !== '');
  }

  /** What blocks is about a slot, or the door, and told when it refuses a command. */
  interlocks(): number {
    return 0;
  }

  ownCommandInterlocks({ code, sampleId }: UnitCommand): number {
    if (this.#disturbances.stands('door')) return CABINET_INTERLOCK.door;
    if (code === CABINET_COMMAND.store) return this.#isOccupied(this.#slot) ? CABINET_INTERLOCK.occupied : 0;
    if (code === CABINET_COMMAND.retrieve) return this.#store.at(this.#slot) === sampleId ? 0 : CABINET_INTERLOCK.noSuchSample;
    return 0;
  }

  started(): void {
    // A cabinet makes no runs: it works in Idle as in Execute.
  }

  ownCommandAccepted({ code }: UnitCommand, at: PlantMicros): PlantMicros {
    if (code === CABINET_COMMAND.scan) return at + READING_TIME * (this.#slot === 0 ? CABINET_SLOTS : 1);
    this.#begun = at;
    return at + TRAVEL_TIME;
  }

  ownCommandDone({ code, sampleId }: UnitCommand): void {
    this.#begun = null;
    if (code === CABINET_COMMAND.store) {
      const label = this.#disturbances.stands('label') ? `${sampleId}-OTHER` : sampleId;
      this.#store.put(this.#slot, label);
    }
    if (code === CABINET_COMMAND.retrieve) this.#store.put(this.#slot, '');
  }

  entered(state: StateName): void {
    if (state === 'Stopping' || state === 'Aborting') this.#begun = null;
  }

  transitionTime(): PlantMicros {
    return TRANSITION_TIME;
  }

  nextEvent(): PlantMicros | null {
    return this.#begun !== null && this.#disturbances.stands('gripper') ? this.#begun + GRIPPER_LIMIT : null;
  }

  /** A gripper that sticks stops the unit: the command ends with a fault, and the bottle is wherever it is. */
  happen(at: PlantMicros, plc: PlcServices): void {
    this.#begun = null;
    plc.raise(FAULT.gripperStuck, at);
  }

  watch(_at: PlantMicros, plc: PlcServices): void {
    if (!this.#disturbances.stands('gripper')) plc.clearFault(FAULT.gripperStuck.code);
  }

  publish(image: ProcessImage): void {
    image.set('Act.DoorClosed', !this.#disturbances.stands('door'));
    image.set('Act.Temp', AMBIENT);
    for (let slot = 1; slot <= CABINET_SLOTS; slot++) {
      image.set(`Act.SlotState[${slot}]`, this.#isOccupied(slot) ? 1 : 0);
      image.set(`Act.SlotBarcode[${slot}]`, this.#store.at(slot));
    }
  }

  #isOccupied(slot: number): boolean {
    return this.#disturbances.stands('slot') || this.#store.at(slot) !== '';
  }
}
