import { demonstrationShip } from '../../../orchestrator/demo/ship.ts';
import type { CoalDeclaration } from '../../../orchestrator/services/contract.ts';
import { decimalString, unitId } from '../../../workflows/kernel/brand.ts';
import { withSecondBelt } from './sites.ts';
import { expectSound } from './soundness.ts';
import { notYet, World } from './world.ts';

jest.setTimeout(300_000);

const line = 'CP-01';

const barge = (no: string, vessel: string, sampler: string): CoalDeclaration => ({
  ...demonstrationShip,
  declarationNo: `02152026100000${no}`,
  inspectionOrderNo: `CK-2026-${no}`,
  declaredMass: decimalString('1000'),
  sampler: unitId(sampler),
  transport: { ...demonstrationShip.transport, vessel, voyage: `B${no}`, billOfLading: `BL-${no}` },
});

interface WaitingUnit {
  readonly unit: string;
  readonly waiting: readonly { readonly run: string; readonly urgency: string; readonly reason: string }[];
}

describe('three cargoes of coal that share one preparation line, the third of them urgent', () => {
  let world: World;
  const cargoes: string[] = [];
  beforeAll(async () => {
    world = await World.open({
      plant: { timeFactor: 500, parcelTonnes: '500', further: { units: 'CS-01,CP-01,CS-02' } },
      site: withSecondBelt,
      readings: 8,
      // Two samples at once, so that more of them wait for their turn.
      tagMaps: { 'coal-preparation-line.yaml': (text) => text.replace(/^capacity: 8/m, 'capacity: 2') },
    });
  });
  afterAll(() => world.close());

  const waiting = async () => {
    const { items } = await world.as('technician').get<{ items: readonly WaitingUnit[] }>('/api/v1/units');
    return items.find(({ unit }) => unit === line)?.waiting ?? [];
  };
  const codeOf = (run: string) => run.split('/')[1] ?? '';
  /** Codes in the order in which the plant loaded them, each once. */
  const loaded = () => [
    ...new Set(world.plantLog().flatMap(({ event, unit, name, sampleId }) => (event === 'command' && unit === line && name === 'load' ? [sampleId] : []))),
  ]; // prettier-ignore
  let queue: readonly string[] = [];

  it('lets samples of two cargoes wait while a crusher of the line is blocked', async () => {
    cargoes.push(await world.declare(barge('5001', 'BARGE ONE', 'CS-01')));
    cargoes.push(await world.declare(barge('5002', 'BARGE TWO', 'CS-02')));
    await world.until('the line has its first sample', async () => loaded().length > 0);
    world.onTheSpot({ do: 'disturb', unit: line, what: 'crusher', stands: true });
    await world.until('two samples wait', async () => (await waiting()).length >= 2);
    expect((await waiting()).map(({ urgency }) => urgency)).not.toContain('urgent');
  });

  it('gives the next turn to the urgent cargo that came last, and says why', async () => {
    cargoes.push(await world.declare({ ...barge('5003', 'BARGE THREE', 'CS-01'), urgency: 'urgent' }));
    const before = (await waiting()).map(({ run }) => run);
    const now = await world.until('the urgent sample waits', async () => {
      const all = await waiting();
      return all.some(({ urgency }) => urgency === 'urgent') && all;
    });
    expect(now[0]).toMatchObject({ urgency: 'urgent', reason: 'urgent' });
    expect(now.slice(1).map(({ run }) => run)).toEqual(expect.arrayContaining(before));
    queue = now.map(({ run }) => codeOf(run));
  });

  it('loads them in that order, as the plant itself wrote down', async () => {
    world.onTheSpot({ do: 'disturb', unit: line, what: 'crusher', stands: false });
    await world.until('the line works again', async () => {
      const held = (await world.runs()).filter(({ definition, status }) => definition === 'coal-preparation' && status === 'held');
      for (const { id } of held) await world.command('technician', id, 'resume', '堵料已清除 the blockage is cleared').catch(notYet);
      return held.length === 0 && queue.every((code) => loaded().includes(code));
    });
    expect(loaded().filter((code) => code && queue.includes(code))).toEqual(queue);
  });

  it('brings all three to a certificate and a decision', async () => {
    for (const cargo of cargoes) await world.untilClosed(cargo);
    const numbers = (await world.certificates()).map(({ number }) => number);
    expect(new Set(numbers).size).toBe(3);
  });

  it('has lost nothing on the way', () => expectSound(world));
});
