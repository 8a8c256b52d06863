import { decimalString as d, instant, processId } from '../../../workflows/kernel/brand.ts';
import { ok } from '../../../workflows/kernel/refusal.ts';
import type { InspectionOrderService } from '../../services/inspection-orders.ts';
import type { NominationService } from '../../services/nominations.ts';
import type { InspectionOrderView } from '../../views/inspection-order-view.ts';
import type { NominationView } from '../../views/nomination-view.ts';
import { consignment, consignmentId } from './consignment.fixture.ts';

/** One nomination and one order with every member filled, and a house that has them. */

const at = instant('2026-05-03T14:10:00.000Z');
const line = {
  line: 1,
  kind: 'petroleum' as const,
  product: 'Diesel 10 ppm',
  declarationNo: '531620261234567890',
  goodsItem: 1,
  mass: d('500'),
  volume: d('600'),
  holds: [{ name: '1P', quantity: d('600') }],
  billsOfLading: ['NEWC-88123'],
  originPort: 'Newcastle',
  consignor: { name: 'Example Mining Pty Ltd', address: 'Newcastle' },
  consignee: { name: 'Example Energy Co., Ltd.' },
};
const nominated = {
  number: 'NOM-1',
  revision: 2,
  ship: { name: 'MV Example Star', imo: '9074729', voyage: '026E' },
  berth: 'K3',
  eta: at,
  etb: at,
  etd: at,
};

export const nomination: NominationView = {
  ...nominated,
  id: processId('nomination/NOM-1'),
  status: 'cancelled',
  lines: [{ ...line, declared: { consignment: consignmentId, revision: 1, changedSince: true } }],
  received: { by: 'Person officer', at },
  former: [{ by: 'Person officer', at, nomination: { ...nominated, revision: 1, lines: [line] } }],
  cancelled: { by: 'Person officer', at, reason: 'The ship goes to another port.' },
};

export const inspectionOrder: InspectionOrderView = {
  id: processId('inspection-order/gacc:the-first-order'),
  declarationNo: '531620261234567890',
  goodsItem: 1,
  inspectionOrderNo: 'ZX2026-0417',
  required: ['Pb'],
  samplingStandard: 'GB/T 30642-2014',
  urgency: 'urgent',
  dueAt: at,
  remark: 'by request of the port',
  status: 'rejected',
  client: 'gacc',
  placedAt: at,
  consignment: consignmentId,
  problem: { code: 'DECLARATION_CONFLICT', field: 'declarationNo', message: 'Declared.', remedy: 'See it.' },
  rejection: { by: 'Person officer', at, reason: 'Inspected under another order.' },
};

type Note = (method: string, by: string, what: unknown) => void;

/** What was asked of them goes into `note`. */
export function fakeInputs(note: Note): {
  readonly nominations: NominationService;
  readonly orders: InspectionOrderService;
} {
  const answer = async <T>(method: string, by: string, what: unknown, value: T) => {
    note(method, by, what);
    return ok(value);
  };
  return {
    nominations: {
      open: async () => [nomination],
      nomination: async (number) => (number === nomination.number ? nomination : null),
      nominate: (caller, sent) => answer('nominate', caller.id, sent, nomination),
      cancel: (caller, number, reason) =>
        answer('cancelNomination', caller.id, { number, reason }, nomination),
      declareLine: (caller, number, no, added) =>
        answer('declareLine', caller.id, { number, line: no, added }, consignment),
    },
    orders: {
      open: async () => [inspectionOrder],
      order: async (id) => (id === inspectionOrder.id ? inspectionOrder : null),
      place: (client, id, placed) =>
        answer('placeOrder', client.clientId, { id, ...placed }, inspectionOrder),
      complete: (caller, id, declaration) =>
        answer('completeOrder', caller.id, { id, declaration }, inspectionOrder),
      reject: (caller, id, reason) => answer('rejectOrder', caller.id, { id, reason }, inspectionOrder),
    },
  };
}
