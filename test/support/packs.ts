import { join } from 'node:path';
import { packLibrary } from '../../orchestrator/composition/packs.ts';
import type { PackLookups } from '../../orchestrator/composition/packs.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import type { RulePackRef } from '../../workflows/kernel/source.ts';

const library = packLibrary([join(process.cwd(), 'config', 'rules')]);
const kinds = ['coal', 'grain', 'petroleum'] as const;

/** The shipped pack of the same commodity and version. */
function shipped({ id, version }: RulePackRef): RulePackRef {
  const kind = kinds.find((each) => id.startsWith(each));
  if (!kind) throw new Error(`${id} is a pack of no commodity`);
  const pack = library.named(kind, `${kind}-cn@${version}`);
  if (!pack.ok) throw new RefusedError(pack.refusal);
  return pack.value.ref;
}

/**
 * The shipped packs, whatever content a process was planned by, which the server insists on: fixtures have no digest, and journals
 * outlive corrections of a pack that has not been released.
 */
export const packs: PackLookups = {
  coal: (ref) => library.coal(shipped(ref)),
  grain: (ref) => library.grain(shipped(ref)),
  petroleum: (ref) => library.petroleum(shipped(ref)),
  proceduresOf: (ref) => library.proceduresOf(shipped(ref)),
};
