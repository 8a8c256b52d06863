import type { ProcessId } from '../../workflows/kernel/brand.ts';
import type { Effect, Input } from '../../workflows/kernel/process.ts';

/** Who watches an engine work, for metrics and traces. Everything here returns at once and does not throw. */
export interface EngineObserver {
  /** An input comes in; called in the asynchronous context of who gives it. */
  readonly received?: (process: ProcessId, input: Input) => InputObserver;
  /** A commit of so many entries begins; what is given is told how it ended. */
  readonly commitBegins?: (entries: number) => (error: Error | null) => void;
}

export interface InputObserver {
  /** It is in the journal; the effects it asks for are handed out next. */
  committed(effects: readonly Effect[]): void;
  /** What who gave it was answered. */
  answered(status: 'accepted' | 'repeated' | 'refused' | 'failed'): void;
}

/** Runs what carries an effect out, and may do something around it. */
export type EffectObserver = (
  process: { readonly id: ProcessId },
  effect: Effect,
  run: () => Promise<void>,
) => Promise<void>;

/** What there is to do of one kind of effects, and what was done of it since the start. */
export interface EffectLoad {
  /** Under way, those that are tried again among them. */
  readonly running: number;
  /** Of those, the ones that could not be carried out at the first try. */
  readonly retrying: number;
  readonly done: number;
  /** Tries that failed. */
  readonly failures: number;
}

/** What an engine has to do just now. */
export interface EngineLoad {
  /** Processes that are not finished. */
  readonly open: number;
  /** Of those, the ones that take nothing until a person releases them. */
  readonly onHold: number;
  /** Processes in memory. */
  readonly inMemory: number;
  /** Inputs that wait for their turn. */
  readonly waiting: number;
  readonly timers: number;
}
