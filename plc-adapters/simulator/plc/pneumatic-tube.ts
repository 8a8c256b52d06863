import type { Disturbances } from '../world/disturbances.ts';
import { MICROS_PER_SECOND, micros, type PlantMicros } from '../world/plant-time.ts';
import { BRAKING, CARRIER_STATE, SPIN_UP, pressureAfter, travelTime, velocityOf, type CarrierState } from '../world/tube-carrier.ts';
import { FAULT, type Fault } from './faults.ts';
import { TUBE_INTERLOCK } from './interlocks.ts';
import type { StateName } from './packml.ts';
import { TUBE_STATIONS } from './pneumatic-tube-tags.ts';
import type { ProcessImage } from './process-image.ts';
import type { OwnCommand, PlcServices, UnitCommand, UnitProgram } from './unit-program.ts';

/** The tube's own command: carrier Set.CarrierId, with the sample Cmd.SampleId in it, from station Set.From to station Set.To. */
export const TUBE_COMMAND = { send: 120 } as const;

/**
 * What can go wrong at the tube. `station`: a carrier stands at the destination; `empty`: none stands where one should leave; `blower`:
 * makes no pressure; `stuck`: the carrier stops half-way; `lost`: it does not come to its destination; `carrier`: another carrier than
 * announced is read.
 */
export const TUBE_DISTURBANCES = ['station', 'empty', 'blower', 'stuck', 'lost', 'carrier'] as const;
export type TubeDisturbance = (typeof TUBE_DISTURBANCES)[number];

/** What the tube keeps over a boot. */
export interface TubeMemory {
  readonly state: CarrierState;
  readonly carrier: string;
  readonly sample: string;
  readonly from: number;
  readonly to: number;
  readonly transfers: number;
  /** By the PLC's clock, ms since 1970; 0 before the first. */
  readonly departedAt: number;
  readonly arrivedAt: number;
  /** s */
  readonly travelTime: number;
}

const NEVER: TubeMemory = {
  state: 'none', carrier: '', sample: '', from: 0, to: 0, transfers: 0, departedAt: 0, arrivedAt: 0, travelTime: 0,
}; // prettier-ignore

const OWN_COMMANDS: ReadonlyMap<number, OwnCommand> = new Map<number, OwnCommand>([
  [TUBE_COMMAND.send, { name: 'send', states: ['Idle', 'Execute'] }],
]);

const TRANSITION_TIME = micros(2);
/** After the carrier should have passed the sensor of its destination. */
const ARRIVAL_TOLERANCE = micros(1);
/** People take a carrier out of the station to which it came. No source. */
const TAKING_OUT_TIME = micros(20);

/** When a transfer that goes well comes to its stations. */
interface Course {
  readonly begun: PlantMicros;
  readonly departs: PlantMicros;
  readonly halfway: PlantMicros;
  readonly arrives: PlantMicros;
}

/** The program of a pneumatic tube: a blower, and one carrier at a time between its stations. */
export class PneumaticTube implements UnitProgram {
  readonly recipeCrc = 0x7be0_0001;
  readonly ownCommands = OWN_COMMANDS;
  readonly #disturbances: Disturbances<TubeDisturbance>;
  #carrier: TubeMemory;
  /** The settings of the command that is looked at. */
  #asked = { from: 0, to: 0, carrier: '' };
  /** The transfer under way. */
  #course: Course | null = null;
  /** When people take out what came; null once they have. */
  #takenOut: PlantMicros | null = null;
  /** Of the newest scan. */
  #now: PlantMicros = 0;
  /** Instants that the PLC's clock has not been read for. */
  #unstamped: { departed: boolean; arrived: boolean } = { departed: false, arrived: false };

  constructor(disturbances: Disturbances<TubeDisturbance>, memory: TubeMemory | null) {
    this.#disturbances = disturbances;
    const kept = memory ?? NEVER;
    // The blower stood still: a carrier that was under way lies in the pipe.
    this.#carrier = kept.state === 'underWay' ? { ...kept, state: 'stuck' } : kept;
  }

  settingsAllow({ code, sampleId }: UnitCommand, image: ProcessImage): boolean {
    if (!OWN_COMMANDS.has(code)) return true;
    const [from, to, carrier] = [image.number('Set.From'), image.number('Set.To'), image.text('Set.CarrierId')];
    this.#asked = { from, to, carrier };
    const isStation = (no: number) => Number.isInteger(no) && no >= 1 && no <= TUBE_STATIONS;
    return isStation(from) && isStation(to) && from !== to && carrier !== '' && sampleId !== '';
  }

  /** What blocks is about stations and pipe, and told when it refuses a transfer. */
  interlocks(): number {
    return 0;
  }

