import { demonstrationShips } from '../../../orchestrator/demo/ship.ts';
import type { PetroleumDeclaration } from '../../../orchestrator/services/contract.ts';
import { decimalString } from '../../../workflows/kernel/brand.ts';
import { withFastJetty } from './sites.ts';
import { expectSound } from './soundness.ts';
import { notYet, World } from './world.ts';

jest.setTimeout(300_000);

const jetty = 'PI-01';
const acceptance = '停泵期间无货油通过 no oil passed while the meter was out of order';

const tanker: PetroleumDeclaration = {
  ...demonstrationShips.petroleum,
  commodity: { name: { zh: '原油', en: 'Crude oil' }, hsCode: '2709000000' },
  declaredMass: decimalString('102000'),
  product: 'crude-oil',
  use: 'refining',
  required: ['sulfur', 'density-20', 'water', 'sediment', 'salt'],
  parcels: [{ name: '1W-6W', volume: decimalString('120000') }],
};

describe('a parcel of 120 000 m³ of crude oil', () => {
  let world: World;
  let cargo: string;
  beforeAll(async () => {
    world = await World.open({
      plant: {
        timeFactor: 3000,
        parcelTonnes: '1',
        further: { units: jetty, 'oil-volume': 120_000, 'oil-flow': 10_000, 'oil-max-flow': 12_000, 'oil-receiver': 1 },
      },
      site: withFastJetty,
      duties: { decideValidity: null },
      // The meter fails, and the pumps are stopped at once: what passes unsampled must not be much.
      schedule: ['meter', 'flow'].map((what) => ({ unit: jetty, cut: 100, deed: { do: 'disturb', unit: jetty, what, stands: true } })),
    });
  });
  afterAll(() => world.close());

  const run = () => world.runOf(cargo, 1);
  const sealed = () => world.plantLog().filter(({ event, unit }) => event === 'container' && unit === jetty);

  it('is grabbed in proportion to its flow, until the meter fails and the sampler holds', async () => {
    cargo = await world.declare(tanker);
    const held = await world.until('the sampler holds', async () => {
      const seen = await run();
      return seen?.status === 'held' && seen;
    });
    expect(held.incrementsTaken).toBeGreaterThan(90);
  });

  it('goes on when the meter is mended and the operator has looked', async () => {
    const { id } = (await run()) ?? { id: '' };
    world.onTheSpot({ do: 'disturb', unit: jetty, what: 'meter', stands: false });
    await world.until('it samples again', async () => {
      const status = (await run())?.status;
      // The fault goes with its cause at the PLC's next scan; before, it refuses.
      if (status === 'held') await world.command('sampler', id, 'resume', '流量计已更换 the meter was replaced').catch(notYet);
      return status === 'sampling';
    });
    world.onTheSpot({ do: 'disturb', unit: jetty, what: 'flow', stands: false });
  });

  it('fills one receiver after the other', async () => {
    await world.until('it is sampled', async () => (await world.unit(cargo, 1)).stage === 'sampled' || (await run())?.endedAt);
    expect(sealed().length).toBeGreaterThanOrEqual(2);
    expect(new Set(sealed().map(({ no }) => no)).size).toBe(sealed().length);
  });

  it('is not certified before an officer accepts the doubt', async () => {
    await world.until('the doubt is shown', async () =>
      (await world.consignment(cargo)).outstanding.some(({ code }) => code === 'DECIDE_VALIDITY'),
    );
    const { validity, findings } = await world.unit(cargo, 1);
    expect(validity).toBe('SUSPECT');
    expect(findings.map(({ code }) => code)).toContain('PLANT_FAULT_3101');
    await world.stays(5, async () => expect((await world.consignment(cargo)).certificateId).toBeNull());
    await world.tell(cargo, 'validity-decisions', { unitNo: 1, decision: 'ACCEPT', reason: acceptance });
  });

  it('has the finding on its certificate, with officer and reason', async () => {
    await world.untilClosed(cargo);
    const { draft } = await world.certificateOf(cargo);
    const deviation = draft.deviations.find(({ code }) => code === 'PLANT_FAULT_3101');
    expect(JSON.stringify(deviation)).toContain(acceptance);
    expect(JSON.stringify(deviation)).toContain('许关');
  });

  it('has lost nothing on the way', () => expectSound(world));
});
