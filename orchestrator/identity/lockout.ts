/** Failures forgiven before the first wait. */
export interface LockoutPolicy {
  readonly freeFailures: number;
  /** Wait after the first failure too many, s; doubles with each further one. */
  readonly firstWait: number;
  /** s */
  readonly longestWait: number;
  /** A key without failures for so long starts afresh, s. */
  readonly forgetAfter: number;
  /** Keys remembered at most; the one longest untouched goes first, so that made-up names cannot fill the memory. */
  readonly capacity: number;
}

/** One person: five tries, then 30 s, 1 min, 2 min … 15 min: a guesser gets about 100 tries a day. */
export const perAccount: LockoutPolicy = {
  freeFailures: 5,
  firstWait: 30,
  longestWait: 900,
  forgetAfter: 3600,
  capacity: 10_000,
};

/** One address: many people may sit behind it, hence more patience. Also how many checks of one address may be under way at once. */
export const perAddress: LockoutPolicy = { ...perAccount, freeFailures: 50 };

/** Failures of a key, and when the newest was; ms since 1970. */
export interface Failures {
  readonly failures: number;
  readonly lastAt: number;
}

/** Where the failures of who is held back outlive this process; those of who is not are forgiven by a restart. */
export interface KeptFailures {
  /** As they were kept before. */
  readonly known: ReadonlyMap<string, Failures>;
  /** Null: forgiven. */
  readonly keep: (key: string, failures: Failures | null) => void;
}

/** Counts failures per key and says how long to wait. In memory, unless it is kept. */
export interface Lockout {
  /** s until the key may try again, rounded up; 0 = now. `underWay`: tries that have begun, each of which may fail yet. */
  wait(key: string, underWay?: number): number;
  failed(key: string): void;
  /** Forgets all failures of the key. */
  succeeded(key: string): void;
}

export function createLockout(policy: LockoutPolicy, clock: () => Date, kept?: KeptFailures): Lockout {
  const entries = new Map<string, Failures>(kept?.known);
  const now = () => clock().getTime();

  const current = (key: string) => {
    const entry = entries.get(key);
    if (entry === undefined) return undefined;
    if (now() - entry.lastAt < policy.forgetAfter * 1000) return entry;
    entries.delete(key);
    return undefined;
  };

  return {
    wait(key, underWay = 0) {
      const entry = current(key);
      const failures = entry?.failures ?? 0;
      if (failures + underWay < policy.freeFailures) return 0;
      // What is under way will have ended.
      if (entry === undefined || failures < policy.freeFailures) return 1;
      const seconds = Math.min(
        policy.firstWait * 2 ** (entry.failures - policy.freeFailures),
        policy.longestWait,
      );
      return Math.max(0, Math.ceil((entry.lastAt + seconds * 1000 - now()) / 1000));
    },
    failed(key) {
      const failures = (current(key)?.failures ?? 0) + 1;
      entries.delete(key);
      const entry = { failures, lastAt: now() };
      entries.set(key, entry);
      if (failures >= policy.freeFailures) kept?.keep(key, entry);
      const oldest = entries.keys().next();
      if (entries.size > policy.capacity && !oldest.done) entries.delete(oldest.value);
    },
    succeeded(key) {
      if ((entries.get(key)?.failures ?? 0) >= policy.freeFailures) kept?.keep(key, null);
      entries.delete(key);
    },
  };
}
