import type { BlindSampleContext, Filled } from '../../workflows/blind-control/control.ts';
import { newCount } from '../../workflows/blind-control/counts.ts';
import type { GroupCount } from '../../workflows/blind-control/counts.ts';
import type { BlindControlContext } from '../../workflows/blind-control/machine.ts';
import type { ControlScore } from '../../workflows/blind-control/control-score.ts';
import type { ControlGroup, ReferenceMaterial } from '../../workflows/blind-control/terms.ts';
import { decimalString } from '../../workflows/kernel/brand.ts';
import type { BlindCode, Instant, ProcessId } from '../../workflows/kernel/brand.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import type { ContainerView } from './model.ts';
import type { ViewPut } from '../storage/ports.ts';
import { collections, oldestFirst } from './projection.ts';
import type { ListRow, Projection } from './projection.ts';

interface Deed {
  readonly by: string;
  readonly at: Instant;
}

/** A control as those see it who may know of it before it is scored; nobody who tests or reviews. */
export interface BlindSampleView {
  readonly id: ProcessId;
  readonly code: BlindCode;
  readonly kind: 'duplicate' | 'reference';
  readonly status: 'toLabel' | 'waiting' | 'testing' | 'scored' | 'givenUp';
  readonly group: string;
  readonly commodity: string;
  /** Kind of bottle it has to look like. */
  readonly bottle: string;
  /** The bottle to divide; null for a reference material. */
  readonly of: BlindCode | null;
  /** Id of the reference material; null for a duplicate. */
  readonly material: string | null;
  readonly items: readonly string[];
  readonly orderedAt: Instant;
  readonly labelled: (Deed & Filled) | null;
  readonly givenUp: (Deed & { readonly reason: string }) | null;
  readonly benchAt: Instant | null;
  readonly endedAt: Instant | null;
  /** User names of who determined a value of the control; empty before its results are approved. */
  readonly analysts: readonly string[];
  readonly reviewer: string | null;
  readonly scores: readonly ControlScore[];
}

/** A control in the list of all: the oldest is the first. */
export interface BlindSampleRow extends ListRow, Pick<BlindSampleView, 'status' | 'kind'> {}

/** Scored controls by when they were scored. */
function scoredRow(id: ProcessId, scoredAt: Instant): ViewPut {
  const row: ListRow = { key: `${oldestFirst(scoredAt)} ${id}`, id };
  return { collection: collections.scoredBlindSamples, key: row.key, doc: row };
}

/** What came of the shares that are wanted, and what is left in stock. */
export interface BlindControlRates {
  readonly groups: readonly (ControlGroup & { readonly counted: GroupCount })[];
  readonly materials: readonly (Pick<ReferenceMaterial, 'id' | 'name' | 'commodity' | 'validUntil'> & {
    readonly remaining: number;
  })[];
}

/** Nothing is weighed into a bottle that is still to be filled. */
const empty = decimalString('0');
const nameOf = ({ name, id }: Actor): string => name ?? id;

/** Controls, by whether they are open, scored or given up, and the bottle each of them is. */
export const projectBlindSample: Projection = ({ definition, snapshot, process }) => {
  if (definition !== 'blind-sample' || !snapshot) return [];
  const { order, labelled, givenUp, own, scores, ...times } = snapshot.context as BlindSampleContext;
  const { code, content, bottle, group, commodity, items } = order;
  const status = snapshot.value as BlindSampleView['status'];
  const doc: BlindSampleView = {
    id: process,
    code,
    kind: content.kind,
    status,
    group,
    commodity,
    bottle,
    of: content.kind === 'duplicate' ? content.of : null,
    material: content.kind === 'reference' ? content.material.id : null,
    items: items.map(({ item }) => item),
    orderedAt: times.orderedAt,
    labelled: labelled && { ...labelled, by: nameOf(labelled.by) },
    givenUp: givenUp && { ...givenUp, by: nameOf(givenUp.by) },
    benchAt: times.benchAt,
    endedAt: times.endedAt,
    analysts: own?.analysts ?? [],
    reviewer: own?.reviewer ?? null,
    scores,
  };
  // Labels and looks by code find it like every other bottle of its kind; no lineage lists it.
  const container: ContainerView = {
    code,
    parent: doc.of,
    consignment: process,
    kind: bottle,
    mass: labelled?.portion_kg ?? empty,
    place: 'laboratory',
    seal: labelled?.seal ?? null,
    at: labelled?.at ?? times.orderedAt,
  };
  const index = snapshot.status === 'done' ? status : 'open';
  const row: BlindSampleRow = { key: `${oldestFirst(doc.orderedAt)} ${process}`, id: process, status, kind: doc.kind };
  return [
    { collection: collections.blindSamples, key: process, index, doc },
    { collection: collections.blindSampleRows, key: row.key, doc: row },
    ...(status === 'scored' && doc.endedAt !== null ? [scoredRow(process, doc.endedAt)] : []),
    { collection: collections.containers, key: code, doc: container },
  ];
};

/** What the control of a laboratory has counted. */
export const projectBlindControl: Projection = ({ definition, snapshot, process }) => {
  if (definition !== 'blind-control' || !snapshot) return [];
  const { terms, counts, used } = snapshot.context as BlindControlContext;
  const doc: BlindControlRates = {
    groups: (terms?.groups ?? []).map((group) => ({
      ...group,
      counted: counts.find((count) => count.group === group.id) ?? newCount(group.id),
    })),
    materials: (terms?.materials ?? []).map(({ id, name, commodity, validUntil, portions }) => ({
      id, name, commodity, validUntil, remaining: Math.max(0, portions - (used[id] ?? 0)),
    })), // prettier-ignore
  };
  return [{ collection: collections.blindControls, key: process, doc }];
};
