import { decimalString as d, processId, unitId } from '../../workflows/kernel/brand.ts';
import { coalLine, dieselLine, nomination } from '../../workflows/nomination/nomination.fixture.ts';
import { demonstrationShip } from '../demo/ship.ts';
import type { LineDeclaration } from './nominated-declaration.ts';
import { caller, openHouse } from './testing/house.ts';
import type { House } from './testing/house.ts';

const officer = caller('officer');
const {
  declarationNo: _no, goodsItem: _item, declaredMass: _mass, transport, consignor: _from, consignee: _to, ...coal
} = demonstrationShip; // prettier-ignore
/** What is added to the line of coal. */
const added: LineDeclaration = { ...coal, portOfDischarge: transport.portOfDischarge, arrival: null };

describe('nominations of ships', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.stop());
  const nominate = (number: string, more: Partial<typeof nomination> = {}) =>
    house.nominations.nominate(officer, { ...nomination, number, ...more });
  const entries = async (number: string) => house.journal.read(processId(`nomination/${number}`));

  it('are taken once however often they come, also at the same moment', async () => {
    const answers = await Promise.all([nominate('A'), nominate('A'), nominate('A')]);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ ok: true, value: { number: 'A', revision: 1, status: 'open' } });
    expect(await entries('A')).toHaveLength(1);
  });

  it('are revised, told as they stand, and listed until they are cancelled', async () => {
    await nominate('B');
    expect(await nominate('B', { berth: 'K3' })).toMatchObject({
      refusal: { code: 'NOMINATION_CONFLICT', field: 'revision' },
    });
    expect(await nominate('B', { revision: 2, berth: 'K3' })).toMatchObject({
      value: { revision: 2, berth: 'K3', former: [{ by: 'Name of officer', nomination: { revision: 1 } }] },
    });
    expect(await nominate('B')).toMatchObject({ value: { revision: 2 } });
    expect(await entries('B')).toHaveLength(2);
    const numbers = async () => (await house.nominations.open()).map(({ number }) => number);
    expect(await numbers()).toContain('B');
    expect(await house.nominations.cancel(officer, 'B', 'It goes elsewhere.')).toMatchObject({
      value: { status: 'cancelled', cancelled: { by: 'Name of officer', reason: 'It goes elsewhere.' } },
    });
    expect(await numbers()).not.toContain('B');
    expect(await nominate('B', { revision: 3 })).toMatchObject({ refusal: { code: 'NOMINATION_CANCELLED' } });
    expect(await house.nominations.declareLine(officer, 'B', 1, added)).toMatchObject({
      refusal: { code: 'NOMINATION_CANCELLED' },
    });
    expect(await house.nominations.cancel(officer, 'none', 'why')).toMatchObject({
      refusal: { code: 'NOT_FOUND' },
    });
  });

  it('become consignments line by line; asking again finds the same one', async () => {
    await nominate('C', { lines: [{ ...coalLine, declarationNo: 'COAL-C' }, dieselLine] });
    const declared = await house.nominations.declareLine(officer, 'C', 1, added);
    expect(declared).toMatchObject({
      ok: true,
      value: { id: 'consignment/COAL-C.1', declaredMass: '52480.5', vessel: 'MV Example Star' },
    });
    expect(await house.nominations.declareLine(officer, 'C', 1, added)).toMatchObject({
      value: { id: 'consignment/COAL-C.1' },
    });
    const changed = { ...coalLine, declarationNo: 'COAL-C', mass: d('52480'), holds: [] };
    await nominate('C', { revision: 2, lines: [changed, dieselLine] });
    expect(await house.nominations.nomination('C')).toMatchObject({
      lines: [{ declared: { consignment: 'consignment/COAL-C.1', revision: 1, changedSince: true } }, {}],
    });
    expect(await house.nominations.declareLine(officer, 'C', 1, added)).toMatchObject({
      refusal: { code: 'DECLARATION_CONFLICT' },
    });
  });

  it('find their consignment after a stop between declaring it and noting it', async () => {
    const line = { ...coalLine, declarationNo: 'COAL-D' };
    await nominate('D', { lines: [line] });
    const { portOfDischarge, arrival, ...rest } = added;
    const { consignor, consignee } = line;
    const shipped = {
      vessel: 'MV Example Star',
      voyage: '026E',
      billOfLading: 'NEWC-1, NEWC-2',
      portOfLoading: 'Newcastle',
    };
    if (rest.kind !== 'coal') throw new Error('the demonstration ship has coal');
    const goods = { declarationNo: 'COAL-D', goodsItem: 1, declaredMass: d('52480.5'), consignor, consignee };
    const before = { ...rest, ...goods, transport: { ...shipped, portOfDischarge, arrival } };
    expect(await house.operator.declare(officer, before)).toMatchObject({ ok: true });
    expect(await house.nominations.declareLine(officer, 'D', 1, added)).toMatchObject({
      value: { id: 'consignment/COAL-D.1' },
    });
    expect(await house.nominations.nomination('D')).toMatchObject({
      lines: [{ declared: { consignment: 'consignment/COAL-D.1' } }],
    });
  });

  it('do not let a declaration say otherwise, or leave open what nobody says', async () => {
    await nominate('E', { lines: [{ ...coalLine, declarationNo: null }, dieselLine] });
    const declare = (line: number, more: object, what: LineDeclaration = added) =>
      house.nominations.declareLine(officer, 'E', line, { ...what, ...more } as LineDeclaration);
    expect(await declare(1, {})).toMatchObject({
      refusal: { code: 'LINE_INCOMPLETE', field: 'declarationNo' },
    });
    expect(await declare(1, { declarationNo: 'COAL-E', declaredMass: '5' })).toMatchObject({
      refusal: { code: 'LINE_SAYS_OTHERWISE', field: 'declaredMass' },
    });
    expect(await declare(2, {})).toMatchObject({ refusal: { code: 'KIND_DIFFERS', field: 'kind' } });
    expect(await declare(3, {})).toMatchObject({ refusal: { code: 'LINE_NOT_FOUND' } });
    expect(await declare(1, { declarationNo: 'COAL-E', sampler: unitId('XX-9') })).toMatchObject({
      refusal: { field: 'sampler' },
    });
    expect(await house.nominations.nomination('E')).toMatchObject({
      lines: [{ declared: null }, { declared: null }],
    });
    expect(await house.nominations.declareLine(officer, 'none', 1, added)).toMatchObject({
      refusal: { code: 'NOT_FOUND' },
    });
  });

  it('keep a line that was declared as one goods item from being declared as another', async () => {
    await nominate('F', { lines: [{ ...coalLine, declarationNo: null }] });
    const as = (declarationNo: string) =>
      house.nominations.declareLine(officer, 'F', 1, { ...added, declarationNo });
    expect(await as('COAL-F')).toMatchObject({ ok: true });
    expect(await as('COAL-G')).toMatchObject({ refusal: { code: 'LINE_DECLARED' } });
    expect(await house.operator.consignment(processId('consignment/COAL-G.1'))).toBeNull();
  });
});
