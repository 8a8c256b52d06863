import Bull from 'bull';
import type { Redis } from 'ioredis';
import { connectForWaiting, renewIfSilent } from './connection.ts';
import type { QueuePlace } from './connection.ts';

/** What became of a job, sealed. */
export interface Answer {
  readonly sealed: string;
}
/** What is asked for. */
export interface Question {
  /** Hash of the journal's entry that asks for it, which stands for all that came before; empty where there is none. */
  readonly entry: string;
  /** The payload. */
  readonly sealed: string;
}
/** What a payload, or a result, is sealed for. */
export const aboutOf = (what: 'payload' | 'result', kind: string, id: string, entry: string): string =>
  JSON.stringify([what, kind, id, entry]);

export type JobQueue = Bull.Queue<Question>;

/** How a queue finds out that a worker has died, ms. */
export interface WorkerPatience {
  /** How long a job belongs to a worker that says nothing. A page of a certificate takes its processor for about a second. */
  readonly lock: number;
  /** How often one looks for jobs whose worker says nothing. */
  readonly look: number;
}
export const usualPatience: WorkerPatience = { lock: 10_000, look: 3_000 };

/** Workers that may die over one job before it counts as failed: perhaps it is what kills them. */
const mostDeaths = 5;
/** Pause of a worker after Redis failed it, ms. */
const afterFault = 500;

/** Connections shared by the queues of one process; each queue that does jobs has another one to wait at. */
export interface Connections {
  readonly commands: Redis;
  readonly events: Redis;
  readonly waiting: Redis[];
}

/** The queue of one kind. Its errors are the connection's, which is followed elsewhere: they never end the process. */
export function openQueue(
  kind: string,
  place: QueuePlace,
  connections: Connections,
  patience: WorkerPatience = usualPatience,
): JobQueue {
  const queue: JobQueue = new Bull(kind, {
    prefix: place.prefix,
    createClient: (type) => {
      if (type === 'client') return connections.commands;
      if (type === 'subscriber') return connections.events;
      const waiting = connectForWaiting(place);
      connections.waiting.push(waiting);
      return waiting;
    },
    settings: {
      lockDuration: patience.lock,
      lockRenewTime: patience.lock / 3,
      stalledInterval: patience.look,
      maxStalledCount: mostDeaths,
      retryProcessDelay: afterFault,
    },
  });
  queue.on('error', (error: Error) => renewIfSilent(connections.commands, error));
  return queue;
}

export function disconnect({ commands, events, waiting }: Connections): void {
  for (const connection of [commands, events, ...waiting]) connection.disconnect();
}
