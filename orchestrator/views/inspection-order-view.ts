import type { Instant, ProcessId } from '../../workflows/kernel/brand.ts';
import type { Refusal } from '../../workflows/kernel/refusal.ts';
import type { InspectionOrder, OrderContext } from '../../workflows/inspection-order/order.ts';
import { collections } from './projection.ts';
import type { Projection } from './projection.ts';

/** An order of customs, and what became of it. */
export interface InspectionOrderView extends InspectionOrder {
  readonly id: ProcessId;
  readonly status: 'waiting' | 'declared' | 'rejected';
  /** The customs system that placed it. */
  readonly client: string;
  readonly placedAt: Instant;
  readonly consignment: ProcessId | null;
  /** Why it waits though it was complete. */
  readonly problem: Refusal | null;
  readonly rejection: { readonly by: string; readonly at: Instant; readonly reason: string } | null;
}

/** Orders by whether they wait for an officer; and which one holds for a goods item. */
export const projectInspectionOrder: Projection = ({ definition, snapshot, process }) => {
  if (definition !== 'inspection-order' || !snapshot) return [];
  const { order, placed, problem, declared, rejected } = snapshot.context as OrderContext;
  const status = String(snapshot.value) as InspectionOrderView['status'];
  const doc: InspectionOrderView = {
    ...order,
    id: process,
    status,
    client: placed.by.id,
    placedAt: placed.at,
    consignment: declared?.consignment ?? null,
    problem: status === 'waiting' ? problem : null,
    rejection: rejected && { ...rejected, by: rejected.by.name ?? rejected.by.id },
  };
  const goods = { order: process, holds: status !== 'rejected' } satisfies OrderedGoods;
  return [
    {
      collection: collections.inspectionOrders,
      key: process,
      index: status === 'waiting' ? 'open' : 'ended',
      doc,
    },
    { collection: collections.orderedGoods, key: goodsKey(order), doc: goods },
  ];
};

/** The newest order of a goods item. */
export interface OrderedGoods {
  readonly order: ProcessId;
  /** False once it was rejected: the goods item may be ordered again. */
  readonly holds: boolean;
}

export const goodsKey = ({
  declarationNo,
  goodsItem,
}: Pick<InspectionOrder, 'declarationNo' | 'goodsItem'>): string => `${declarationNo}.${goodsItem}`;
