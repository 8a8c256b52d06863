import type { ViewStore } from '../storage/ports.ts';
import type { IssuedCertificate } from '../views/issued-certificate.ts';
import { collections } from '../views/projection.ts';
import type { ProjectedEntry } from '../views/projector.ts';

/** About a KiB each; what customs asks for in weeks. */
const mostKept = 1_000;

/** Tells what was put into the views, as the projector does. */
interface Follows {
  readonly follow: (listener: (entries: readonly Pick<ProjectedEntry, 'puts'>[]) => void) => unknown;
}

/**
 * Reads issued certificates by number, and keeps those read in memory until one of them changes: who withdraws or replaces one is answered
 * after it was forgotten here, so that nobody is told how it stood before. Null where there is none; that is not kept.
 */
export function keptIssued(
  views: Pick<ViewStore, 'get'>,
  projector: Follows,
  most = mostKept,
): (number: string) => Promise<IssuedCertificate | null> {
  const kept = new Map<string, IssuedCertificate>();
  /** How often anything changed: what was read before a change is not kept after it. */
  let changes = 0;
  projector.follow((entries) => {
    for (const { collection, key } of entries.flatMap(({ puts }) => puts)) {
      if (collection !== collections.issuedCertificates) continue;
      changes += 1;
      kept.delete(key);
    }
  });
  return async (number) => {
    const known = kept.get(number);
    if (known) return known;
    const before = changes;
    const found = await views.get<IssuedCertificate>(collections.issuedCertificates, number);
    if (found && changes === before) {
      const [oldest] = kept.keys();
      if (kept.size >= most && oldest !== undefined) kept.delete(oldest);
      kept.set(number, found);
    }
    return found;
  };
}
