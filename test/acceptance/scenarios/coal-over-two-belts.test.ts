import { demonstrationShip } from '../../../orchestrator/demo/ship.ts';
import type { CoalDeclaration } from '../../../orchestrator/services/contract.ts';
import { decimalString, unitId } from '../../../workflows/kernel/brand.ts';
import { withSecondBelt } from './sites.ts';
import { expectSound } from './soundness.ts';
import { notYet, World } from './world.ts';

jest.setTimeout(300_000);

const [first, second] = ['CS-01', 'CS-02'] as const;
/** Place of the carousel, mass and seal of the container that is filled by hand. */
const byHand = { position: 8, mass: '32.5', seal: 'M-0417' } as const;

const ship: CoalDeclaration = {
  ...demonstrationShip,
  declaredMass: decimalString('40000'),
  furtherSamplers: [unitId(second)],
};

describe('a ship with 40 000 t of coal over two belts', () => {
  let world: World;
  let cargo: string;
  beforeAll(async () => {
    world = await World.open({
      plant: { timeFactor: 3000, parcelTonnes: '13333.333', further: { units: 'CS-01,CP-01,CS-02' } },
      site: withSecondBelt,
      duties: { decideValidity: null },
      // The cutter jams at the eighth cut, and the unloader is stopped at once.
      schedule: ['cutter', 'flow'].map((what) => ({ unit: first, cut: 8, deed: { do: 'disturb', unit: first, what, stands: true } })),
    });
  });
  afterAll(() => world.close());

  const run = async (no: number) => {
    const found = await world.runOf(cargo, no);
    if (!found) throw new Error(`unit ${no} is not sampled`);
    return found;
  };
  const codesOf = async (no: number) => (await world.unit(cargo, no)).findings.map(({ code }) => code);
  const decide = (unitNo: number, decision: string, reason: string) =>
    world.tell(cargo, 'validity-decisions', { unitNo, decision, reason });

  it('is cut by both samplers at the same time', async () => {
    cargo = await world.declare(ship);
    const samplers = await world.until('both belts run', async () => {
      const { units } = await world.consignment(cargo);
      const sampling = units.filter(({ stage }) => stage === 'sampling');
      return sampling.length === 2 && sampling.map(({ sampler }) => sampler);
    });
    expect(samplers).toEqual([first, second]);
  });

  it('is sampled by hand, one person taking and another witnessing, while the cutter of one belt is jammed', async () => {
    const { id, sampleCode } = await world.until('the sampler stands', async () => {
      const held = await run(1);
      return held.status === 'held' && held;
    });
    // What the sampler tells while the belt comes to a stand is looked into first.
    await world.until('people may sample by hand', () =>
      world.witnessed('sampler', 'officer', id, { kind: 'begin-manual' }, '切割器卡死 the cutter is jammed').catch(notYet),
    );
    for (const amount of ['14.8', '15.4', '15.1']) {
      const deed = { kind: 'manual-increment', amount, takenAt: new Date().toISOString() };
      await world.witnessed('sampler', 'officer', id, deed, '停皮带人工采样 from the stopped belt');
    }
    await world.witnessed('sampler', 'officer', id, { kind: 'manual-container', ...byHand }, '封样 sealed');
    world.onTheSpot({
      do: 'put-container',
      unit: first,
      position: byHand.position,
      sampleId: sampleCode,
      mass: Number(byHand.mass),
    });
    for (const what of ['cutter', 'flow']) world.onTheSpot({ do: 'disturb', unit: first, what, stands: false });
    await world.until('the sampler cuts again', async () => {
      const { status } = await run(1);
      if (['manual', 'held', 'blocked'].includes(status)) await world.command('sampler', id, 'resume', '已排除 mended').catch(notYet);
      return status === 'sampling';
    });
    expect(await run(1)).toMatchObject({ incrementsByHand: 3 });
  });

  it('loses the sample of the other belt to an increment of lumps, and has that unit sampled again', async () => {
    const { id } = await world.until('the second belt has increments', async () => {
      const other = await run(2);
      return (other.incrementsTaken ?? 0) > 3 && other;
    });
    await world.witnessed('sampler', 'officer', id, { kind: 'void-increment', increment: 2 }, '带入大块 lumps were dragged along');
    await world.until('unit 2 is sampled', async () => (await world.unit(cargo, 2)).validity === 'SUSPECT');
    expect(await codesOf(2)).toContain('INCREMENT_VOIDED_2');
    await decide(2, 'REJECT', '留样混入大块 what was kept of it is in the container');
    const { units } = await world.tell(cargo, 'resamplings', { unitNo: 2, way: 'sampler', reason: '堆场复采 from the stockpile' });
    expect(units.find(({ no }) => no === 2)?.replacedBy).toBe(4);
    await world.until('it is sampled again', async () => (await world.unit(cargo, 4)).validity === 'VALID');
  });

  it('has the doubts of what was sampled by hand accepted by an officer', async () => {
    await world.until('unit 1 is doubted', async () => (await world.unit(cargo, 1)).validity === 'SUSPECT');
    expect(await codesOf(1)).toContain('MANUAL_SAMPLING');
    await decide(1, 'ACCEPT', '见证记录完整 the witness records are complete');
  });

  it('has a certificate that names both', async () => {
    await world.untilClosed(cargo);
    const { draft } = await world.certificateOf(cargo);
    const deviations = JSON.stringify(draft.deviations);
    expect(deviations).toContain('SAMPLED_AGAIN');
    expect(deviations).toMatch(/MANUAL_SAMPLING.*the witness records are complete/);
    expect(draft.sampling?.units).toHaveLength(3);
  });

  it('has lost nothing on the way', () => expectSound(world));
});
