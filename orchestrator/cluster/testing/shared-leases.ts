import type { Lease, Leases } from '../../storage/ports.ts';

/** Leases in memory, as all nodes of a test see them. They keep the contract of the real ones (`test/contracts/leases.contract.ts`). */
export class SharedLeases implements Leases {
  readonly #leases = new Map<string, Lease>();

  async read(name: string): Promise<Lease | null> {
    return this.#leases.get(name) ?? null;
  }

  async take(name: string, seen: Lease | null, holder: string, address: string): Promise<Lease | null> {
    const lease = this.#leases.get(name);
    if (lease?.term !== seen?.term || lease?.beat !== seen?.beat || lease?.holder !== seen?.holder) return null;
    return this.#put({ name, term: (seen?.term ?? 0) + 1, holder, address, beat: 0 });
  }

  async beat(own: Lease): Promise<boolean> {
    const lease = this.#heldAs(own);
    if (lease) this.#put({ ...lease, beat: lease.beat + 1 });
    return lease !== null;
  }

  async giveUp(own: Lease): Promise<void> {
    const lease = this.#heldAs(own);
    if (lease) this.#put({ ...lease, holder: null, address: null });
  }

  #put(lease: Lease): Lease {
    this.#leases.set(lease.name, lease);
    return lease;
  }

  /** The lease as it stands, while it is still held under this term. */
  #heldAs({ name, term, holder }: Lease): Lease | null {
    const lease = this.#leases.get(name);
    return lease && lease.term === term && lease.holder === holder ? lease : null;
  }
}
