import type { Instant, ProcessId } from '../../workflows/kernel/brand.ts';
import { collections } from './projection.ts';
import type { Projection } from './projection.ts';

/** A process that the journal says is on hold, or was. */
export interface HeldProcess {
  readonly process: ProcessId;
  readonly since: Instant;
}

/** Follows which processes are on hold; `held` are those that were at the start. */
export function projectHeld(held: readonly HeldProcess[]): Projection {
  const since = new Map(held.map((one) => [one.process, one.since]));
  return ({ process, hold, input: { at } }) => {
    const known = since.get(process);
    if ((hold === null) === (known === undefined)) return [];
    const doc: HeldProcess = { process, since: known ?? at };
    if (hold) since.set(process, at);
    else since.delete(process);
    return [{ collection: collections.heldProcesses, key: process, index: hold ? 'held' : 'released', doc }];
  };
}
