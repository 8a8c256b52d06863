import type { Logger } from 'pino';
import type { Wait } from '../engine/effect-runner.ts';
import type { Lease, Leases } from '../storage/ports.ts';

export interface LeaseKeeperDeps {
  readonly leases: Leases;
  readonly name: string;
  /** A name of this start of this node and of no other. */
  readonly holder: string;
  /** Where the other nodes reach this one. */
  readonly address: string;
  /** After so long without a sign of life of the holder another may take the lease, ms; the same on all nodes. */
  readonly length: number;
  /** ms that never go back. */
  readonly monotonic: () => number;
  readonly wait: Wait;
  readonly log: Pick<Logger, 'warn' | 'info'>;
}

/** The node that leads, as another sees it. */
export interface Leader {
  /** A name of one start of one node. */
  readonly holder: string;
  readonly address: string;
}

/** So many signs of life fit into a lease: one or two may be lost. */
const beatsInLease = 5;

/** The lease while this node has it. */
export interface HeldLease {
  readonly term: number;
  /**
   * Whether nobody else can have it now: the newest sign of life was given less than a lease ago. False also while the store does not
   * answer, or after this process was stopped for a while; true again when nobody took the lease meanwhile.
   */
  readonly isHeld: () => boolean;
  /** Resolves when another has taken it: for good. */
  readonly lost: Promise<void>;
  /** Leaves it to whoever wants it, and gives no more signs of life. */
  readonly giveUp: () => Promise<void>;
}

/**
 * Takes a lease when its holder gives no sign of life any more, and keeps it. What is measured is how long a counter in the store stood
 * still by the clock of this machine, which never jumps: clocks of different machines are never compared.
 */
export class LeaseKeeper {
  readonly #deps: LeaseKeeperDeps;
  readonly #every: number;
  #seen: Lease | null = null;
  #holderIsAlive = false;

  constructor(deps: LeaseKeeperDeps) {
    this.#deps = deps;
    this.#every = deps.length / beatsInLease;
  }

  /** Who holds it and where that one is reached, as far as is known; null when nobody does, or gives no sign of life. */
  get leader(): Leader | null {
    const { holder = null, address = null } = this.#seen ?? {};
    return this.#holderIsAlive && holder !== null && address !== null ? { holder, address } : null;
  }

  /** Waits until the lease is free, and takes it. Rejects only when the signal says so. */
  async acquire(signal: AbortSignal): Promise<HeldLease> {
    const { leases, name, holder, address, length, monotonic, wait, log } = this.#deps;
    let since = monotonic();
    /** Whether the store answered the last time: a counter that could not be read has not stood still. */
    let isWatching = false;
    for (;;) {
      signal.throwIfAborted();
      try {
        const now = await leases.read(name);
        const moved = now?.term !== this.#seen?.term || now?.beat !== this.#seen?.beat;
        if (moved || !isWatching) since = monotonic();
        this.#seen = now;
        isWatching = true;
        const stood = monotonic() - since;
        this.#holderIsAlive = (now?.holder ?? null) !== null && stood < length;
        if (!this.#holderIsAlive) {
          const begun = monotonic();
          const lease = await leases.take(name, now, holder, address);
          if (lease) {
            log.info({ term: lease.term, stood }, 'this node leads');
            return this.#keep(lease, begun);
          }
        }
      } catch (error) {
        if (isWatching) log.warn({ err: error as Error }, 'the lease cannot be read; who leads is not known');
        isWatching = false;
        this.#holderIsAlive = false;
      }
      await wait(this.#every, signal);
    }
  }

  #keep(lease: Lease, begun: number): HeldLease {
    const { leases, length, monotonic, wait, log } = this.#deps;
    const stopping = new AbortController();
    let newest = begun;
    let isLost = false;
    const isHeld = () => !isLost && monotonic() - newest < length;
    const keep = async () => {
      while (!stopping.signal.aborted) {
        await wait(this.#every, stopping.signal).catch(() => {});
        if (stopping.signal.aborted) return;
        // Counted from before it was asked for: others count from when it was there.
        const asked = monotonic();
        try {
          if (!(await leases.beat(lease))) {
            isLost = true;
            return;
          }
          newest = asked;
        } catch (error) {
          log.warn({ err: error as Error, term: lease.term }, 'no sign of life could be given');
        }
      }
    };
    const keeping = keep();
    const lost = new Promise<void>((resolve) => void keeping.then(() => isLost && resolve()));
    return {
      term: lease.term,
      isHeld,
      lost,
      giveUp: async () => {
        stopping.abort();
        await keeping;
        if (!isLost) await leases.giveUp(lease);
      },
    };
  }
}
