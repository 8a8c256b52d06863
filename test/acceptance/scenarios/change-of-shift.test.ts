import { path } from '../../../orchestrator/demo/duties/duty.ts';
import { demonstrationShip } from '../../../orchestrator/demo/ship.ts';
import type { CoalDeclaration } from '../../../orchestrator/services/contract.ts';
import type { AssayTaskView } from '../../../orchestrator/views/model.ts';
import { decimalString } from '../../../workflows/kernel/brand.ts';
import { nightShift } from './shift.ts';
import { coalBerthWith } from './sites.ts';
import { expectSound } from './soundness.ts';
import { World } from './world.ts';

jest.setTimeout(300_000);

const ship: CoalDeclaration = { ...demonstrationShip, declaredMass: decimalString('10000') };
/** People of the night, by name or by user name. */
const ofTheNight = /^夜|-night$/;
const [belt, handOver] = ['CS-01', '交接班 the night shift takes over'] as const;

describe('a change of shift in the middle of everything', () => {
  let world: World;
  let cargo: string;
  beforeAll(async () => {
    world = await World.open({
      plant: { timeFactor: 1500, parcelTonnes: '5000', further: { units: 'CS-01,CP-01' } },
      site: coalBerthWith(nightShift),
    });
  });
  afterAll(() => world.close());

  const unloader = (stands: boolean) => world.onTheSpot({ do: 'disturb', unit: belt, what: 'flow', stands });

  it('comes while the first unit is on its way through the laboratory and the second is being sampled', async () => {
    cargo = await world.declare(ship);
    await world.until('the second unit is half sampled while the first is on its way', async () => {
      const { units } = await world.consignment(cargo);
      const run = await world.runOf(cargo, 2);
      return (run?.incrementsTaken ?? 0) > 15 && ['preparing', 'prepared', 'testing', 'tested'].includes(units[0]?.stage ?? '');
    });
  });

  it('ends the unit that is being sampled, and what is left of it becomes a unit of its own', async () => {
    unloader(true);
    const run = await world.runOf(cargo, 2);
    await world.as('sampler').post(`/api/v1/runs/${path(run?.id ?? '')}/division`, { cause: 'shift', reason: handOver });
    await world.changeShift(nightShift);
    const rest = await world.until('the night shift samples the rest', async () => {
      const next = (await world.consignment(cargo)).units.find(({ no }) => no === 3);
      return next && (await world.runOf(cargo, 3))?.status === 'sampling' && next;
    });
    unloader(false);
    expect(rest.origin).toMatchObject({ kind: 'rest', of: 2, cause: 'shift', reason: handOver });
    const part = await world.unit(cargo, 2);
    expect(Number(part.quantity) + Number(rest.quantity)).toBeCloseTo(5000, 0);
  });

  it('is certified with each part weighed by its own mass', async () => {
    const { units, results } = await world.untilClosed(cargo);
    const { draft } = await world.certificateOf(cargo);
    expect(draft.sampling?.units).toHaveLength(3);
    expect(draft.deviations.map(({ code }) => code)).toContain('UNIT_DIVIDED_SHIFT');
    expect(units.reduce((sum, { quantity }) => sum + Number(quantity), 0)).toBeCloseTo(10_000, 0);
    expect(results?.length).toBeGreaterThan(0);
  });

  it('leaves work begun by day to people of the night', async () => {
    const items = await world.as('reviewer').all<AssayTaskView>('/api/v1/bench/tasks?status=approved');
    const analysts = items.flatMap((task) => task.items.flatMap(({ determinations }) => determinations.map(({ analyst }) => analyst)));
    expect(analysts).toEqual(expect.arrayContaining([expect.stringMatching(ofTheNight)]));
    const { preparedBy, reviewedBy } = await world.certificateOf(cargo);
    for (const name of [preparedBy, reviewedBy]) expect(name).toMatch(ofTheNight);
  });

  it('has lost nothing on the way', () => expectSound(world));
});
