import { SequenceConflictError } from '../storage/ports.ts';
import type { EngineObserver } from '../engine/observer.ts';

/** Milliseconds that never go back. */
export type Monotonic = () => number;

/** Told of each commit that was made: how many entries, and how long it took, s. */
export type CommitListener = (entries: number, seconds: number) => void;

/** Follows the commits of an engine: whether the journal takes them, and how long it takes for it. */
export class CommitWatch {
  readonly #now: Monotonic;
  readonly #made: CommitListener;
  readonly #failed: () => void;
  /** When those under way were begun. */
  readonly #underWay = new Set<{ readonly since: number }>();
  #failedAt: number | null = null;

  constructor(now: Monotonic, made: CommitListener = () => {}, failed: () => void = () => {}) {
    this.#now = now;
    this.#made = made;
    this.#failed = failed;
  }

  /** When the last commit failed, if none was made since; ms of the clock given. */
  get failedAt(): number | null {
    return this.#failedAt;
  }

  /** When the oldest commit under way was begun. */
  get oldestUnderWay(): number | null {
    const [oldest] = this.#underWay;
    return oldest?.since ?? null;
  }

  /** For the engine's observer. */
  readonly commitBegins: NonNullable<EngineObserver['commitBegins']> = (entries) => {
    const commit = { since: this.#now() };
    this.#underWay.add(commit);
    return (error) => {
      this.#underWay.delete(commit);
      // Somebody else was first: the journal does what it is for.
      if (error instanceof SequenceConflictError) return;
      this.#failedAt = error ? this.#now() : null;
      if (error) this.#failed();
      else this.#made(entries, (this.#now() - commit.since) / 1_000);
    };
  };
}
