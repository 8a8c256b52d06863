import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { EventObject } from 'xstate';
import type { Instant } from '../../workflows/kernel/brand.ts';
import type { Effect } from '../../workflows/kernel/process.ts';
import type { Engine } from './engine.ts';
import type { LiveProcess } from './live-process.ts';

/** Rejects when the signal says so. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export const wait: Wait = (milliseconds, signal) => sleep(milliseconds, undefined, { signal });

/** First and longest pause between two tries of an effect that cannot be carried out just now. */
const firstPause = 200;
const longestPause = 5_000;

interface EffectContext {
  readonly process: LiveProcess;
  readonly effect: Effect;
  /** Aborted when the server stops: an executor gives up then, and the effect is carried out again after the next start. */
  readonly signal: AbortSignal;
}

/**
 * Carries out effects of one kind. Must be idempotent by `effect.id`: it may be called again after a crash. Resolves to the
 * event that answers the process, or to null when it settled the effect itself (a message to another process).
 * Rejecting means: not now, try again.
 */
export type EffectExecutor = (context: EffectContext) => Promise<EventObject | null>;

/** Hands committed effects to their executors, at least once, until each is answered. */
export class EffectRunner {
  readonly #engine: Engine;
  readonly #executors: Readonly<Record<string, EffectExecutor>>;
  readonly #clock: () => Instant;
  readonly #log: Logger;
  readonly #wait: Wait;
  readonly #abort = new AbortController();
  /** Effects under way, by id: none runs twice at a time. */
  readonly #running = new Map<string, Promise<void>>();

  constructor(engine: Engine, executors: Readonly<Record<string, EffectExecutor>>, clock: () => Instant, log: Logger, pause: Wait = wait) {
    this.#engine = engine;
    this.#executors = executors;
    this.#clock = clock;
    this.#log = log;
    this.#wait = pause;
    engine.onEffects((process, effects) => {
      for (const effect of effects) this.#begin(process, effect);
    });
  }

  /** Lets running executors give up and waits for them. */
  async stop(): Promise<void> {
    this.#abort.abort();
    await Promise.all(this.#running.values());
  }

  #begin(process: LiveProcess, effect: Effect): void {
    if (this.#running.has(effect.id)) return;
    this.#running.set(effect.id, this.#run(process, effect).finally(() => this.#running.delete(effect.id)));
  }

  async #run(process: LiveProcess, effect: Effect): Promise<void> {
    const { signal } = this.#abort;
    const executor = this.#executors[effect.kind];
    /** What the executor said. An answer that could not be recorded is given again; the effect is not carried out again for it. */
    let outcome: { readonly event: EventObject | null } | null = null;
    for (let pause = firstPause; !signal.aborted; pause = Math.min(pause * 2, longestPause)) {
      try {
        if (!executor) throw new Error(`there is no executor for effects of kind "${effect.kind}"`);
        outcome ??= { event: await executor({ process, effect, signal }) };
        if (outcome.event) await this.#answer(process, effect, outcome.event);
        return;
      } catch (error) {
        if (signal.aborted) return;
        this.#log.warn({ process: process.id, effect: effect.id, kind: effect.kind, err: error as Error, pause }, 'effect not carried out, trying again');
        await this.#wait(pause, signal).catch(() => {});
      }
    }
  }

  async #answer(process: LiveProcess, effect: Effect, event: EventObject): Promise<void> {
    const result = await this.#engine.submit(process.id, {
      id: `${effect.id}!`,
      at: this.#clock(),
      actor: { kind: 'system', id: effect.kind },
      event: { ...event },
      answers: effect.id,
    });
    if (result.status === 'refused') throw new Error(result.refusal.message);
  }
}
