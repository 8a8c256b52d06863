import type { PlantBench } from '../../plc-adapters/simulator/plant-bench.ts';
import { STATE, type PackMlCommand } from '../../plc-adapters/simulator/plc/packml.ts';
import {
  FALLING_STREAM_UNIT,
  GRAIN_UNIT,
  PETROLEUM_UNIT,
  SAMPLER_UNIT,
} from '../../plc-adapters/simulator/unit-names.ts';

/** Settings under which every sampler of the tests cuts by mass or volume. */
const SETTINGS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  [SAMPLER_UNIT]: {
    Basis: 2,
    IncrementInterval: 10,
    CutterSpeed: 4,
    IncrementsPlanned: 10,
    TargetContainer: 0,
  },
  [FALLING_STREAM_UNIT]: {
    Basis: 2,
    IncrementInterval: 10,
    CutterSpeed: 0.6,
    IncrementsPlanned: 10,
    TargetContainer: 0,
  },
  [GRAIN_UNIT]: { Basis: 2, CutInterval: 10, TraverseSpeed: 0.5, DivideRatio: 0.1, Container: 0 },
  [PETROLEUM_UNIT]: { BatchVolume: 120, GrabVolume: 1, VolumePerGrab: 4, Receiver: 0 },
};

/** Which command brings a unit nearer to Execute from a stable state that isn't Execute. */
const NEXT: Readonly<Partial<Record<number, PackMlCommand>>> = {
  [STATE.Stopped]: 'reset',
  [STATE.Idle]: 'start',
  [STATE.Held]: 'unhold',
  [STATE.Aborted]: 'clear',
};

/** An operator who wants one sample: sends the next fitting command whenever none is under way, and reads only what the PLC shows. */
export class Operator {
  readonly #bench: PlantBench;
  readonly #unit: string;
  readonly #sampleId: string;
  #seq: number;
  #running = 0;

  /** @param seq number of the last command, whoever sent it. */
  constructor(bench: PlantBench, unit: string, sampleId: string, seq = 0) {
    this.#bench = bench;
    this.#unit = unit;
    this.#sampleId = sampleId;
    this.#seq = seq;
    bench.configure(unit, SETTINGS[unit] ?? {});
  }

  get state(): number {
    return this.#bench.number(`${this.#unit}.Sts.StateCurrent`);
  }

  get seq(): number {
    return this.#seq;
  }

  /** One look at the screen, one command at most, one scan. */
  turn(wish: 'run' | 'end' = 'run'): void {
    const next = this.state === STATE.Execute && wish === 'end' ? 'complete' : NEXT[this.state];
    if (!next || this.isWaiting || this.#isBlocked(next)) return this.#bench.tick();
    this.give(next);
  }

  /** One command, one scan; the acknowledgement's result. */
  give(command: Parameters<PlantBench['send']>[1], details: Parameters<PlantBench['send']>[2] = {}): number {
    this.#seq += 1;
    // A refused command is over at once; the next turn looks again.
    const answer = this.#bench.send(this.#unit, command, { sampleId: this.#sampleId, ...details, seq: this.#seq });
    this.#running = answer === 1 ? this.#seq : 0;
    return answer;
  }

  /** The last command was accepted and has not ended. */
  get isWaiting(): boolean {
    return this.#running !== 0 && this.#bench.number(`${this.#unit}.Sts.DoneSeq`) !== this.#running;
  }

  /** Turns until the state is reached. */
  reach(state: number, wish: 'run' | 'end' = 'run', turns = 600): void {
    for (let i = 0; this.state !== state; i++) {
      if (i > turns) throw new Error(this.#standstill());
      this.turn(wish);
    }
  }

  #standstill(): string {
    const [word, mode, fault] = ['IntlkWord', 'UnitModeCurrent', 'FaultCode'].map((tag) =>
      this.#bench.get(`${this.#unit}.Sts.${tag}`),
    );
    const answer = this.#bench.get(`${this.#unit}.Sts.AckResult`);
    return `${this.#unit} stays in state ${this.state}: interlocks ${word}, mode ${mode}, fault ${fault}, last answer ${answer}.`;
  }

  #isBlocked(command: PackMlCommand): boolean {
    if (command !== 'unhold' && command !== 'start') return false;
    return (
      this.#bench.number(`${this.#unit}.Sts.IntlkWord`) !== 0 ||
      this.#bench.number(`${this.#unit}.Sts.UnitModeCurrent`) !== 1
    );
  }
}
