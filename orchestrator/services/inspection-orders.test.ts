import { decimalString, processId, unitId } from '../../workflows/kernel/brand.ts';
import { decodeBody } from '../engine/entry.ts';
import { demonstrationShip } from '../demo/ship.ts';
import type { CustomsClient, GrainDeclaration } from './contract.ts';
import type { PlacedOrder } from './inspection-orders.ts';
import { caller, openHouse } from './testing/house.ts';
import type { House } from './testing/house.ts';

const officer = caller('officer');
const client: CustomsClient = { clientId: 'gacc', scopes: ['orders.write'], sandbox: false, certificate: null };

const known = (declarationNo: string): PlacedOrder => ({
  order: {
    declarationNo,
    goodsItem: 1,
    inspectionOrderNo: `ZX-${declarationNo}`,
    required: null,
    samplingStandard: 'GB/T 19494.1-2023',
    urgency: 'urgent',
    remark: null,
  },
  declaration: null,
});
const declarationOf = (declarationNo: string) => ({
  ...demonstrationShip,
  declarationNo,
  goodsItem: 1,
  inspectionOrderNo: `ZX-${declarationNo}`,
});
const full = (declarationNo: string): PlacedOrder => ({
  ...known(declarationNo),
  declaration: declarationOf(declarationNo),
});

describe('orders of customs', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.stop());
  const place = (key: string, placed: PlacedOrder) => house.orders.place(client, `gacc:${key}`, placed);
  const idOf = (key: string) => processId(`inspection-order/gacc:${key}`);

  it('that are complete are declared at once, by customs and by nobody else', async () => {
    const consignment = processId('consignment/FULL-1.1');
    const placed = await place('full', full('FULL-1'));
    expect(placed).toMatchObject({ ok: true, value: { status: 'declared', client: 'gacc', consignment } });
    const [first] = await house.journal.read(consignment);
    expect(first && decodeBody(first.body).input.actor).toEqual({ kind: 'customs', id: 'gacc' });
    expect(await place('full', full('FULL-1'))).toEqual(placed);
  });

  it('that cannot be declared as they are leave nothing behind', async () => {
    const faulty = {
      ...full('FULL-2'),
      declaration: { ...demonstrationShip, declaredMass: '0' },
    } as PlacedOrder;
    expect(await place('faulty', faulty)).toMatchObject({ refusal: { code: 'MASS_NOT_POSITIVE' } });
    expect(await house.orders.order(idOf('faulty'))).toBeNull();
    expect(await place('faulty', full('FULL-2'))).toMatchObject({ value: { status: 'declared' } });
  });

  it('that tell what customs knows wait for an officer, who declares them with the urgency that was ordered', async () => {
    expect(await place('known', known('WAIT-1'))).toMatchObject({
      value: { status: 'waiting', consignment: null, samplingStandard: 'GB/T 19494.1-2023' },
    });
    expect((await house.orders.open()).map(({ id }) => id)).toContain(idOf('known'));
    expect(await house.orders.complete(officer, idOf('known'), declarationOf('OTHER-1'))).toMatchObject({
      refusal: { code: 'ORDER_DIFFERS', field: 'declarationNo' },
    });
    const done = await house.orders.complete(officer, idOf('known'), declarationOf('WAIT-1'));
    expect(done).toMatchObject({ value: { status: 'declared', consignment: 'consignment/WAIT-1.1' } });
    const declared = await house.engine.find(processId('consignment/WAIT-1.1'));
    expect(declared?.state?.snapshot.context).toMatchObject({ order: { turns: { urgency: 'urgent' } } });
    expect(await house.orders.complete(officer, idOf('known'), declarationOf('WAIT-1'))).toMatchObject({
      refusal: { code: 'ORDER_DECLARED' },
    });
    expect(await place('known', known('WAIT-1'))).toEqual(done);
  });

  it('are told from each other by their key, and hold alone for their goods item until they are rejected', async () => {
    await place('first', known('TWICE-1'));
    expect(await place('first', known('TWICE-2'))).toMatchObject({
      refusal: { code: 'IDEMPOTENCY_CONFLICT' },
    });
    expect(await place('second', known('TWICE-1'))).toMatchObject({
      refusal: { code: 'INSPECTION_ORDER_CONFLICT', field: 'goodsItem' },
    });
    expect(await house.orders.reject(officer, idOf('first'), 'Wrong declaration.')).toMatchObject({
      value: { status: 'rejected', rejection: { by: 'Name of officer', reason: 'Wrong declaration.' } },
    });
    expect(await place('second', known('TWICE-1'))).toMatchObject({ value: { status: 'waiting' } });
    expect(await place('third', known('TWICE-1'))).toMatchObject({ ok: false });
  });

  it('of a goods item that was declared otherwise wait and say so; declared as ordered, they are answered by it', async () => {
    await house.operator.declare(officer, { ...declarationOf('DONE-1'), inspectionOrderNo: null });
    expect(await place('late', full('DONE-1'))).toMatchObject({
      value: { status: 'waiting', problem: { code: 'DECLARATION_CONFLICT' } },
    });
    await house.operator.declare(officer, declarationOf('DONE-2'));
    expect(await place('same', full('DONE-2'))).toMatchObject({
      value: { status: 'declared', consignment: 'consignment/DONE-2.1' },
    });
    await house.operator.declare(officer, declarationOf('DONE-3'));
    const less = { ...declarationOf('DONE-3'), declaredMass: decimalString('19999') };
    expect(await place('less', { ...known('DONE-3'), declaration: less })).toMatchObject({
      value: { status: 'waiting', problem: { code: 'DECLARATION_CONFLICT' } },
    });
    await house.operator.declare(officer, declarationOf('DONE-4'));
    expect(await place('short', known('DONE-4'))).toMatchObject({
      value: { status: 'declared', consignment: 'consignment/DONE-4.1' },
    });
    await house.operator.declare(officer, { ...declarationOf('DONE-5'), inspectionOrderNo: 'ZX-0' });
    expect(await place('other', known('DONE-5'))).toMatchObject({
      value: { status: 'waiting', problem: { code: 'DECLARATION_CONFLICT' } },
    });
  });

  it('that require items are not declared without them', async () => {
    const order = { ...known('GRAIN-9').order, required: ['Pb', 'Cd'] };
    await place('grain', { order, declaration: null });
    const { transport, customer, consignor, consignee, commodity, declaredMass } = demonstrationShip;
    const grain: Omit<GrainDeclaration, 'required'> = {
      kind: 'grain',
      declarationNo: 'GRAIN-9',
      goodsItem: 1,
      inspectionOrderNo: 'ZX-GRAIN-9',
      commodity,
      declaredMass,
      sampler: unitId('GD-01'),
      product: 'soybean',
      use: 'oil-crushing',
      holds: [],
      transport,
      customer,
      consignor,
      consignee,
    };
    for (const required of [null, ['Pb']])
      expect(await house.orders.complete(officer, idOf('grain'), { ...grain, required })).toMatchObject({
        refusal: { code: 'REQUIRED_ITEMS_MISSING', field: 'required' },
      });
  });
});
