import { assayItemOf } from '../../workflows/assay/machine.ts';
import type { AssayContext } from '../../workflows/assay/machine.ts';
import type { PackLookup } from '../../workflows/coal-sampling/rule-pack.ts';
import type { AssayTaskItem, AssayTaskView } from './model.ts';
import { collections } from './projection.ts';
import type { Projection } from './projection.ts';

/** What an analyst sees of a bottle: built of named fields only, so that nothing of the cargo can slip in. */
export function projectAssay(packOf: PackLookup): Projection {
  return (entry) => {
    if (entry.definition !== 'assay' || !entry.snapshot) return [];
    const { order, items, receivedAt } = entry.snapshot.context as AssayContext;
    const doc: AssayTaskView = {
      code: order.code,
      status: entry.snapshot.value as AssayTaskView['status'],
      receivedAt,
      version: entry.seq,
      items: items.flatMap((item): AssayTaskItem[] => {
        const definition = assayItemOf(packOf, order, item.item);
        const { determinations, verdict, round } = item;
        return definition ? [{ definition, determinations, verdict, round }] : [];
      }),
    };
    return [{ collection: collections.assays, key: order.code, index: doc.status, doc }];
  };
}
