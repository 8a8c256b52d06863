import type { AssayContext } from '../../workflows/assay/machine.ts';
import { assayProcedureOf } from '../../workflows/assay/procedure.ts';
import type { ProcedureLookup } from '../../workflows/assay/procedure.ts';
import type { ItemUnderTest } from '../../workflows/assay/task.ts';
import type { TestItem } from '../../workflows/assay/test-item.ts';
import type { AssayTaskItem, AssayTaskView } from './model.ts';
import { collections } from './projection.ts';
import type { Projection } from './projection.ts';

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
    return [{ collection: collections.assays, key: order.code, index: doc.status, doc }];
  };
}

/** Observers answer each for themselves: until all have, nobody sees what another said. */
const shown = ({ rule }: TestItem, { determinations, verdict }: ItemUnderTest): AssayTaskItem['determinations'] =>
  rule === 'observation' && verdict.kind === 'need-more' ? determinations.map((one) => ({ ...one, value: null })) : determinations;
