import { setTimeout as sleep } from 'node:timers/promises';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { leaseOfThePort } from '../cluster/lease-of-the-port.ts';
import type { Leases } from '../storage/ports.ts';

/** How often the lease is looked at, ms. */
const lookEvery = 200;

/**
 * Throws `CLUSTER_RUNNING` when a node leads: what it would be told of here it does not know. Takes as long as the lease, `length` in ms,
 * only where a node ended without giving it up.
 */
export async function refuseLed(leases: Pick<Leases, 'read'>, length: number): Promise<void> {
  const first = await leases.read(leaseOfThePort);
  for (let now = first, waited = 0; now?.holder; waited += lookEvery) {
    if (now.beat !== first?.beat || now.term !== first.term)
      throw new RefusedError(running(now.address ?? ''));
    if (waited >= length) return;
    await sleep(lookEvery);
    now = await leases.read(leaseOfThePort);
  }
}

const running = (address: string) => ({
  code: 'CLUSTER_RUNNING',
  message: `A node leads the port: ${address}.`,
  remedy: 'Stop every node and worker of the port first.',
});
