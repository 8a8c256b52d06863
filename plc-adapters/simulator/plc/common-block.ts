import type { PlantEvent } from '../log.ts';
import type { KeyedRandom } from '../random.ts';
import type { PlantMicros } from '../world/plant-time.ts';
import { CommandLedger, type CommandLedgerMemory } from './command-ledger.ts';
import { EventRing, RECORD_TYPE, type EventRingMemory, type RecordType, type RingEntry } from './event-ring.ts';
import { FAULT, FaultList, type Fault } from './faults.ts';
import {
  ACK,
  DONE,
  interlocksAllow,
  judgeCommand,
  readCommand,
  type AckResult,
  type DoneResult,
} from './handshake.ts';
import { INTERLOCK, InterlockWord } from './interlocks.ts';
import {
  MODE_PRODUCTION,
  packMlCommand,
  STATE,
  TRANSITIONS,
  type StateName,
  type Transition,
} from './packml.ts';
import { PlcHardware, type PlcHardwareMemory } from './plc-hardware.ts';
import type { ProcessImage, TagValue } from './process-image.ts';
import { SafetyCircuit, type SafetyMemory } from './safety.ts';
import { StateMachine } from './state-machine.ts';
import type { Cause, PlcServices, UnitCommand, UnitProgram } from './unit-program.ts';
import { WATCHDOG_LIMIT_MS, Watchdog } from './watchdog.ts';

/** Records that count as planned cuts. */
const CUTS: readonly RecordType[] = ['increment', 'missed', 'grab', 'missed-grab'];

/** What a unit keeps over a boot; everything else begins anew. */
export interface CommonBlockMemory extends PlcHardwareMemory {
  readonly bootCounter: number;
  readonly ledger: CommandLedgerMemory;
  readonly mode: number;
  readonly written: Readonly<Record<string, TagValue>>;
  readonly ring: EventRingMemory;
  /** Planned cuts ever taken or missed; absent for none. */
  readonly cuts?: number;
  /** Absent while all is well. */
  readonly safety?: SafetyMemory;
}

export interface CommonBlockOptions {
  readonly unit: string;
  readonly image: ProcessImage;
  readonly program: UnitProgram;
  readonly random: KeyedRandom;
  readonly log: (event: PlantEvent) => void;
  /** ms of wall time; default 10 s. */
  readonly watchdogMs?: number;
}

/** The standard program every unit runs: handshake, PackML states, watchdog, interlocks, faults and event ring. */
export class CommonBlock implements PlcServices {
  readonly unit: string;
  readonly image: ProcessImage;
  readonly hardware: PlcHardware;
  readonly #program: UnitProgram;
  readonly #log: (event: PlantEvent) => void;
  readonly #machine: StateMachine;
  readonly #ledger: CommandLedger;
  readonly #ring: EventRing;
  readonly #faults = new FaultList();
  readonly #interlocks = new InterlockWord();
  readonly #safety: SafetyCircuit;
  readonly #watchdog: Watchdog;
  readonly #bootCounter: number;
  #wallMs: number;
  #mode: number;
  #cuts: number;
  /** Bits that refused the last command, a unit-specific one; 0 for none. */
  #refusedBy = 0;

  /** Boots the unit: Stopped, a new token, a command that was under way is broken off. */
  constructor(options: CommonBlockOptions, memory: CommonBlockMemory | null, wallMs: number) {
    this.unit = options.unit;
    this.image = options.image;
    this.#program = options.program;
    this.#log = options.log;
    this.#machine = new StateMachine((state, from, cause, at) => this.#entered(state, from, cause, at));
    this.#wallMs = wallMs;
    this.hardware = new PlcHardware(memory, wallMs);
    this.#bootCounter = (memory?.bootCounter ?? 0) + 1;
    this.#mode = memory?.mode ?? MODE_PRODUCTION;
    this.#safety = new SafetyCircuit(memory?.safety ?? null);
    this.#cuts = memory?.cuts ?? 0;
    const { random, unit } = options;
    const drawToken = (roll: number): number => random.uniform('token', unit, this.#bootCounter, roll);
    this.#ledger = new CommandLedger(drawToken, memory?.ledger ?? null);
    this.#ring = new EventRing(memory?.ring ?? null);
    if (memory) this.image.restoreWritten(memory.written);
    this.#watchdog = new Watchdog(
      this.image.number('Cmd.OrchHeartbeat'),
      options.watchdogMs ?? WATCHDOG_LIMIT_MS,
    );
    const brokenOff = (memory?.ledger.runningSeq ?? 0) !== 0;
    this.#log({ event: 'boot', unit, bootCounter: this.#bootCounter, brokenOff });
  }

  get state(): StateName {
    return this.#machine.state;
  }