  ownCommandInterlocks(): number {
    if (this.#stands(this.#asked.to)) return TUBE_INTERLOCK.occupied;
    if (this.#disturbances.stands('empty')) return TUBE_INTERLOCK.noCarrier;
    const { state } = this.#carrier;
    return state === 'lost' || state === 'stuck' ? TUBE_INTERLOCK.pipe : 0;
  }

  started(): void {
    // A tube makes no runs: it works in Idle as in Execute.
  }

  ownCommandAccepted({ sampleId }: UnitCommand, at: PlantMicros): PlantMicros {
    const { from, to, carrier } = this.#asked;
    const way = travelTime(from, to);
    const departs = at + SPIN_UP;
    this.#course = { begun: at, departs, halfway: departs + Math.round(way / 2), arrives: departs + way };
    const read = this.#disturbances.stands('carrier') ? `${carrier}-OTHER` : carrier;
    this.#takenOut = null;
    this.#carrier = { ...this.#carrier, state: 'atStation', carrier: read, sample: sampleId, from, to, travelTime: 0 };
    return this.#course.arrives + BRAKING;
  }

  ownCommandDone(): void {
    this.#course = null;
  }

  entered(state: StateName): void {
    if (state === 'Stopping' || state === 'Aborting') {
      if (this.#carrier.state === 'underWay') this.#become('stuck');
      this.#course = null;
    }
    if (state === 'Resetting') this.#recover();
  }

  transitionTime(): PlantMicros {
    return TRANSITION_TIME;
  }

  nextEvent(): PlantMicros | null {
    if (!this.#course) return null;
    const { departs, halfway, arrives } = this.#course;
    const { state } = this.#carrier;
    if (state === 'atStation') return departs;
    if (state !== 'underWay') return null;
    if (this.#disturbances.stands('stuck')) return halfway;
    return this.#disturbances.stands('lost') ? arrives + ARRIVAL_TOLERANCE : arrives;
  }

  happen(at: PlantMicros, plc: PlcServices): void {
    const { state, transfers } = this.#carrier;
    if (state === 'atStation') {
      if (this.#disturbances.stands('blower')) return this.#fail(FAULT.blowerWithoutPressure, at, plc);
      this.#carrier = { ...this.#carrier, state: 'underWay', transfers: transfers + 1 };
      this.#unstamped = { departed: true, arrived: false };
      return;
    }
    if (this.#disturbances.stands('stuck')) {
      this.#become('stuck');
      return this.#fail(FAULT.carrierStuck, at, plc);
    }
    if (this.#disturbances.stands('lost')) {
      this.#become('lost');
      return this.#fail(FAULT.carrierLostUnderWay, at, plc);
    }
    this.#takenOut = at + TAKING_OUT_TIME;
    const way = this.#course ? at - this.#course.departs : 0;
    this.#carrier = { ...this.#carrier, state: 'arrived', travelTime: way / MICROS_PER_SECOND };
    this.#unstamped.arrived = true;
  }

  watch(_at: PlantMicros, plc: PlcServices): void {
    const stands = (what: TubeDisturbance) => this.#disturbances.stands(what);
    if (!stands('blower')) plc.clearFault(FAULT.blowerWithoutPressure.code);
    if (!stands('stuck')) plc.clearFault(FAULT.carrierStuck.code);
    if (!stands('lost')) plc.clearFault(FAULT.carrierLostUnderWay.code);
  }

  publish(image: ProcessImage, at: PlantMicros): void {
    this.#now = at;
    this.#stamp(image.number('Sts.PlcTime'));
    const { state, carrier, sample, from, to, transfers, departedAt, arrivedAt, travelTime: way } = this.#carrier;
    const runs = this.#course !== null && !this.#disturbances.stands('blower');
    image.set('Act.CarrierState', CARRIER_STATE[state]);
    image.set('Act.CarrierPos', positionOf(state, from, to));
    image.set('Act.CarrierIdRead', carrier);
    image.set('Act.SampleIdRead', sample);
    image.set('Act.Transfers', transfers);
    image.set('Act.DepartedAt', departedAt);
    image.set('Act.ArrivedAt', arrivedAt);
    image.set('Act.TravelTime', way);
    image.set('Act.Pressure', runs && this.#course ? pressureAfter(at - this.#course.begun) : 0);
    image.set('Act.Velocity', velocityOf(state === 'underWay'));
    image.set('Act.Jammed', state === 'stuck');
    for (let no = 1; no <= TUBE_STATIONS; no++) image.set(`Act.StationState[${no}]`, this.#stands(no) ? 1 : 0);
  }

  retain(): TubeMemory {
    return this.#carrier;
  }

  /** Whether a carrier stands at a station, by its sensor. */
  #stands(no: number): boolean {
    const { state, from, to } = this.#carrier;
    const isTakenOut = state === 'arrived' && (this.#takenOut === null || this.#now >= this.#takenOut);
    return this.#disturbances.stands('station') || (positionOf(state, from, to) === no && !isTakenOut);
  }

  #become(state: CarrierState): void {
    this.#carrier = { ...this.#carrier, state };
  }

  #fail(fault: Fault, at: PlantMicros, plc: PlcServices): void {
    this.#course = null;
    plc.raise(fault, at);
  }

  /** A reset draws a carrier that stuck back to where it left; one that was lost has been found, and taken out by hand. */
  #recover(): void {
    const { state } = this.#carrier;
    if (state === 'stuck' && !this.#disturbances.stands('stuck')) this.#become('atStation');
    if (state === 'lost' && !this.#disturbances.stands('lost')) this.#become('none');
  }

  #stamp(now: number): void {
    if (this.#unstamped.departed) this.#carrier = { ...this.#carrier, departedAt: now, arrivedAt: 0 };
    if (this.#unstamped.arrived) this.#carrier = { ...this.#carrier, arrivedAt: now };
    this.#unstamped = { departed: false, arrived: false };
  }
}

/** The station at which the carrier stands, or to which it came; 0 in the pipe and where nobody knows. */
const positionOf = (state: CarrierState, from: number, to: number): number =>
  state === 'atStation' ? from : state === 'arrived' ? to : 0;
