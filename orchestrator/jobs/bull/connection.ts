import { Redis } from 'ioredis';
import type { RedisOptions } from 'ioredis';
import type { Logger } from 'pino';

/** Where the queues are. */
export interface QueuePlace {
  /** `redis://` or `rediss://`, with user and password where Redis asks for them. */
  readonly url: string;
  /** What all keys begin with: ports that share a Redis must not share their jobs. */
  readonly prefix: string;
  /** What the processes of one cluster share; at least 32 characters. */
  readonly secret: string;
}

/** Longest pause between two tries to connect: an outage shall not cost much longer than it lasts. ms */
const longestReconnect = 1_000;
/** A command without an answer after so long is given up, and its connection with it. ms */
const silence = 10_000;

const common: RedisOptions = {
  retryStrategy: (times) => Math.min(50 * times, longestReconnect),
  connectTimeout: 5_000,
  keepAlive: silence,
};

/**
 * For commands. While Redis is away they fail soon for whoever asks, rather than hang. A worker's wait a while: work that is done need
 * not be done again for an outage of seconds.
 */
export const connectForCommands = ({ url }: QueuePlace, whenAway: 'fail' | 'wait'): Redis =>
  new Redis(url, {
    ...common,
    maxRetriesPerRequest: whenAway === 'fail' ? 2 : null,
    commandTimeout: silence,
  });

/** Connects anew where the error says that the other end is silent: a machine that is gone does not close its connections. */
export function renewIfSilent(commands: Redis, error: unknown): void {
  const isSilent = error instanceof Error && error.message === 'Command timed out';
  if (isSilent && commands.status === 'ready') commands.disconnect(true);
}

/** For what waits at Redis, a message or a job: Bull wants it so. */
export const connectForWaiting = ({ url }: QueuePlace): Redis =>
  new Redis(url, { ...common, maxRetriesPerRequest: null, enableReadyCheck: false });

/** Follows whether a connection stands. An outage is logged once, however long it is. */
export class Outage {
  readonly #log: Logger;
  #away = false;
  #ready: boolean;
  #reason = '';
  #over = false;
  readonly #whenBack: () => void;

  constructor(client: Redis, log: Logger, whenBack: () => void = () => {}) {
    this.#log = log;
    this.#whenBack = whenBack;
    this.#ready = client.status === 'ready';
    client.on('ready', () => this.#back());
    client.on('error', (error: Error) => (this.#reason = error.message));
    client.on('close', () => this.#gone());
  }

  get isReachable(): boolean {
    return this.#ready;
  }

  /** From now on the connection is ended on purpose. */
  end(): void {
    this.#over = true;
    this.#ready = false;
  }

  #back(): void {
    this.#ready = true;
    if (this.#away) this.#log.info('Redis is back');
    this.#away = false;
    this.#whenBack();
  }

  #gone(): void {
    this.#ready = false;
    if (this.#away || this.#over) return;
    this.#away = true;
    this.#log.warn({ reason: this.#reason }, 'Redis is away; jobs wait until it is back');
  }
}
