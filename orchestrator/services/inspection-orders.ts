import { isSameOrder, refuseOrder } from '../../workflows/inspection-order/order.ts';
import type { ConsignmentContext } from '../../workflows/consignment/record.ts';
import type {
  InspectionOrder,
  OrderContext,
  OrderEvent,
  OrderInput,
} from '../../workflows/inspection-order/order.ts';
import { processId } from '../../workflows/kernel/brand.ts';
import type { ProcessId } from '../../workflows/kernel/brand.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome, Refusal } from '../../workflows/kernel/refusal.ts';
import { createOneAtATime } from '../identity/one-at-a-time.ts';
import { goodsKey } from '../views/inspection-order-view.ts';
import type { InspectionOrderView, OrderedGoods } from '../views/inspection-order-view.ts';
import { collections } from '../views/projection.ts';
import type { Caller, CustomsClient, Declaration, OperatorService } from './contract.ts';
import { consignmentOf, declareOnce } from './declare-once.ts';
import { ask, contextOf, notFound, personOf } from './support.ts';
import type { ServiceDeps } from './support.ts';

/** What customs sends: what it knows of the goods item, or the whole declaration. */
export interface PlacedOrder {
  readonly order: InspectionOrder;
  readonly declaration: Declaration | null;
}

/** Orders of customs to inspect a goods item. */
export interface InspectionOrderService {
  /** Those that wait for an officer. */
  open(): Promise<readonly InspectionOrderView[]>;
  order(id: ProcessId): Promise<InspectionOrderView | null>;
  /**
   * Takes an order under the sender's `id`; the same again changes nothing and tells what became of it. A whole declaration is declared
   * at once; where the goods item is declared already, the order is answered by that consignment if it is the same, else it waits and
   * says so. Refuses `IDEMPOTENCY_CONFLICT`,
   * `INSPECTION_ORDER_CONFLICT` (another order holds for the goods item), and what `declare` refuses: then nothing is kept.
   */
  place(client: CustomsClient, id: string, placed: PlacedOrder): Promise<Outcome<InspectionOrderView>>;
  /**
   * An officer declares what was ordered; urgency and due time are the order's where the declaration has none. Refuses `ORDER_DIFFERS`,
   * `REQUIRED_ITEMS_MISSING`, `ORDER_DECLARED`, `ORDER_REJECTED`, and what `declare` refuses.
   */
  complete(caller: Caller, id: ProcessId, declaration: Declaration): Promise<Outcome<InspectionOrderView>>;
  reject(caller: Caller, id: ProcessId, reason: string): Promise<Outcome<InspectionOrderView>>;
}

