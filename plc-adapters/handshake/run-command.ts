import type { DriverClock, DriverLog } from '../driver/deps.ts';
import type { CommandConnection } from '../opcua/command-client.ts';
import type { TagMap } from '../tag-map/parse.ts';
import type { CommandOutcome, Reading, UnitCommand, UnitSnapshot } from '../unit-driver.ts';
import { failureOf } from './failure.ts';
import { handshakeTags, toHandshakeBlock } from './handshake-block.ts';
import type { HandshakeBlock } from './handshake-block.ts';
import { commandPayload } from './payload.ts';
import type { TagValue } from './payload.ts';
import { reconcileCommand } from './reconcile.ts';
import { ackTimeout, cannotTell, doneTimeout, notSent, programChanged, writeRejected } from './outcomes.ts';
import { VerdictMemory } from './verdict-memory.ts';

/** What running a command needs of the plant. */
export interface PlantAccess {
  /** Resolves when the unit is live; rejects when the driver stops. */
  live(): Promise<void>;
  isLive(): boolean;
  /** Over the monitoring session; rejects at once when the link is down. */
  read(tags: readonly string[]): Promise<ReadonlyMap<string, Reading>>;
  readAll(): Promise<UnitSnapshot>;
  snapshot(): UnitSnapshot;
  /** A connection of its own for one command; rejects when it cannot be made. */
  commandConnection<T>(use: (connection: CommandConnection) => Promise<T>): Promise<T>;
}

/** Between two looks at the handshake; a PLC cycle is 10–100 ms, and DoneResult may be on show only briefly. */
const pollMs = 100;
/** Between two attempts to write, each of which makes a connection. */
const retryMs = 200;

/** Status codes with which the server says that it did not, rather than that it could not tell. */
const certainRejections: ReadonlySet<string> = new Set([
  'BadNotWritable', 'BadUserAccessDenied', 'BadTypeMismatch', 'BadOutOfRange', 'BadNodeIdUnknown',
  'BadNodeIdInvalid', 'BadWriteNotSupported', 'BadAttributeIdInvalid',
]); // prettier-ignore

/** `seq-written`: the server confirmed the sequence number; `seq-uncertain`: it may or may not have arrived. */
type Attempt = 'nothing-written' | 'seq-written' | 'seq-uncertain' | CommandOutcome;

/** Runs commands of one unit. Waiting overlaps (a stop overtakes a start), writing does not. */
export class CommandRunner {
  private readonly map: TagMap;
  private readonly plant: PlantAccess;
  private readonly clock: DriverClock;
  private readonly log: DriverLog;
  private readonly verdicts = new VerdictMemory();
  private writing: Promise<unknown> = Promise.resolve();

  constructor(map: TagMap, plant: PlantAccess, clock: DriverClock, log: DriverLog) {
    this.map = map;
    this.plant = plant;
    this.clock = clock;
    this.log = log;
  }

