import type { ViewPut, ViewStore } from '../storage/ports.ts';
import { collections } from './projection.ts';
import type { Projection } from './projection.ts';

/** Where entries of the journal are found by what an auditor asks for; what the entries say he reads in the journal itself. */
interface AuditMark {
  /** Of the actor or definition. */
  readonly of: string;
  readonly position: number;
}

/** By whom it was done. Plant, effects and processes make most entries, and are not what an auditor looks for: they have no marks. */
const markedActors: readonly string[] = ['person', 'customs'];

const newestFirst = (position: number): string =>
  String(Number.MAX_SAFE_INTEGER - position).padStart(16, '0');
const keyOf = (id: string, position: number): string => `${id}#${newestFirst(position)}`;

export const projectAuditIndex: Projection = ({ definition, position, input: { actor } }) => {
  const mark = (collection: string, of: string): ViewPut => {
    const doc: AuditMark = { of, position };
    return { collection, key: keyOf(of, position), doc };
  };
  return [
    mark(collections.auditDefinitions, definition),
    ...(markedActors.includes(actor.kind) ? [mark(collections.auditActors, actor.id)] : []),
  ];
};

/** Positions before one, the newest first, of the entries of an actor or a definition. */
export async function markedBefore(
  views: ViewStore,
  by: 'auditActors' | 'auditDefinitions',
  id: string,
  before: number,
  limit: number,
): Promise<readonly number[]> {
  const marks = await views.find<AuditMark>(collections[by], { afterKey: keyOf(id, before), limit });
  // Behind the oldest of an id come those of the next.
  return marks.filter(({ of }) => of === id).map(({ position }) => position);
}
