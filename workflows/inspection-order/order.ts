import type { Instant, ProcessId } from '../kernel/brand.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import type { Actor } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { TurnTerms } from '../scheduling/turn.ts';

/** What customs orders to be inspected: one goods item of a declaration, and what customs instructs. */
export interface InspectionOrder extends TurnTerms {
  readonly declarationNo: string;
  readonly goodsItem: number;
  readonly inspectionOrderNo: string;
  /** Items that must be tested, by id; null where customs names none. */
  readonly required: readonly string[] | null;
  /** Standard to sample by, in the words of customs; null where none is named. */
  readonly samplingStandard: string | null;
  readonly remark: string | null;
}

export interface OrderInput {
  readonly order: InspectionOrder;
  /** The whole declaration, where customs sent one: kept as it came, to be compared with a repetition. */
  readonly declaration: object | null;
  /** What it is declared as already; null: an officer has to complete it. */
  readonly consignment: ProcessId | null;
  /** Why it was not declared though it was complete. */
  readonly problem: Refusal | null;
}

interface Deed {
  readonly by: Actor;
  readonly at: Instant;
}

export interface OrderContext extends Omit<OrderInput, 'consignment'> {
  readonly placed: Deed;
  readonly declared: (Deed & { readonly consignment: ProcessId }) | null;
  readonly rejected: (Deed & { readonly reason: string }) | null;
}

export type OrderEvent =
  | { readonly type: 'order.declared'; readonly consignment: ProcessId }
  | { readonly type: 'order.rejected'; readonly reason: string };

/** Whether the same was ordered. */
export const isSameOrder = (
  a: Pick<OrderInput, 'order' | 'declaration'>,
  b: Pick<OrderInput, 'order' | 'declaration'>,
): boolean => canonicalJson([a.order, a.declaration]) === canonicalJson([b.order, b.declaration]);

/** Why an order takes nothing more: `ORDER_DECLARED`, `ORDER_REJECTED`. */
export function refuseOrder({ declared, rejected }: OrderContext): Refusal | undefined {
  if (declared)
    return {
      code: 'ORDER_DECLARED',
      message: `The order is declared already, as ${declared.consignment}.`,
      remedy: 'See that consignment.',
    };
  return rejected
    ? {
        code: 'ORDER_REJECTED',
        message: `The order was rejected: ${rejected.reason}`,
        remedy: 'Customs can place it anew under another Idempotency-Key.',
      }
    : undefined;
}