  /** As `UnitDriver.execute`. */
  async run(command: UnitCommand, accepted: () => void): Promise<CommandOutcome> {
    const payload = commandPayload(this.map, command);
    if (!payload.ok)
      return { outcome: 'failed', code: payload.refusal.code, message: payload.refusal.message };
    const { ackWithinMs, doneWithinMs, sendWithinMs } = this.map.timing;
    const limits = {
      ack: ackWithinMs,
      done: this.map.commands[command.command]?.doneWithinMs ?? doneWithinMs,
    };
    const begun = this.clock.monotonicMs();
    const believed = programOf(this.plant.snapshot());
    const patience = new Patience(this.clock);
    let told = false;
    let attempt: 'nothing-written' | 'seq-written' | 'seq-uncertain' = 'nothing-written';
    const tell = () => {
      if (!told) accepted();
      told = true;
    };
    for (;;) {
      if (!this.plant.isLive()) patience.restart();
      await this.plant.live();
      const block = await this.look(command.seq, this.plant);
      if (!block) {
        await pause(pollMs);
        continue;
      }
      const decision = reconcileCommand(command, block);
      switch (decision) {
        case 'write': {
          if (attempt === 'seq-written') {
            // Confirmed by the server and shown nowhere: the PLC's program may still take it. Never a second time.
            if (patience.exceeded('ack', limits.ack)) return ackTimeout(command, limits.ack);
            await pause(pollMs);
            break;
          }
          if (isOtherProgram(believed, block)) return programChanged(command);
          if (this.clock.monotonicMs() - begun > sendWithinMs) {
            return notSent(command, attempt === 'seq-uncertain', sendWithinMs);
          }
          const result = await this.exclusively(() => this.attempt(command, payload.value));
          if (typeof result === 'object') return result;
          if (result !== 'nothing-written') attempt = result;
          if (result !== 'seq-written') await pause(retryMs);
          break;
        }
        case 'await-ack':
          if (patience.exceeded('ack', limits.ack)) return ackTimeout(command, limits.ack);
          await pause(pollMs);
          break;
        case 'await-done':
          tell();
          if (patience.exceeded('done', limits.done)) return doneTimeout(command, limits.done);
          await pause(pollMs);
          break;
        case 'adopt-done':
          tell();
          return { outcome: 'done', after: await this.after() };
        case 'adopt-failed':
          if (block.ackSeq !== command.seq || block.ackResult === 1) tell();
          return failureOf(this.map, command, block);
        case 'unknown':
          return cannotTell(command, block);
      }
    }
  }

  private async look(seq: number, source: Pick<PlantAccess, 'read'>): Promise<HandshakeBlock | null> {
    try {
      const block = toHandshakeBlock(await source.read(handshakeTags));
      if (!block) return null;
      this.verdicts.seen(block);
      return this.verdicts.recall(seq, block);
    } catch (error) {
      this.log.warn({ seq, error: String(error) }, 'handshake not read; tried again');
      return null;
    }
  }

  private async exclusively<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.writing.then(work, work);
    this.writing = turn.catch(() => undefined);
    return turn;
  }

  /** Token, payload, sequence number: on one connection, after one more look. */
  private async attempt(command: UnitCommand, payload: readonly TagValue[]): Promise<Attempt> {
    let seqSent = false;
    try {
      return await this.plant.commandConnection(async (connection): Promise<Attempt> => {
        const block = await this.look(command.seq, connection);
        if (!block || reconcileCommand(command, block) !== 'write') return 'nothing-written';
        // A number the PLC has not taken up yet would be carried out with our payload.
        if (block.cmdSeq !== 0 && block.cmdSeq !== block.ackSeq) return 'nothing-written';
        const refused = await connection.write([...payload, ['Cmd.Token', block.token]]);
        if (refused.length > 0) {
          return writeRejected(refused.map(({ tag, status }) => `${tag} (${status})`).join(', '));
        }
        seqSent = true;
        const [seqRefused] = await connection.write([['Cmd.Seq', command.seq]]);
        if (!seqRefused) return 'seq-written';
        if (certainRejections.has(seqRefused.status)) return writeRejected(`Cmd.Seq (${seqRefused.status})`);
        return 'seq-uncertain';
      });
    } catch (error) {
      this.log.warn(
        { commandId: command.commandId, seqSent, error: String(error) },
        'command not written cleanly',
      );
      return seqSent ? 'seq-uncertain' : 'nothing-written';
    }
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

/** Which run of which program the caller believed to command; nulls when the unit was not read yet. */
const programOf = ({ readings }: UnitSnapshot) => ({
  bootCounter: readings['Sts.BootCounter']?.value ?? null,
  recipeCrc: readings['Sts.RecipeCrc']?.value ?? null,
});

/** A boot or a download in between: what was asked for was asked of another state of affairs. */
const isOtherProgram = (believed: ReturnType<typeof programOf>, now: HandshakeBlock): boolean =>
  (believed.bootCounter !== null && believed.bootCounter !== now.bootCounter) ||
  (believed.recipeCrc !== null && believed.recipeCrc !== now.recipeCrc);

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
