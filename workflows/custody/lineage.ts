import type { BlindCode, DecimalString, Instant } from '../kernel/brand.ts';
import { sumOf, toDecimal } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';

/** One container or bottle of the lineage; `parent` is null only for the lot itself. */
export interface Container {
  readonly code: BlindCode;
  readonly parent: BlindCode | null;
  /** For example `lot`, `gross-sample`, `moisture-6mm`. */
  readonly kind: string;
  /** Net, kg, ≥ 0. */
  readonly mass: DecimalString;
  readonly seal: string | null;
  /** When it was filled or sealed. */
  readonly at: Instant;
}

/**
 * Checks that containers form one tree under one lot, and that nothing came from nowhere: the children of a container
 * weigh together no more than it does, but for `gainTolerancePercent` of its mass (scales differ). Gives them back, parents
 * before children. Refuses with the code of the container at fault:
 * `CONTAINER_REPEATED` (two rows, so perhaps two parents), `PARENT_UNKNOWN`, `LINEAGE_ROOT` (no lot, or more than one),
 * `LINEAGE_CYCLE`, `MASS_GAINED`.
 */
export function verifyLineage(
  containers: readonly Container[],
  gainTolerancePercent: DecimalString,
): Outcome<readonly Container[]> {
  const byCode = new Map<BlindCode, Container>();
  const childrenOf = new Map<BlindCode, Container[]>();
  for (const container of containers) {
    if (byCode.has(container.code)) {
      return refuseLineage(
        'CONTAINER_REPEATED',
        container.code,
        'is recorded twice',
        'Each container has one row and one parent.',
      );
    }
    byCode.set(container.code, container);
    if (container.parent !== null)
      childrenOf.set(container.parent, [...(childrenOf.get(container.parent) ?? []), container]);
  }
  const orphan = containers.find(({ parent }) => parent !== null && !byCode.has(parent));
  if (orphan)
    return refuseLineage(
      'PARENT_UNKNOWN',
      orphan.code,
      `has the unknown parent ${orphan.parent}`,
      'Record the parent.',
    );

  const [root, secondRoot] = containers.filter(({ parent }) => parent === null);
  if (!root)
    return refuseLineage(
      'LINEAGE_ROOT',
      'lineage',
      'has no lot to begin with',
      'Record the lot without a parent.',
    );
  if (secondRoot) {
    return refuseLineage(
      'LINEAGE_ROOT',
      secondRoot.code,
      'is a second lot',
      'A lineage begins with one lot.',
    );
  }

  const ordered = [root];
  for (let next = 0; next < ordered.length; next++) {
    const parent = ordered[next];
    const children = (parent && childrenOf.get(parent.code)) ?? [];
    if (parent && gained(parent, children, gainTolerancePercent)) {
      return refuseLineage(
        'MASS_GAINED',
        parent.code,
        `of ${parent.mass} kg is lighter than its children`,
        'Weigh again; suspect carry-over or a mix-up.',
      );
    }
    ordered.push(...children);
  }
  // Every container has one parent, so what the lot does not reach hangs in a circle.
  const reached = new Set(ordered);
  const circling = containers.find((container) => !reached.has(container));
  return circling
    ? refuseLineage('LINEAGE_CYCLE', circling.code, 'descends from itself', 'Correct the parent.')
    : ok(ordered);
}

/** What a caller hashes (RFC 8785 canonical JSON, SHA-256) to bind a certificate to its lineage: order plays no part. */
export interface LineageDigestInput {
  readonly schema: 'urn:quaylab:lineage:1';
  readonly containers: readonly Container[];
}

/** The containers by code, each with the fields of custody alone, whatever else the given objects carry. */
export const lineageDigestInput = (containers: readonly Container[]): LineageDigestInput => ({
  schema: 'urn:quaylab:lineage:1',
  containers: containers
    .map(({ code, parent, kind, mass, seal, at }) => ({ code, parent, kind, mass, seal, at }))
    .sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)),
});

function gained(parent: Container, children: readonly Container[], tolerancePercent: DecimalString): boolean {
  const allowed = toDecimal(parent.mass).times(toDecimal(tolerancePercent).plus(100));
  return sumOf(children.map(({ mass }) => toDecimal(mass)))
    .times(100)
    .gt(allowed);
}

const refuseLineage = (code: string, field: string, what: string, remedy: string) =>
  refuse({ code, field, message: `Container ${field} ${what}.`, remedy });
