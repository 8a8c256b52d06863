import { CommandLife, programTags } from '../driver/command-life.ts';
import type { Attempt, Dialogue, PlantSight } from '../driver/command-life.ts';
import type { DriverClock, DriverLog } from '../driver/deps.ts';
import { noLongerWanted } from '../handshake/outcomes.ts';
import type { TagMap } from '../tag-map/parse.ts';
import { taskTags } from '../tag-map/required-tags.ts';
import type { CommandOutcome, Reading, UnitCommand } from '../unit-driver.ts';
import { methodCall } from './method-call.ts';
import type { MethodCall } from './method-call.ts';
import type { MethodConnection } from './method-connection.ts';
import {
  badEnd,
  callRejected,
  cannotTell,
  noEnd,
  notCalled,
  notShown,
  otherProgram,
  refused,
} from './outcomes.ts';
import { reconcileTask } from './reconcile-task.ts';
import type { JournaledTask } from './reconcile-task.ts';
import { refusalOf } from './refusal-status.ts';
import { TaskMemory } from './task-memory.ts';
import { taskIdOf, toShownTasks } from './tasks.ts';
import type { ShownTasks } from './tasks.ts';

/** What calling methods needs of the plant. */
export interface MethodAccess extends PlantSight {
  /** A connection of its own for one call; rejects when it cannot be made. */
  methodConnection<T>(use: (connection: MethodConnection) => Promise<T>): Promise<T>;
}

interface Seen {
  readonly tasks: ShownTasks;
  readonly program: readonly Reading['value'][];
}

/** Runs commands of one unit as method calls. */
export class MethodRunner {
  private readonly map: TagMap;
  private readonly plant: MethodAccess;
  private readonly log: DriverLog;
  private readonly life: CommandLife;
  private readonly memory = new TaskMemory();

  constructor(map: TagMap, plant: MethodAccess, clock: DriverClock, log: DriverLog) {
    this.map = map;
    this.plant = plant;
    this.log = log;
    this.life = new CommandLife(map, plant, clock);
  }

  /** As `UnitDriver.execute`. */
  async run(command: UnitCommand, accepted: () => void): Promise<CommandOutcome> {
    const call = methodCall(this.map, command);
    if (!call.ok) return { outcome: 'failed', code: call.refusal.code, message: call.refusal.message };
    return this.life.run(command, this.dialogue(command, call.value), accepted);
  }

  private dialogue(command: UnitCommand, call: MethodCall): Dialogue<Seen> {
    const task = { seq: command.seq, taskId: taskIdOf(command), jobId: command.jobId };
    return {
      look: () => this.look(task.taskId),
      decide: ({ tasks }) => {
        const decision = reconcileTask(task, tasks);
        return decision === 'call' ? 'give' : decision;
      },
      programOf: ({ program }) => program,
      give: () => this.attempt(command, task, call),
      // A refused call leaves no trace: what is shown was accepted.
      wasAccepted: () => true,
      outcomes: {
        notAcknowledged: (limitMs) => notShown(command, limitMs),
        notDone: (limitMs) => noEnd(command, limitMs),
        notGiven: (uncertain, limitMs) => notCalled(command, uncertain, limitMs),
        programChanged: (uncertain) => otherProgram(command, uncertain),
        failed: ({ tasks }) => badEnd(this.map, command, tasks.last.result, this.plant.snapshot()),
        cannotTell: ({ tasks }) => cannotTell(command, tasks),
      },
    };
  }

  /** Tasks and program from one read request; null when not all of it is good. */
  private async look(taskId: string): Promise<Seen | null> {
    try {
      const readings = await this.plant.read([...Object.keys(taskTags), ...programTags]);
      const tasks = toShownTasks(readings);
      if (!tasks) return null;
      this.memory.seen(tasks);
      return {
        tasks: this.memory.recall(taskId, tasks),
        program: programTags.map((tag) => readings.get(tag)?.value ?? null),
      };
    } catch (error) {
      this.log.warn({ taskId, error: String(error) }, 'tasks not read; tried again');
      return null;
    }
  }

  /** On one connection, after one more look: another command may have been called while this one waited for its turn. */
  private async attempt(command: UnitCommand, task: JournaledTask, call: MethodCall): Promise<Attempt> {
    let sent = false;
    try {
      return await this.plant.methodConnection(async (connection): Promise<Attempt> => {
        const seen = await this.look(task.taskId);
        if (!seen || reconcileTask(task, seen.tasks) !== 'call') return 'nothing-given';
        if (command.isWanted && !(await command.isWanted())) return noLongerWanted(command);
        sent = true;
        const { status, runId } = await connection.call(call);
        const refusal = status === 'Good' ? null : refusalOf(status);
        if (status === 'Good') {
          this.log.info({ effect: command.commandId, method: call.method, runId }, 'method call accepted');
          return 'accepted';
        }
        if (refusal === null) return 'uncertain';
        return refusal === 'WRITE_REJECTED'
          ? callRejected(command, call.method, status)
          : refused(this.map, command, refusal, status);
      });
    } catch (error) {
      this.log.warn(
        { effect: command.commandId, sent, error: String(error) },
        'method not called cleanly',
      );
      return sent ? 'uncertain' : 'nothing-given';
    }
  }
}
