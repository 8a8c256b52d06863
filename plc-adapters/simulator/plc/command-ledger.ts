import type { PlantMicros } from '../world/plant-time.ts';
import { DONE, type AckResult, type DoneResult } from './handshake.ts';
import type { ProcessImage } from './process-image.ts';
import type { UnitCommand } from './unit-program.ts';

/** What of the handshake outlives a boot. */
export interface CommandLedgerMemory {
  readonly ackSeq: number;
  readonly ackResult: AckResult | 0;
  readonly doneSeq: number;
  readonly doneResult: DoneResult | 0;
  /** Sequence number of the command under way, 0 for none. */
  readonly runningSeq: number;
  readonly runId: number;
}

interface RunningCommand {
  readonly command: UnitCommand;
  /** When a unit-specific command will be done; null for one that is done when its state is reached. */
  readonly ends: PlantMicros | null;
}

const EMPTY: CommandLedgerMemory = {
  ackSeq: 0,
  ackResult: 0,
  doneSeq: 0,
  doneResult: 0,
  runningSeq: 0,
  runId: 0,
};

/** The book of commands: which was answered last, which is under way, how the last one ended, and the valid token. */
export class CommandLedger {
  readonly #drawToken: (roll: number) => number;
  #kept: CommandLedgerMemory;
  #running: RunningCommand | null = null;
  #token = 0;
  #rolls = 0;

  /**
   * Opens the book at boot: a command that was under way has been broken off, and the token is new.
   * @param drawToken a number in [0, 1) for the nth token since the boot.
   */
  constructor(drawToken: (roll: number) => number, memory: CommandLedgerMemory | null) {
    const kept = memory ?? EMPTY;
    this.#drawToken = drawToken;
    this.#kept =
      kept.runningSeq === 0
        ? kept
        : { ...kept, doneSeq: kept.runningSeq, doneResult: DONE.aborted, runningSeq: 0 };
    this.rollToken();
  }

  get token(): number {
    return this.#token;
  }

  get running(): RunningCommand | null {
    return this.#running;
  }

  /** 0 and the number answered last are no commands; any other is, lower ones too. */
  isNew(seq: number): boolean {
    return seq !== 0 && seq !== this.#kept.ackSeq;
  }

  acknowledge(seq: number, result: AckResult): void {
    this.#kept = { ...this.#kept, ackSeq: seq, ackResult: result };
  }

  begin(command: UnitCommand, ends: PlantMicros | null): void {
    this.#running = { command, ends };
    this.#kept = { ...this.#kept, runningSeq: command.seq };
  }

  /** The command under way, if any, is over; its number, or null. */
  finish(result: DoneResult): number | null {
    if (!this.#running) return null;
    const { seq } = this.#running.command;
    this.#running = null;
    this.#kept = { ...this.#kept, doneSeq: seq, doneResult: result, runningSeq: 0 };
    return seq;
  }

  countRun(): void {
    this.#kept = { ...this.#kept, runId: this.#kept.runId + 1 };
  }

  /** Makes every command prepared with the old token stale. */
  rollToken(): void {
    const previous = this.#token;
    while (this.#token === previous) {
      this.#rolls += 1;
      this.#token = 1 + Math.floor(this.#drawToken(this.#rolls) * 0xffff_fffe);
    }
  }

  publish(image: ProcessImage): void {
    image.set('Sts.Token', this.#token);
    image.set('Sts.AckSeq', this.#kept.ackSeq);
    image.set('Sts.AckResult', this.#kept.ackResult);
    image.set('Sts.DoneSeq', this.#kept.doneSeq);
    image.set('Sts.DoneResult', this.#kept.doneResult);
    image.set('Sts.RunId', this.#kept.runId);
  }

  retain(): CommandLedgerMemory {
    return this.#kept;
  }
}
