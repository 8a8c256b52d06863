import { path } from '../../../orchestrator/demo/duties/duty.ts';
import { demonstrationShips } from '../../../orchestrator/demo/ship.ts';
import type { GrainDeclaration } from '../../../orchestrator/services/contract.ts';
import { decimalString } from '../../../workflows/kernel/brand.ts';
import { expectSound } from './soundness.ts';
import { World } from './world.ts';

jest.setTimeout(300_000);

/** Two unloaders at once: a hold is out in eight hours of the plant's time. */
const flow = { usual: 1500, most: 1800 } as const;

const ship: GrainDeclaration = {
  ...demonstrationShips.grain,
  declaredMass: decimalString('60000'),
  holds: ['1', '2', '3', '4', '5'].map((name) => ({ name, mass: decimalString('12000') })),
};

describe('a ship with 60 000 t of soybeans in five holds', () => {
  let world: World;
  let cargo: string;
  beforeAll(async () => {
    world = await World.open({
      plant: {
        timeFactor: 3000,
        parcelTonnes: '1',
        further: { units: 'GD-01', 'grain-tonnes': 12_000, 'grain-flow': flow.usual, 'grain-max-flow': flow.most },
      },
      site: ({ scheduling: _, ...site }) => ({
        ...site,
        units: site.units.flatMap(({ diverter, ...unit }) =>
          diverter ? [{ ...unit, diverter: { ...diverter, usualFlow_t_per_h: `${flow.usual}`, maximumFlow_t_per_h: `${flow.most}` } }] : [],
        ),
      }),
    });
  });
  afterAll(() => world.close());

  const increments = async (no: number) => (await world.runOf(cargo, no))?.incrementsTaken ?? 0;
  const stages = async () => (await world.consignment(cargo)).units.map(({ stage }) => stage);

  it('is sampled hold by hold, until the officer finds a listed pest in hold three', async () => {
    cargo = await world.declare(ship);
    await world.until('hold 3 is being sampled', async () => (await increments(3)) > 20);
    await world.tell(cargo, 'findings', {
      finding: 'LISTED_PEST',
      unitNo: 3,
      whileUnloading: true,
      treatment: 'effective',
      remark: '舱口盖下发现活体四纹豆象 living Callosobruchus under the hatch cover',
      evidence: [],
    });
    const { outstanding } = await world.consignment(cargo);
    expect(outstanding.map(({ code }) => code)).toContain('STOP_DISCHARGE');
  });

  it('raises an alarm that names neither cargo nor finding', async () => {
    const alarm = await world.until('the alarm is raised', async () => (await world.alarms()).find(({ code }) => code === 'CARGO_HELD'));
    expect(alarm.priority).toBe(1);
    expect(JSON.stringify(alarm)).not.toMatch(/LISTED_PEST|SANTOS|soybean|大豆/);
  });

  it('counts what the sampler still cuts, and begins nothing new', async () => {
    const atFinding = await increments(3);
    await world.until('hold 3 is sampled', async () => (await stages())[2] === 'sampled');
    expect(await increments(3)).toBeGreaterThan(atFinding);
    await world.stays(10, async () => expect((await stages()).slice(2)).toEqual(['sampled', 'planned', 'planned']));
    expect(await world.runOf(cargo, 4)).toBeUndefined();
  });

  it('goes on when the officer has settled it', async () => {
    const { holds } = await world.consignment(cargo);
    expect(holds.map(({ allowed }) => allowed)).toEqual([['TREAT_THEN_REINSPECT', 'RETURN', 'DESTROY']]);
    const treated = { holdNo: 1, outcome: 'TREAT_THEN_REINSPECT', reason: '熏蒸合格 fumigated, certificate F-7' };
    await world.tell(cargo, 'finding-settlements', treated);
    await world.until('hold 4 is being sampled', async () => (await increments(4)) > 0);
    expect((await world.alarms()).filter(({ code, clearedAt }) => code === 'CARGO_HELD' && !clearedAt)).toEqual([]);
  });

  it('opens a second lot with what is left of hold 5 when its grade changes', async () => {
    await world.until('hold 5 is half sampled', async () => (await increments(5)) > 100);
    const unloader = (stands: boolean) => world.onTheSpot({ do: 'disturb', unit: 'GD-01', what: 'flow', stands });
    unloader(true);
    const run = await world.runOf(cargo, 5);
    await world.as('sampler').post(`/api/v1/runs/${path(run?.id ?? '')}/division`, { cause: 'grade', reason: '换三等 grade 3 from here' });
    await world.until('the rest is being sampled', async () => {
      const { units } = await world.consignment(cargo);
      return units.length > 5 && (await world.runOf(cargo, 6))?.status === 'sampling';
    });
    unloader(false);
    const { units } = await world.consignment(cargo);
    expect(units.map(({ lotNo = 1 }) => lotNo)).toEqual([1, 1, 1, 1, 1, 2]);
  });

  it('has a certificate that names the finding, and advice to treat it, on which customs decides', async () => {
    const { decisions, conformity, units } = await world.untilClosed(cargo);
    const { draft } = await world.certificateOf(cargo);
    // At 3000 times the plant's speed a server that stands for three seconds has the ring overwritten: rightly doubted, and not by the division.
    const doubted = units.filter(({ validity, findings }) => validity !== 'VALID' && findings.every(({ code }) => code !== 'RECORDS_LOST'));
    expect(doubted.map(({ no, findings }) => ({ no, findings }))).toEqual([]);
    expect(JSON.stringify(draft.deviations)).toMatch(/LISTED_PEST.*F-7|F-7.*LISTED_PEST/);
    expect(conformity?.advice.map(({ advice }) => advice)).toEqual(['TREAT', 'TREAT']);
    expect(conformity?.lots?.map(({ no, units }) => [no, units])).toEqual([[1, [1, 2, 3, 4, 5]], [2, [6]]]); // prettier-ignore
    expect(draft.sampling?.units.map(({ lot }) => lot)).toEqual([1, 1, 1, 1, 1, 2]);
    const resultsOf = (no: number) => draft.results.flatMap(({ lot, item }) => (lot === no ? [item] : []));
    expect(resultsOf(2).length).toBeGreaterThan(0);
    expect(resultsOf(1)).toEqual(resultsOf(2));
    expect(decisions.map(({ outcome }) => outcome)).toEqual(['CONDITIONAL', 'CONDITIONAL']);
  });

  it('has lost nothing on the way', () => expectSound(world));
});