  /** Lets everything happen that is due up to `to`, each at its exact instant. */
  advance(to: PlantMicros, wallMs: number): void {
    this.#wallMs = wallMs;
    for (;;) {
      const event = this.#program.nextEvent() ?? Infinity;
      const own = this.#ledger.running?.ends ?? Infinity;
      const { arrival } = this.#machine;
      const at = Math.min(event, own, arrival);
      if (at > to) return;
      if (event === at) this.#program.happen(at, this);
      else if (own === at) this.#finishOwnCommand();
      // A unit-specific command has its own end, also when the unit goes to Held meanwhile.
      else if (this.#machine.arrive(at) && this.#ledger.running?.ends === null) this.#finish(DONE.ok);
    }
  }

  /** The end of a scan: inputs, supervision, at most one new command, outputs. */
  scan(at: PlantMicros, wallMs: number): void {
    this.#wallMs = wallMs;
    if (this.#watchdog.lost(this.image.number('Cmd.OrchHeartbeat'), wallMs)) {
      this.#ledger.rollToken();
      this.#log({ event: 'orchestrator-lost', unit: this.unit });
    }
    if (this.#ring.overflowed(this.image.number('Evt.ReadIdx'))) this.raise(FAULT.ringOverflow, at);
    else this.clearFault(FAULT.ringOverflow.code);
    this.#program.watch(at, this);
    this.#superviseRun(at);
    this.#interlocks.update(this.#interlockWord(this.image.text('Cmd.SampleId')) | this.#refusedBy);
    this.#takeCommand(at);
    this.#publish(at);
  }

  record(entry: RingEntry): void {
    if (CUTS.includes(entry.type)) this.#cuts += 1;
    const { idx } = this.#ring.write(entry, this.hardware.clock(this.#wallMs));
    this.#log({ event: entry.type, unit: this.unit, idx, ...entry, type: RECORD_TYPE[entry.type] });
  }

  raise(fault: Fault, at: PlantMicros): void {
    if (!this.#faults.raise(fault)) return;
    this.#log({ event: 'fault', unit: this.unit, code: fault.code, class: fault.class });
    const reaction = ([null, null, 'hold', 'stop', 'abort'] as const)[fault.class];
    if (!reaction) return;
    const isHoldable = [
      'Starting',
      'Execute',
      'Suspending',
      'Suspended',
      'Unsuspending',
      'Unholding',
    ].includes(this.state);
    if (reaction === 'hold' ? !isHoldable : !TRANSITIONS[reaction].from.includes(this.state)) return;
    this.#finish(DONE.fault);
    this.#begin(TRANSITIONS[reaction], 'fault', at);
  }

  /** The cause of one fault, or without a code of all, is gone. */
  clearFault(code?: number): void {
    for (const gone of this.#faults.clear(code))
      this.#log({ event: 'fault-cleared', unit: this.unit, code: gone });
  }

  completed(at: PlantMicros): void {
    if (this.state === 'Completing' && this.#machine.arrive(at)) this.#finish(DONE.ok);
  }

  /** The key switch on the spot: 1 Production, 2 Maintenance, 3 Manual. */
  turnModeKey(mode: number): void {
    this.#mode = mode;
    this.#log({ event: 'mode', unit: this.unit, mode });
  }

  pressEmergencyStop(at: PlantMicros): void {
    this.#safety.press();
    this.#log({ event: 'emergency-stop', unit: this.unit, pressed: true });
    this.#finish(DONE.aborted);
    this.raise(FAULT.emergencyStop, at);
  }

  releaseEmergencyStop(reset: boolean): void {
    this.#safety.release(reset);
    this.#log({ event: 'emergency-stop', unit: this.unit, pressed: false });
    this.clearFault(FAULT.emergencyStop.code);
  }

  /** Planned cuts ever taken or missed. */
  get cuts(): number {
    return this.#cuts;
  }

  retain(): CommonBlockMemory {
    const safety = this.#safety.retain();
    return {
      ...(safety && { safety }),
      ...(this.#cuts !== 0 && { cuts: this.#cuts }),
      ...this.hardware.retain(),
      bootCounter: this.#bootCounter,
      ledger: this.#ledger.retain(),
      mode: this.#mode,
      written: this.image.written(),
      ring: this.#ring.retain(),
    };
  }

  /** A run goes to Held when nobody commands it any more, when the mode key was turned, or while a fault stands. */
  #superviseRun(at: PlantMicros): void {
    if (!TRANSITIONS.hold.from.includes(this.state)) return;
    if ((this.#faults.gravest?.class ?? 1) >= 2) this.#begin(TRANSITIONS.hold, 'fault', at);
    else if (!this.#watchdog.alive) this.#begin(TRANSITIONS.hold, 'watchdog', at);
    else if (this.#mode !== MODE_PRODUCTION) this.#begin(TRANSITIONS.hold, 'mode', at);
  }

  #takeCommand(at: PlantMicros): void {
    const command = readCommand(this.image);
    if (!this.#ledger.isNew(command.seq)) return;
    const result = judgeCommand(command, {
      token: this.#ledger.token,
      busy: this.#ledger.running !== null,
      mode: this.#mode,
      state: this.state,
      ownCommandStates: (code) => this.#program.ownCommands.get(code)?.states,
      settingsAllow: (asked) => this.#program.settingsAllow(asked, this.image),
      interlocksAllow: (asked) => interlocksAllow(asked, this.#interlockWord(asked.sampleId), this.#program),
    });
    this.#ledger.acknowledge(command.seq, result);
    // What refused the command before is over; the first bit of this refusal is told anew.
    this.#interlocks.update(this.#interlockWord(command.sampleId));
    const isOwn = packMlCommand(command.code) === undefined;
    this.#refusedBy = isOwn && result === ACK.interlock ? this.#program.ownCommandInterlocks(command) : 0;
    this.#logCommand(command, result);
    if (result !== ACK.accepted) return;
    this.#ledger.rollToken();
    this.#accept(command, at);
  }

  #accept(command: UnitCommand, at: PlantMicros): void {
    this.#finish(DONE.aborted);
    const name = packMlCommand(command.code);
    this.#ledger.begin(command, name ? null : this.#program.ownCommandAccepted(command, at, this.image));
    if (!name) return;
    if (name === 'reset' || name === 'clear' || name === 'unhold') this.#faults.acknowledge();
    if (name === 'start') {
      this.#ledger.countRun();
      this.#program.started(command, this.image, at, this);
    }
    this.#begin(TRANSITIONS[name], 'command', at);
  }

  #interlockWord(sampleId: string): number {
    let word = this.#program.interlocks(sampleId, this.image, this.state) | this.#safety.bits;
    if (!this.#watchdog.alive) word |= INTERLOCK.noOrchestrator;
    if ((this.#faults.gravest?.class ?? 1) >= 2) word |= INTERLOCK.fault;
    return word;
  }

  #begin(transition: Transition, cause: Cause, at: PlantMicros): void {
    const duration = this.#program.transitionTime(transition.through, cause, at);
    this.#machine.begin(transition, cause, at, duration);
  }

  #entered(state: StateName, from: StateName, cause: Cause, at: PlantMicros): void {
    this.#log({ event: 'state', unit: this.unit, state, from, cause });
    this.#program.entered(state, from, cause, at, this);
  }

  #finishOwnCommand(): void {
    if (this.#ledger.running) this.#program.ownCommandDone(this.#ledger.running.command, this);
    this.#finish(DONE.ok);
  }

  /** Ends the command under way, if there is one. */
  #finish(result: DoneResult): void {
    const seq = this.#ledger.finish(result);
    if (seq !== null) this.#log({ event: 'done', unit: this.unit, seq, result });
  }

  #logCommand(command: UnitCommand, result: AckResult): void {
    const name =
      packMlCommand(command.code) ?? this.#program.ownCommands.get(command.code)?.name ?? 'unknown';
    const { seq, code, jobId, lotId, sampleId } = command;
    const event = result === ACK.accepted ? 'command' : 'command-refused';
    this.#log({ event, unit: this.unit, seq, code, name, jobId, lotId, sampleId, ackResult: result });
  }

  #publish(at: PlantMicros): void {
    const { image } = this;
    const word = this.#interlockWord(image.text('Cmd.SampleId'));
    this.#interlocks.update(word | this.#refusedBy);
    this.#ledger.publish(image);
    image.set('Sts.StateCurrent', STATE[this.state]);
    image.set('Sts.UnitModeCurrent', this.#mode);
    image.set('Sts.Remote', this.#mode === MODE_PRODUCTION);
    image.set('Sts.OrchAlive', this.#watchdog.alive);
    image.set('Sts.PermitStart', this.state === 'Idle' && word === 0 && this.#mode === MODE_PRODUCTION);
    image.set('Sts.PlcHeartbeat', this.hardware.heartbeat(this.#wallMs));
    image.set('Sts.BootCounter', this.#bootCounter);
    image.set('Sts.RecipeCrc', this.hardware.recipeCrc(this.#program.recipeCrc));
    image.set('Sts.PlcTime', this.hardware.clock(this.#wallMs));
    image.set('Sts.IntlkWord', this.#interlocks.word);
    image.set('Sts.IntlkFirstOut', this.#interlocks.firstOut);
    image.set('Sts.FaultCode', this.#faults.gravest?.code ?? 0);
    image.set('Sts.FaultFirstOut', this.#faults.firstOut);
    image.set('Sts.FaultClass', this.#faults.gravest?.class ?? 0);
    this.#safety.publish(image);
    this.#ring.publish(image);
    this.#program.publish(image, at, this.state);
  }
}
