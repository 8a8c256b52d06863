import { CommandLife } from '../driver/command-life.ts';
import type { Attempt, Dialogue, PlantSight } from '../driver/command-life.ts';
import type { DriverClock, DriverLog } from '../driver/deps.ts';
import type { CommandConnection } from '../opcua/command-client.ts';
import type { TagMap } from '../tag-map/parse.ts';
import type { CommandOutcome, UnitCommand } from '../unit-driver.ts';
import { failureOf } from './failure.ts';
import { handshakeTags, toHandshakeBlock } from './handshake-block.ts';
import type { HandshakeBlock } from './handshake-block.ts';
import { commandPayload } from './payload.ts';
import type { TagValue } from './payload.ts';
import { reconcileCommand } from './reconcile.ts';
import { ackTimeout, cannotTell, doneTimeout, noLongerWanted, notSent, programChanged, writeRejected } from './outcomes.ts';
import { VerdictMemory } from './verdict-memory.ts';

/** What running a command needs of the plant. */
export interface PlantAccess extends PlantSight {
  /** A connection of its own for one command; rejects when it cannot be made. */
  commandConnection<T>(use: (connection: CommandConnection) => Promise<T>): Promise<T>;
}

/** Status codes with which the server says that it did not, rather than that it could not tell. */
const certainRejections: ReadonlySet<string> = new Set([
  'BadNotWritable', 'BadUserAccessDenied', 'BadTypeMismatch', 'BadOutOfRange', 'BadNodeIdUnknown',
  'BadNodeIdInvalid', 'BadWriteNotSupported', 'BadAttributeIdInvalid',
]); // prettier-ignore

/** Runs commands of one unit by the numbers of its common block. */
export class CommandRunner {
  private readonly map: TagMap;
  private readonly plant: PlantAccess;
  private readonly log: DriverLog;
  private readonly life: CommandLife;
  private readonly verdicts = new VerdictMemory();

  constructor(map: TagMap, plant: PlantAccess, clock: DriverClock, log: DriverLog) {
    this.map = map;
    this.plant = plant;
    this.log = log;
    this.life = new CommandLife(map, plant, clock);
  }

  /** As `UnitDriver.execute`. */
  async run(command: UnitCommand, accepted: () => void): Promise<CommandOutcome> {
    const payload = commandPayload(this.map, command);
    if (!payload.ok)
      return { outcome: 'failed', code: payload.refusal.code, message: payload.refusal.message };
    return this.life.run(command, this.dialogue(command, payload.value), accepted);
  }

  private dialogue(command: UnitCommand, payload: readonly TagValue[]): Dialogue<HandshakeBlock> {
    return {
      look: () => this.look(command.seq, this.plant),
      decide: (block) => {
        const decision = reconcileCommand(command, block);
        return decision === 'write' ? 'give' : decision;
      },
      programOf: ({ bootCounter, recipeCrc }) => [bootCounter, recipeCrc],
      give: () => this.attempt(command, payload),
      wasAccepted: ({ ackSeq, ackResult }) => ackSeq !== command.seq || ackResult === 1,
      outcomes: {
        notAcknowledged: (limitMs) => ackTimeout(command, limitMs),
        notDone: (limitMs) => doneTimeout(command, limitMs),
        notGiven: (uncertain, limitMs) => notSent(command, uncertain, limitMs),
        // One that may have arrived before the boot carries a token that is stale after it.
        programChanged: () => programChanged(command),
        failed: (block) => failureOf(this.map, command, block),
        cannotTell: (block) => cannotTell(command, block),
      },
    };
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

  /** Token, payload, sequence number: on one connection, after one more look. */
  private async attempt(command: UnitCommand, payload: readonly TagValue[]): Promise<Attempt> {
    let seqSent = false;
    try {
      return await this.plant.commandConnection(async (connection): Promise<Attempt> => {
        const block = await this.look(command.seq, connection);
        if (!block || reconcileCommand(command, block) !== 'write') return 'nothing-given';
        // A number the PLC has not taken up yet would be carried out with our payload.
        if (block.cmdSeq !== 0 && block.cmdSeq !== block.ackSeq) return 'nothing-given';
        if (command.isWanted && !(await command.isWanted())) return noLongerWanted(command);
        const refused = await connection.write([...payload, ['Cmd.Token', block.token]]);
        if (refused.length > 0) {
          return writeRejected(refused.map(({ tag, status }) => `${tag} (${status})`).join(', '));
        }
        seqSent = true;
        const [seqRefused] = await connection.write([['Cmd.Seq', command.seq]]);
        if (!seqRefused) return 'given';
        if (certainRejections.has(seqRefused.status)) return writeRejected(`Cmd.Seq (${seqRefused.status})`);
        return 'uncertain';
      });
    } catch (error) {
      this.log.warn(
        { effect: command.commandId, seqSent, error: String(error) },
        'command not written cleanly',
      );
      return seqSent ? 'uncertain' : 'nothing-given';
    }
  }
}
