import type { DriverClock, DriverLog } from '../driver/deps.ts';
import type { PlantAccess } from '../handshake/run-command.ts';
import type { TagMap } from '../tag-map/parse.ts';
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
import { taskIdOf, taskTags, toShownTasks } from './tasks.ts';
import type { ShownTasks } from './tasks.ts';

/** What calling methods needs of the plant. */
export interface MethodAccess extends Omit<PlantAccess, 'commandConnection'> {
  /** A connection of its own for one call; rejects when it cannot be made. */
  methodConnection<T>(use: (connection: MethodConnection) => Promise<T>): Promise<T>;
}

/** Between two looks at the tasks; a PLC cycle is 10–100 ms. */
const pollMs = 100;
/** Between two attempts to call, each of which makes a connection. */
const retryMs = 200;

const programTags = ['Sts.BootCounter', 'Sts.RecipeCrc'] as const;

/** `called`: the unit accepted it; `uncertain`: the call may or may not have arrived. */
type Attempt = 'nothing-called' | 'uncertain' | 'called' | CommandOutcome;

/** Runs commands of one unit as method calls. Waiting overlaps (a stop overtakes a start), calling does not. */
export class MethodRunner {
  private readonly map: TagMap;
  private readonly plant: MethodAccess;
  private readonly clock: DriverClock;
  private readonly log: DriverLog;
  private readonly memory = new TaskMemory();
  private calling: Promise<unknown> = Promise.resolve();

  constructor(map: TagMap, plant: MethodAccess, clock: DriverClock, log: DriverLog) {
    this.map = map;
    this.plant = plant;
    this.clock = clock;
    this.log = log;
  }

  /** As `UnitDriver.execute`. */
  async run(command: UnitCommand, accepted: () => void): Promise<CommandOutcome> {
    const call = methodCall(this.map, command);
    if (!call.ok) return { outcome: 'failed', code: call.refusal.code, message: call.refusal.message };
    const task = { seq: command.seq, taskId: taskIdOf(command), jobId: command.jobId };
    const { ackWithinMs, sendWithinMs } = this.map.timing;
    const doneWithinMs = this.map.commands[command.command]?.doneWithinMs ?? this.map.timing.doneWithinMs;
    const begun = this.clock.monotonicMs();
    const believed = programTags.map((tag) => this.plant.snapshot().readings[tag]?.value ?? null);
    let attempt: 'nothing-called' | 'uncertain' | 'called' = 'nothing-called';
    /** Since when the unit, live all the time, owes us a sign of the task. */
    let waitingSince: number | null = null;
    let told = false;
    const tell = () => {
      if (!told) accepted();
      told = true;
    };
    const waitedMs = () => this.clock.monotonicMs() - (waitingSince ??= this.clock.monotonicMs());
    for (;;) {
      if (!this.plant.isLive()) waitingSince = null;
      await this.plant.live();
      const seen = await this.look(task.taskId);
      if (!seen) {
        await pause(pollMs);
        continue;
      }
      switch (reconcileTask(task, seen.tasks)) {
        case 'call': {
          if (attempt === 'called') {
            // Accepted by the unit and shown nowhere. Never a second time.
            if (waitedMs() > ackWithinMs) return notShown(command, ackWithinMs);
            await pause(pollMs);
            break;
          }
          if (
            programTags.some(
              (_, index) => believed[index] !== null && believed[index] !== seen.program[index],
            )
          ) {
            return otherProgram(command, attempt === 'uncertain');
          }
          if (this.clock.monotonicMs() - begun > sendWithinMs)
            return notCalled(command, attempt === 'uncertain', sendWithinMs);
          const result = await this.exclusively(() => this.attempt(command, task, call.value));
          if (typeof result === 'object') return result;
          if (result !== 'nothing-called') attempt = result;
          if (result === 'called') tell();
          else await pause(retryMs);
          break;
        }
        case 'await-done':
          tell();
          if (waitedMs() > doneWithinMs) return noEnd(command, doneWithinMs);
          await pause(pollMs);
          break;
        case 'adopt-done':
          tell();
          return { outcome: 'done', after: await this.plant.readAll().catch(() => this.plant.snapshot()) };
        case 'adopt-failed':
          tell();
          return badEnd(this.map, command, seen.tasks.last.result, this.plant.snapshot());
        case 'unknown':
          return cannotTell(command, seen.tasks);
      }
    }
  }

  /** Tasks and program from one read request; null when not all of it is good. */
  private async look(
    taskId: string,
  ): Promise<{ tasks: ShownTasks; program: readonly Reading['value'][] } | null> {
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

  private async exclusively<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.calling.then(work, work);
    this.calling = turn.catch(() => undefined);
    return turn;
  }

  /** On one connection, after one more look: another command may have been called while this one waited for its turn. */
  private async attempt(command: UnitCommand, task: JournaledTask, call: MethodCall): Promise<Attempt> {
    let sent = false;
    try {
      return await this.plant.methodConnection(async (connection): Promise<Attempt> => {
        const seen = await this.look(task.taskId);
        if (!seen || reconcileTask(task, seen.tasks) !== 'call') return 'nothing-called';
        sent = true;
        const { status, runId } = await connection.call(call);
        const refusal = status === 'Good' ? null : refusalOf(status);
        if (status === 'Good') {
          this.log.info({ commandId: command.commandId, method: call.method, runId }, 'method call accepted');
          return 'called';
        }
        if (refusal === null) return 'uncertain';
        return refusal === 'WRITE_REJECTED'
          ? callRejected(command, call.method, status)
          : refused(this.map, command, refusal, status);
      });
    } catch (error) {
      this.log.warn(
        { commandId: command.commandId, sent, error: String(error) },
        'method not called cleanly',
      );
      return sent ? 'uncertain' : 'nothing-called';
    }
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
