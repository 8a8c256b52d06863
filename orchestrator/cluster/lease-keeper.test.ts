import pino from 'pino';
import type { Leases } from '../storage/ports.ts';
import { LeaseKeeper } from './lease-keeper.ts';
import type { HeldLease } from './lease-keeper.ts';
import { SharedLeases } from './testing/shared-leases.ts';

const length = 5_000;
const log = pino({ level: 'silent' });

/** One node's way to the store, which can be cut, and its process, which can be stopped. */
class Node {
  readonly keeper: LeaseKeeper;
  readonly stop = new AbortController();
  held: HeldLease | null = null;
  lost = false;
  cut = false;
  #frozen: Promise<void> | null = null;
  #thaw: () => void = () => {};

  constructor(name: string, shared: Leases) {
    const through = <T>(ask: () => Promise<T>) =>
      this.cut ? Promise.reject(new Error('the store does not answer')) : ask();
    this.keeper = new LeaseKeeper({
      leases: {
        read: (lease) => through(() => shared.read(lease)),
        take: (lease, seen, holder, address) => through(() => shared.take(lease, seen, holder, address)),
        beat: (own) => through(() => shared.beat(own)),
        giveUp: (own) => through(() => shared.giveUp(own)),
      },
      name: 'port',
      holder: name,
      address: `http://${name}`,
      length,
      monotonic: () => performance.now(),
      wait: async (milliseconds, signal) => {
        await new Promise<void>((resolve, reject) => {
          const end = () => reject(new Error('stopped'));
          signal.addEventListener('abort', end, { once: true });
          setTimeout(() => {
            signal.removeEventListener('abort', end);
            resolve();
          }, milliseconds);
        });
        await this.#frozen;
      },
      log,
    });
    void this.keeper.acquire(this.stop.signal).then(
      (held) => {
        this.held = held;
        void held.lost.then(() => (this.lost = true));
      },
      () => {},
    );
  }

  /** SIGSTOP. */
  freeze(): void {
    this.#frozen = new Promise((resolve) => (this.#thaw = resolve));
  }

  /** SIGCONT. */
  thaw(): void {
    this.#frozen = null;
    this.#thaw();
  }
}

describe('the lease of a port', () => {
  let shared: SharedLeases;
  let first: Node;
  let second: Node;
  const pass = (milliseconds: number) => jest.advanceTimersByTimeAsync(milliseconds);

  beforeEach(async () => {
    jest.useFakeTimers();
    shared = new SharedLeases();
    first = new Node('first', shared);
    await pass(0);
    second = new Node('second', shared);
    await pass(1_000);
  });
  afterEach(() => {
    for (const node of [first, second]) node.stop.abort();
    jest.useRealTimers();
  });

  it('is held by who came first, and the other knows where', async () => {
    await pass(60_000);
    expect(first.held?.isHeld()).toBe(true);
    expect(second.held).toBeNull();
    expect(second.keeper.leader?.address ?? null).toBe('http://first');
  });

  it('goes to the other a lease after the last sign of life, never before', async () => {
    first.cut = true;
    await pass(length - 1_000);
    expect(second.held).toBeNull();
    await pass(3_000);
    expect([second.held?.isHeld(), second.held?.term]).toEqual([true, 2]);
    expect(first.held?.isHeld()).toBe(false);
  });

  it('is never held by two, wherever in time the holder is cut off', async () => {
    for (let cutAt = 0; cutAt < 2_000; cutAt += 130) {
      const both = new SharedLeases();
      const [one, other] = [new Node('one', both), new Node('other', both)];
      await pass(3_000 + cutAt);
      one.cut = true;
      for (let passed = 0; passed < 3 * length; passed += 50) {
        await pass(50);
        expect([one.held?.isHeld(), other.held?.isHeld()]).not.toEqual([true, true]);
      }
      expect(other.held?.isHeld()).toBe(true);
      for (const node of [one, other]) node.stop.abort();
    }
  });

  it('goes on being held after an outage of the store in which nobody could take it', async () => {
    first.cut = second.cut = true;
    await pass(60_000);
    expect([first.held?.isHeld(), first.lost, second.held, second.keeper.leader]).toEqual([
      false,
      false,
      null,
      null,
    ]);
    first.cut = second.cut = false;
    await pass(2_000);
    expect([first.held?.isHeld(), second.held]).toEqual([true, null]);
  });

  it('is lost for good by a process that was stopped for longer, as soon as it asks', async () => {
    first.freeze();
    await pass(3 * length);
    expect(second.held?.term).toBe(2);
    expect(first.held?.isHeld()).toBe(false);
    first.thaw();
    await pass(2_000);
    expect([first.lost, first.held?.isHeld(), second.lost]).toEqual([true, false, false]);
  });

  it('is another’s at once when it was given up', async () => {
    await first.held?.giveUp();
    await pass(1_500);
    expect(second.held?.isHeld()).toBe(true);
  });

  it('goes to one of several that want it at the same moment', async () => {
    const third = new Node('third', shared);
    first.cut = true;
    await pass(3 * length);
    expect([second, third].filter(({ held }) => held?.isHeld()).map(({ held }) => held?.term)).toEqual([2]);
    third.stop.abort();
  });
});