export function createInspectionOrderService(
  deps: ServiceDeps & { readonly operator: Pick<OperatorService, 'declare'> },
): InspectionOrderService {
  const { engine, views, clock, newId } = deps;
  const oneAtATime = createOneAtATime();
  const order = (id: ProcessId) => views.get<InspectionOrderView>(collections.inspectionOrders, id);
  const seen = async (id: ProcessId): Promise<Outcome<InspectionOrderView>> => {
    const view = await order(id);
    return view ? ok(view) : refuse(notFound('id', id));
  };
  const put = (caller: Caller, id: ProcessId, event: OrderEvent): Promise<Outcome<InspectionOrderView>> =>
    ask(deps, id, { id: newId(), actor: personOf(caller), event }, () => order(id));
  /** What becomes of an order that comes in: a consignment, or none and why not; refused where the declaration is faulty. */
  const settled = async (
    sender: Caller,
    { order: sent, declaration }: PlacedOrder,
  ): Promise<Outcome<Pick<OrderInput, 'consignment' | 'problem'>>> => {
    if (declaration === null) {
      const consignment = consignmentOf(sent);
      const known = await contextOf<ConsignmentContext>(deps, consignment);
      if (!known) return ok({ consignment: null, problem: null });
      return known.order.inspectionOrderNo === sent.inspectionOrderNo
        ? ok({ consignment, problem: null })
        : ok({ consignment: null, problem: declaredOtherwise(sent) });
    }
    const declared = await declareOnce(deps, sender, declaration);
    if (declared.ok) return ok({ consignment: declared.value, problem: null });
    return declared.refusal.code === 'DECLARATION_CONFLICT'
      ? ok({ consignment: null, problem: declared.refusal })
      : declared;
  };
  const begin = async (caller: Caller, id: ProcessId, input: OrderInput): Promise<void> => {
    await engine.start('inspection-order', id, {
      id: `${id}/begin`,
      at: clock(),
      actor: personOf(caller),
      event: { type: 'process.start', input },
    });
  };

  return {
    open: () => views.find(collections.inspectionOrders, { index: 'open' }),
    order,
    // One after the other, of all goods: nothing is ordered twice between looking and taking.
    place: (client, key, placed) =>
      oneAtATime('orders', async () => {
        const id = processId(`inspection-order/${key}`);
        const known = await contextOf<OrderContext>(deps, id);
        if (known) return isSameOrder(known, placed) ? seen(id) : refuse(keyUsed(key));
        const goods = await views.get<OrderedGoods>(collections.orderedGoods, goodsKey(placed.order));
        if (goods?.holds) return refuse(orderedAlready(placed.order));
        const sender: Caller = { id: client.clientId, name: client.clientId, roles: [], customs: true };
        const outcome = await settled(sender, placed);
        if (!outcome.ok) return outcome;
        await begin(sender, id, { ...placed, ...outcome.value });
        return seen(id);
      }),
    complete: (caller, id, declaration) =>
      oneAtATime('orders', async () => {
        const context = await contextOf<OrderContext>(deps, id);
        if (!context) return refuse(notFound('id', id));
        const refusal = refuseOrder(context) ?? refuseDeclaration(context.order, declaration);
        if (refusal) return refuse(refusal);
        const { urgency, dueAt } = context.order;
        const full = { ...(urgency && { urgency }), ...(dueAt && { dueAt }), ...declaration };
        const declared = await declareOnce(deps, caller, full);
        return declared.ok
          ? put(caller, id, { type: 'order.declared', consignment: declared.value })
          : declared;
      }),
    reject: (caller, id, reason) =>
      oneAtATime('orders', async () =>
        (await order(id)) ? put(caller, id, { type: 'order.rejected', reason }) : refuse(notFound('id', id)),
      ),
  };
}

const named = ['declarationNo', 'goodsItem', 'inspectionOrderNo'] as const;

/** What is declared for an order is what was ordered. Of coal no items are chosen: all are tested. */
function refuseDeclaration(order: InspectionOrder, declaration: Declaration): Refusal | undefined {
  const field = named.find((each) => order[each] !== declaration[each]);
  if (field !== undefined)
    return {
      code: 'ORDER_DIFFERS',
      field,
      message: `The order says ${order[field]}, the declaration ${declaration[field]}.`,
      remedy: 'Declare what was ordered; if the order is wrong, reject it.',
    };
  if (declaration.kind === 'coal' || order.required === null) return undefined;
  const missing = order.required.filter((item) => !declaration.required?.includes(item));
  return missing.length === 0
    ? undefined
    : {
        code: 'REQUIRED_ITEMS_MISSING',
        field: 'required',
        message: `Customs requires also: ${missing.join(', ')}.`,
        remedy: 'Name every item customs requires.',
      };
}

const keyUsed = (key: string): Refusal => ({
  code: 'IDEMPOTENCY_CONFLICT',
  field: 'Idempotency-Key',
  message: `The key ${key.slice(key.indexOf(':') + 1)} was used before for another order.`,
  remedy: 'Use a new key for a new order; repeat an old one unchanged.',
});

const orderedAlready = ({ declarationNo, goodsItem }: InspectionOrder): Refusal => ({
  code: 'INSPECTION_ORDER_CONFLICT',
  field: 'goodsItem',
  message: `An order holds already for goods item ${goodsItem} of declaration ${declarationNo}.`,
  remedy: 'Repeat that order under its own key to see what became of it, or correct the number.',
});

const declaredOtherwise = ({ declarationNo, goodsItem }: InspectionOrder): Refusal => ({
  code: 'DECLARATION_CONFLICT',
  field: 'declarationNo',
  message: `Goods item ${goodsItem} of declaration ${declarationNo} is declared already, under another order number.`,
  remedy: 'Correct the number, or have the order rejected.',
});
