import type Bull from 'bull';
import type { Logger } from 'pino';
import { processId } from '../../../workflows/kernel/brand.ts';
import type { Outcome } from '../../../workflows/kernel/refusal.ts';
import { wait } from '../../engine/effect-runner.ts';
import type { Journal } from '../../storage/ports.ts';
import { JobsClosedError } from '../ports.ts';
import type { Job, JobKind, JobPage, Jobs, JobState, JobView } from '../ports.ts';
import { completedKept, failedKept, firstPause, longPause, triesBeforeFailed } from '../retries.ts';
import { toldError } from '../told-error.ts';
import { connectForCommands, connectForWaiting, Outage, renewIfSilent } from './connection.ts';
import type { QueuePlace } from './connection.ts';
import { countJobs, listJobs, retryJob } from './overview.ts';
import { aboutOf, disconnect, openQueue } from './queue.ts';
import type { Answer, Connections, JobQueue, Question } from './queue.ts';
import { Sealing } from './sealing.ts';
import { Turns } from './turns.ts';

/** ms */
interface JobPatience {
  /** After how long one looks at a job of which nothing was heard: messages of Redis may be lost. */
  readonly look: number;
  /** After how long a job that has failed, or of which nothing becomes, is given a push. */
  readonly push: number;
  readonly firstPause: number;
}
const usualPatience: JobPatience = { look: 2_000, push: longPause, firstPause };

interface BullJobsDeps {
  readonly place: QueuePlace;
  readonly journal: Pick<Journal, 'at'>;
  readonly kinds: readonly Pick<JobKind<unknown, unknown>, 'name'>[];
  readonly log: Logger;
  readonly patience?: Partial<JobPatience>;
}

/**
 * Jobs in queues of Bull, done by workers. Redis remembers, but is not trusted to: a job that is gone is added again for as long as
 * somebody waits for it, and somebody waits for as long as its effect is open. No clocks of two machines are compared.
 */
export class BullJobs implements Jobs {
  readonly #connections: Connections;
  readonly #queues: ReadonlyMap<string, JobQueue>;
  readonly #journal: Pick<Journal, 'at'>;
  readonly #log: Logger;
  readonly #sealing: Sealing;
  readonly #patience: JobPatience;
  readonly #turns = new Turns(wait);
  readonly #outage: Outage;
  readonly #closed = new AbortController();

