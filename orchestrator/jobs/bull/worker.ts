import type Bull from 'bull';
import type { Logger } from 'pino';
import type { JobWork } from '../ports.ts';
import { toldError } from '../told-error.ts';
import { connectForCommands, connectForWaiting, Outage } from './connection.ts';
import type { QueuePlace } from './connection.ts';
import { aboutOf, disconnect, openQueue, usualPatience } from './queue.ts';
import type { Answer, Connections, JobQueue, Question, WorkerPatience } from './queue.ts';
import { Sealing } from './sealing.ts';

/** How long jobs under way may go on after a stop was asked for; a slow receiver of a webhook takes the longest. ms */
const grace = 15_000;

interface BullWorkerDeps {
  readonly place: QueuePlace;
  readonly work: readonly JobWork[];
  readonly log: Logger;
  readonly patience?: WorkerPatience;
  /** Told of each try. */
  readonly onEnded?: (kind: string, outcome: 'done' | 'failed') => void;
}

/** Does jobs of Bull's queues. Any number of them may run, on any machine; where Redis is away they wait for it. */
export class BullWorker {
  readonly #connections: Connections;
  readonly #queues: readonly JobQueue[];
  readonly #outage: Outage;
  readonly #log: Logger;
  readonly #sealing: Sealing;
  readonly #stopped = new AbortController();
  readonly #onEnded: NonNullable<BullWorkerDeps['onEnded']>;
  readonly #acting = new Set<Promise<unknown>>();

  constructor({ place, work, log, patience = usualPatience, onEnded = () => {} }: BullWorkerDeps) {
    this.#onEnded = onEnded;
    this.#log = log;
    this.#sealing = new Sealing(place.secret);
    const commands = connectForCommands(place, 'wait');
    this.#connections = { commands, events: connectForWaiting(place), waiting: [] };
    this.#outage = new Outage(commands, log);
    this.#queues = work.map((each) => {
      const queue = openQueue(each.kind.name, place, this.#connections, patience);
      // Rejects when the worker stops before there was a connection.
      queue.process(each.kind.concurrency, (job) => this.#do(each, job)).catch(() => {});
      return queue;
    });
  }

  isReachable(): boolean {
    return this.#outage.isReachable;
  }

  /** Takes no more jobs and finishes those under way; what takes too long gives up, and is done by another. */
  async stop(): Promise<void> {
    const giveUp = setTimeout(() => this.#stopped.abort(), grace);
    await Promise.all(this.#queues.map((queue) => this.#finish(queue)));
    await Promise.allSettled(this.#acting);
    clearTimeout(giveUp);
    this.#outage.end();
    await Promise.allSettled(this.#queues.map((queue) => queue.close(true)));
    disconnect(this.#connections);
  }

  async #finish(queue: JobQueue): Promise<void> {
    // Without Redis nothing is taken anyway, and nobody can be told; Bull would wait for it.
    if (!this.#outage.isReachable) return;
    await queue.pause(true).catch(() => {});
  }

  #do({ kind, act }: JobWork, job: Bull.Job<Question>): Promise<Answer> {
    const acting = this.#answer(kind.name, act, job);
    this.#acting.add(acting);
    void acting.catch(() => {}).finally(() => this.#acting.delete(acting));
    return acting;
  }

  async #answer(kind: string, act: JobWork['act'], job: Bull.Job<Question>): Promise<Answer> {
    try {
      const { entry, sealed } = job.data;
      const about = (what: 'payload' | 'result') => aboutOf(what, kind, String(job.id), entry);
      const payload = await this.#sealing.open(about('payload'), sealed);
      const result = await act(payload, this.#stopped.signal);
      const answer = { sealed: await this.#sealing.seal(about('result'), result) };
      this.#onEnded(kind, 'done');
      return answer;
    } catch (error) {
      this.#onEnded(kind, 'failed');
      const reason = toldError(error);
      this.#log.warn(
        { job: job.id, kind, failures: job.attemptsMade + 1, reason },
        'job failed, trying again',
      );
      throw withoutStack(reason);
    }
  }
}

/** Bull keeps the stack as well, which would keep what the message no longer says. */
function withoutStack(message: string): Error {
  const error = new Error(message);
  error.stack = '';
  return error;
}
