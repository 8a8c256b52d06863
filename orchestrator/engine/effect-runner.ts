import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { EventObject } from 'xstate';
import type { Instant } from '../../workflows/kernel/brand.ts';
import type { Effect } from '../../workflows/kernel/process.ts';
import type { Engine } from './engine.ts';
import type { LiveProcess } from './live-process.ts';
import type { EffectLoad, EffectObserver } from './observer.ts';

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
  readonly #observe: EffectObserver;
  /** Effects under way, by id: none runs twice at a time. */
  readonly #running = new Map<string, { readonly ended: Promise<void>; readonly kind: string; isRetried: boolean }>();
  /** Tries that failed, and effects carried out, by kind, since the start. */
  readonly #failures = new Map<string, number>();
  readonly #done = new Map<string, number>();

  constructor(
    engine: Engine,
    executors: Readonly<Record<string, EffectExecutor>>,
    clock: () => Instant,
    log: Logger,
    pause: Wait = wait,
    observe: EffectObserver = (_process, _effect, run) => run(),
  ) {
    this.#engine = engine;
    this.#executors = executors;
    this.#clock = clock;
    this.#log = log;
    this.#wait = pause;
    this.#observe = observe;
    engine.onEffects((process, effects) => {
      for (const effect of effects) this.#begin(process, effect);
    });
  }

  /** Lets running executors give up and waits for them. */
  async stop(): Promise<void> {
    this.#abort.abort();
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
  }

  /** What there is to do just now, by kind: of all that was ever begun since the start. */
  load(): ReadonlyMap<string, EffectLoad> {
    const under = [...this.#running.values()];
    const kinds = new Set([...this.#done.keys(), ...this.#failures.keys(), ...under.map(({ kind }) => kind)]);
    const loadOf = (kind: string): EffectLoad => {
      const mine = under.filter((effect) => effect.kind === kind);
      const retrying = mine.filter(({ isRetried }) => isRetried).length;
      return { running: mine.length, retrying, done: this.#done.get(kind) ?? 0, failures: this.#failures.get(kind) ?? 0 };
    };
    return new Map([...kinds].map((kind) => [kind, loadOf(kind)]));
  }

  #begin(process: LiveProcess, effect: Effect): void {
    if (this.#running.has(effect.id)) return;
    const ended = this.#observe(process, effect, () => this.#run(process, effect)).finally(() => this.#running.delete(effect.id));
    this.#running.set(effect.id, { ended, kind: effect.kind, isRetried: false });
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
        count(this.#done, effect.kind);
        return;
      } catch (error) {
        if (signal.aborted) return;
        count(this.#failures, effect.kind);
        const running = this.#running.get(effect.id);
        if (running) running.isRetried = true;
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

const count = (counts: Map<string, number>, kind: string): void => void counts.set(kind, (counts.get(kind) ?? 0) + 1);