  constructor({ place, journal, kinds, log, patience = {} }: BullJobsDeps) {
    this.#journal = journal;
    this.#log = log;
    this.#sealing = new Sealing(place.secret);
    this.#patience = { ...usualPatience, ...patience };
    this.#connections = {
      commands: connectForCommands(place, 'fail'),
      events: connectForWaiting(place),
      waiting: [],
    };
    this.#queues = new Map(kinds.map(({ name }) => [name, openQueue(name, place, this.#connections)]));
    this.#outage = new Outage(this.#connections.commands, log, () => this.#turns.tellAll());
    // Bull subscribes when it is asked to listen, and there must be a connection by then.
    this.#connections.events.once('ready', () => this.#listen());
  }

  async run<Payload, Result>(
    kind: JobKind<Payload, Result>,
    job: Job<Payload>,
    signal: AbortSignal,
  ): Promise<Result> {
    const queue = this.#queues.get(kind.name);
    if (!queue) throw new Error(`there is no queue for jobs of kind "${kind.name}"`);
    const over = AbortSignal.any([this.#closed.signal, signal]);
    const { id, payload } = job;
    const entry = await this.#entryOf(id);
    const about = (what: 'payload' | 'result') => aboutOf(what, kind.name, id, entry);
    const question = { entry, sealed: await this.#sealing.seal(about('payload'), payload) };
    let seen: Seen = { mark: '', since: performance.now() };
    for (;;) {
      over.throwIfAborted();
      const turn = this.#turns.begin(keyOf(kind.name, id));
      try {
        const found = await this.#lookUnlessAway(queue, id, question);
        const answer = found?.answer && (await this.#opened(queue, id, about('result'), found.answer));
        if (answer) return kind.result.parse(answer.result);
        if (found) seen = await this.#watch(queue, id, found.mark, seen);
        await turn.come(this.#patience.look, over);
      } finally {
        turn.end();
      }
    }
  }

  list(state: JobState, page: JobPage): Promise<readonly JobView[]> {
    return listJobs(this.#queues, state, page);
  }

  counts(): Promise<Readonly<Record<JobState, number>>> {
    return countJobs(this.#queues);
  }

  retry(id: string): Promise<Outcome<JobView>> {
    return retryJob(this.#queues, id);
  }

  isReachable(): boolean {
    return this.#outage.isReachable;
  }

  async close(): Promise<void> {
    this.#closed.abort(new JobsClosedError());
    this.#outage.end();
    await Promise.allSettled([...this.#queues.values()].map((queue) => queue.close()));
    disconnect(this.#connections);
  }

  #listen(): void {
    for (const [kind, queue] of this.#queues) {
      const tell = (id: Bull.JobId) => this.#turns.tell(keyOf(kind, String(id)));
      queue.on('global:completed', tell);
      queue.on('global:failed', tell);
    }
  }

  /** Hash of the entry that asks for a job, by whose id it begins: after a restore the same id may be of another one. */
  async #entryOf(id: string): Promise<string> {
    const [, process, seq] = /^(.+?)#(\d+)\.\d+/.exec(id) ?? [];
    if (process === undefined) return '';
    return (await this.#journal.at(processId(process), Number(seq)))?.hash ?? '';
  }

  async #lookUnlessAway(queue: JobQueue, id: string, question: Question): Promise<Found | null> {
    return this.#look(queue, id, question).catch((error: unknown) => this.#unlessAway(queue, id, error));
  }

  /** The result of an answer; null when it is not ours: then it is thrown away, and the job done anew. */
  async #opened(
    queue: JobQueue,
    id: string,
    about: string,
    { sealed }: Answer,
  ): Promise<{ readonly result: unknown } | null> {
    try {
      return { result: await this.#sealing.open(about, sealed) };
    } catch (error) {
      this.#log.error(
        { job: id, kind: queue.name, reason: toldError(error) },
        'an answer in the queue is thrown away',
      );
      const job = await queue.getJob(id).catch(() => null);
      await job?.remove().catch((failed: unknown) => this.#unlessAway(queue, id, failed));
      return null;
    }
  }

  /** Null: nothing is known just now. */
  #unlessAway(queue: JobQueue, id: string, error: unknown): null {
    renewIfSilent(this.#connections.commands, error);
    if (this.#outage.isReachable && !this.#closed.signal.aborted)
      this.#log.warn(
        { job: id, kind: queue.name, reason: toldError(error) },
        'job not looked at, trying again',
      );
    return null;
  }

  /** How a job stands; one that is not there is added. */
  async #look(queue: JobQueue, id: string, question: Question): Promise<Found> {
    let job: Bull.Job<Question> | null = await queue.getJob(id);
    if (job && job.data.entry !== question.entry) {
      this.#log.warn(
        { job: id, kind: queue.name },
        'the queue has a job of this id from before a restore; it is thrown away',
      );
      // Rejects while a worker does it: looked at again.
      await job.remove();
      job = null;
    }
    if (!job) {
      await queue.add(question, {
        jobId: id,
        attempts: triesBeforeFailed,
        backoff: { type: 'exponential', delay: this.#patience.firstPause },
        removeOnComplete: { age: completedKept.age_s, count: completedKept.count },
        removeOnFail: { age: failedKept.age_s, count: failedKept.count },
      });
      return { answer: null, mark: 'added' };
    }
    const { attemptsMade, processedOn, finishedOn, failedReason } = job;
    const answer = job.returnvalue as Answer | null;
    const mark = `${attemptsMade} ${processedOn ?? ''} ${finishedOn ?? ''} ${finishedOn ? (failedReason ?? '') : ''}`;
    return { answer, mark };
  }

  /** Gives a job that stands still a push. */
  async #watch(queue: JobQueue, id: string, mark: string, seen: Seen): Promise<Seen> {
    const now = performance.now();
    if (mark !== seen.mark) return { mark, since: now };
    if (now - seen.since < this.#patience.push) return seen;
    await this.#push(queue, id).catch((error: unknown) => this.#unlessAway(queue, id, error));
    return { mark, since: now };
  }

  async #push(queue: JobQueue, id: string): Promise<void> {
    const job: Bull.Job | null = await queue.getJob(id);
    const state = await job?.getState();
    // Forgotten when it is tried again.
    const reason = job?.failedReason;
    if (state === 'failed') await job?.retry();
    // Its turn has come by our clock; the clock of the worker that put it off was another, or was set.
    if (state === 'delayed') await job?.promote();
    // In no list: added anew by the next look.
    if (state === 'stuck') await job?.remove();
    if (state !== 'active')
      this.#log.warn({ job: id, kind: queue.name, state, reason }, 'job stands still, pushed');
  }
}

interface Found {
  /** Null while it is not done. */
  readonly answer: Answer | null;
  /** Changes with whatever becomes of the job. */
  readonly mark: string;
}

/** What was seen of a job, and since when by our own clock. */
interface Seen {
  readonly mark: string;
  readonly since: number;
}

const keyOf = (kind: string, id: string): string => `${kind} ${id}`;
