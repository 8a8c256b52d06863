import type { AssayContext } from '../../workflows/assay/machine.ts';
import { assayProcedureOf } from '../../workflows/assay/procedure.ts';
import type { ProcedureLookup } from '../../workflows/assay/procedure.ts';
import type { ItemUnderTest } from '../../workflows/assay/task.ts';
import type { TestItem } from '../../workflows/assay/test-item.ts';
import type { BlindCode } from '../../workflows/kernel/brand.ts';
import type { AssayTaskItem, AssayTaskView } from './model.ts';
import type { ViewPut } from '../storage/ports.ts';
import { collections, newestFirst, oldestFirst } from './projection.ts';
import type { ListRow, Projection } from './projection.ts';

/** A bottle in the list: open ones the oldest first, approved ones the newest first. */
export interface AssayRow extends ListRow<BlindCode>, Pick<AssayTaskView, 'status'> {}

/** Under these indexes are rows of bottles at the bench, and of those whose results are approved. */
export const openAssays = 'open';
export const approvedAssays = 'approved';

/** What an analyst sees of a bottle: built of named fields only, so that nothing of the cargo can slip in. */
export function projectAssay(proceduresOf: ProcedureLookup): Projection {
  return (entry) => {
    if (entry.definition !== 'assay' || !entry.snapshot) return [];
    const { order, items, receivedAt } = entry.snapshot.context as AssayContext;
    const doc: AssayTaskView = {
      code: order.code,
      status: entry.snapshot.value as AssayTaskView['status'],
      receivedAt,
      version: entry.seq,
      items: items.flatMap((item): AssayTaskItem[] => {
        const definition = assayProcedureOf(proceduresOf, order, item.item)?.item;
        return definition ? [{ definition, determinations: shown(definition, item), verdict: item.verdict, round: item.round }] : [];
      }),
    };
    return [{ collection: collections.assays, key: order.code, index: doc.status, doc }, ...rowsOf(doc)];
  };
}

function rowsOf({ code: id, status, receivedAt }: AssayTaskView): readonly ViewPut[] {
  const open: AssayRow = { key: `0 ${oldestFirst(receivedAt)} ${id}`, id, status };
  if (status !== 'approved') return [{ collection: collections.assayRows, key: open.key, index: openAssays, doc: open }];
  const approved: AssayRow = { key: `1 ${newestFirst(receivedAt)} ${id}`, id, status };
  return [
    // Without an index it is found no more.
    { collection: collections.assayRows, key: open.key, doc: open },
    { collection: collections.assayRows, key: approved.key, index: approvedAssays, doc: approved },
  ];
}

/** Observers answer each for themselves: until all have, nobody sees what another said. */
const shown = ({ rule }: TestItem, { determinations, verdict }: ItemUnderTest): AssayTaskItem['determinations'] =>
  rule === 'observation' && verdict.kind === 'need-more' ? determinations.map((one) => ({ ...one, value: null })) : determinations;
