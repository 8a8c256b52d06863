import type { TagMap } from '../tag-map/parse.ts';
import type { CommandOutcome, Reading, UnitCommand, UnitSnapshot } from '../unit-driver.ts';
import type { DriverClock } from './deps.ts';

/** What running a command needs to see of the plant. */
export interface PlantSight {
  /** Resolves when the unit is live; rejects when the driver stops. */
  live(): Promise<void>;
  isLive(): boolean;
  /** Over the monitoring session; rejects at once when the link is down. */
  read(tags: readonly string[]): Promise<ReadonlyMap<string, Reading>>;
  readAll(): Promise<UnitSnapshot>;
  snapshot(): UnitSnapshot;
}

/** `given`: it has arrived, whether the program takes it or not; `uncertain`: it may or may not have arrived. */
export type Attempt = 'nothing-given' | 'uncertain' | 'given' | 'accepted' | CommandOutcome;

/** What the journal and the unit together say of a command. */
export type Decision = 'give' | 'await-ack' | 'await-done' | 'adopt-done' | 'adopt-failed' | 'unknown';

/** One command in the language of its unit: numbers of the common block, or method calls. */
export interface Dialogue<Seen> {
  /** What the unit shows of commands and program, from one read request; null when not all of it is good. */
  look(): Promise<Seen | null>;
  decide(seen: Seen): Decision;
  /** The running program as seen, by the values of `programTags`. */
  programOf(seen: Seen): readonly Reading['value'][];
  /** Gives the command once, after one more look. Never rejects. */
  give(): Promise<Attempt>;
  /** Of a command that failed: whether it was accepted before. */
  wasAccepted(seen: Seen): boolean;
  readonly outcomes: {
    readonly notAcknowledged: (limitMs: number) => CommandOutcome;
    readonly notDone: (limitMs: number) => CommandOutcome;
    /** @param uncertain an attempt may yet arrive. */
    readonly notGiven: (uncertain: boolean, limitMs: number) => CommandOutcome;
    readonly programChanged: (uncertain: boolean) => CommandOutcome;
    readonly failed: (seen: Seen) => CommandOutcome;
    readonly cannotTell: (seen: Seen) => CommandOutcome;
  };
}

/** They change when the PLC restarts, and when its program is changed. */
export const programTags = ['Sts.BootCounter', 'Sts.RecipeCrc'] as const;

/** Between two looks at the unit; a PLC cycle is 10–100 ms, and an end may be on show only briefly. */
const pollMs = 100;
/** Between two attempts, each of which makes a connection. */
const retryMs = 200;

/** Commands of one unit from asked to ended. Waiting overlaps (a stop overtakes a start), giving does not. */
export class CommandLife {
  private readonly timing: TagMap['timing'];
  private readonly commands: TagMap['commands'];
  private readonly plant: PlantSight;
  private readonly clock: DriverClock;
  private giving: Promise<unknown> = Promise.resolve();

  constructor({ timing, commands }: TagMap, plant: PlantSight, clock: DriverClock) {
    this.timing = timing;
    this.commands = commands;
    this.plant = plant;
    this.clock = clock;
  }

  /** As `UnitDriver.execute`. */
  async run<Seen>(
    { command }: UnitCommand,
    dialogue: Dialogue<Seen>,
    accepted: () => void,
  ): Promise<CommandOutcome> {
    const { outcomes } = dialogue;
    const { ackWithinMs, sendWithinMs } = this.timing;
    const doneWithinMs = this.commands[command]?.doneWithinMs ?? this.timing.doneWithinMs;
    const begun = this.clock.monotonicMs();
    const believed = programTags.map((tag) => this.plant.snapshot().readings[tag]?.value ?? null);
    const patience = new Patience(this.clock);
    let told = false;
    let attempt: 'nothing-given' | 'uncertain' | 'given' = 'nothing-given';
    const tell = () => {
      if (!told) accepted();
      told = true;
    };
    for (;;) {
      if (!this.plant.isLive()) patience.restart();
      await this.plant.live();
      const seen = await dialogue.look();
      if (!seen) {
        await pause(pollMs);
        continue;
      }
      switch (dialogue.decide(seen)) {
        case 'give': {
          if (attempt === 'given') {
            // Arrived and shown nowhere: the PLC's program may still take it. Never a second time.
            if (patience.exceeded('ack', ackWithinMs)) return outcomes.notAcknowledged(ackWithinMs);
            await pause(pollMs);
            break;
          }
          const uncertain = attempt === 'uncertain';
          if (isOther(believed, dialogue.programOf(seen))) return outcomes.programChanged(uncertain);
          if (this.clock.monotonicMs() - begun > sendWithinMs) return outcomes.notGiven(uncertain, sendWithinMs);
          const result = await this.exclusively(() => dialogue.give());
          if (typeof result === 'object') return result;
          if (result === 'accepted') tell();
          if (result === 'accepted' || result === 'given') attempt = 'given';
          else await pause(retryMs);
          if (result === 'uncertain') attempt = result;
          break;
        }
        case 'await-ack':
          if (patience.exceeded('ack', ackWithinMs)) return outcomes.notAcknowledged(ackWithinMs);
          await pause(pollMs);
          break;
        case 'await-done':
          tell();
          if (patience.exceeded('done', doneWithinMs)) return outcomes.notDone(doneWithinMs);
          await pause(pollMs);
          break;
        case 'adopt-done':
          tell();
          return { outcome: 'done', after: await this.after() };
        case 'adopt-failed':
          if (dialogue.wasAccepted(seen)) tell();
          return outcomes.failed(seen);
        case 'unknown':
          return outcomes.cannotTell(seen);
      }
    }
  }

  private async exclusively<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.giving.then(work, work);
    this.giving = turn.catch(() => undefined);
    return turn;
  }

  /** Everything as it is after the command; if the link has just gone, the newest known, marked as not live. */
  private async after(): Promise<UnitSnapshot> {
    return this.plant.readAll().catch(() => this.plant.snapshot());
  }
}

/** Measures how long something is awaited while the unit is live; an outage starts the measure anew. */
class Patience {
  private readonly clock: DriverClock;
  private since = new Map<string, number>();

  constructor(clock: DriverClock) {
    this.clock = clock;
  }

  restart(): void {
    this.since.clear();
  }

  exceeded(what: string, limitMs: number): boolean {
    const now = this.clock.monotonicMs();
    const since = this.since.get(what);
    if (since === undefined) {
      this.since.set(what, now);
      return false;
    }
    return now - since > limitMs;
  }
}

/** A boot or a download since the caller believed: what was asked for was asked of another state of affairs. Null is unknown. */
const isOther = (believed: readonly Reading['value'][], now: readonly Reading['value'][]): boolean =>
  believed.some((value, index) => value !== null && value !== now[index]);

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
