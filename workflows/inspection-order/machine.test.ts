import { processId } from '../kernel/brand.ts';
import { Rehearsal, person } from '../kernel/testing/rehearsal.ts';
import { inspectionOrderDefinition } from './machine.ts';
import { isSameOrder } from './order.ts';
import type { InspectionOrder, OrderContext, OrderInput } from './order.ts';

const order: InspectionOrder = {
  declarationNo: 'COAL-1',
  goodsItem: 1,
  inspectionOrderNo: 'ZX-1',
  required: ['Hg'],
  samplingStandard: null,
  remark: null,
};
const consignment = processId('consignment/COAL-1.1');
const customs = { kind: 'customs', id: 'gacc' } as const;
const officer = person('officer');
const placed = (more: Partial<OrderInput> = {}) =>
  Rehearsal.begin<OrderContext>(
    inspectionOrderDefinition,
    'inspection-order/gacc:key',
    { order, declaration: null, consignment: null, problem: null, ...more },
    customs,
  );
const declared = { type: 'order.declared', consignment };
const rejected = { type: 'order.rejected', reason: 'Ordered twice.' };

describe('an order of customs', () => {
  it('waits for an officer, who declares it', () => {
    expect(placed().state).toBe('waiting');
    const done = placed().ask(declared, officer);
    expect([done.state, done.isDone]).toEqual(['declared', true]);
    expect(done.context).toMatchObject({
      placed: { by: customs },
      declared: { consignment, by: { id: 'officer' } },
    });
    expect(done.refusalOf(rejected, officer)).toMatchObject({ code: 'ORDER_DECLARED' });
  });

  it('or rejects it with a reason', () => {
    const done = placed().ask(rejected, officer);
    expect(done.context.rejected).toMatchObject({ reason: rejected.reason, by: { id: 'officer' } });
    expect(done.refusalOf(declared, officer)).toMatchObject({ code: 'ORDER_REJECTED' });
  });

  it('is declared from the start where it was complete', () => {
    const done = placed({ declaration: { kind: 'coal' }, consignment });
    expect([done.state, done.isDone]).toEqual(['declared', true]);
    expect(done.context.declared).toMatchObject({ consignment, by: customs });
  });

  it('is the same only with the same instructions and the same declaration', () => {
    expect(isSameOrder({ order, declaration: null }, { order: { ...order }, declaration: null })).toBe(true);
    expect(isSameOrder({ order, declaration: null }, { order, declaration: { kind: 'coal' } })).toBe(false);
    const other = { ...order, required: ['As'] };
    expect(isSameOrder({ order, declaration: null }, { order: other, declaration: null })).toBe(false);
  });
});
