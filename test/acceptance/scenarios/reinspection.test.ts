import { path } from '../../../orchestrator/demo/duties/duty.ts';
import { demonstrationShips } from '../../../orchestrator/demo/ship.ts';
import type { GrainDeclaration } from '../../../orchestrator/services/contract.ts';
import type { CertificateView } from '../../../orchestrator/views/model.ts';
import { decimalString } from '../../../workflows/kernel/brand.ts';
import { withGrainOnly } from './sites.ts';
import { expectSound } from './soundness.ts';
import { World } from './world.ts';

jest.setTimeout(300_000);

const ship: GrainDeclaration = {
  ...demonstrationShips.grain,
  declaredMass: decimalString('2000'),
  holds: [{ name: '2', mass: decimalString('2000') }],
};

describe('a cargo that customs refused and whose importer disputes the result', () => {
  let world: World;
  let cargo: string;
  let first: CertificateView;
  beforeAll(async () => {
    world = await World.open({
      plant: { timeFactor: 1200, parcelTonnes: '1', further: { units: 'GD-01', 'grain-tonnes': 2000 } },
      site: withGrainOnly,
      duties: { clearCustoms: null },
    });
  });
  afterAll(() => world.close());

  const customsDecides = async (outcome: string) => {
    const decisions = `/customs/v1/release-advice/${path(ship.declarationNo)}/decisions`;
    for (const gate of ['removal', 'use'])
      await world
        .as('customs-demo')
        .post(decisions, { goodsItem: 1, gate, outcome, officer: '海关 Customs', quantity: null, remark: null });
  };
  const certified = () =>
    world.until('it is certified', async () => (await world.consignment(cargo)).status === 'certified' && world.certificateOf(cargo));
  const codes = async () => (await world.lineage(cargo)).map(({ code }) => code);

  it('is certified, and refused by customs', async () => {
    cargo = await world.declare(ship);
    first = await certified();
    await customsDecides('REFUSED');
    await world.untilClosed(cargo);
  });

  it('has its retained bottle tested under a code that nobody has seen', async () => {
    const before = await codes();
    const asked = { applicant: '演示粮油工业有限公司', reason: '与装港结果不符 differs from the loading port' };
    const { reinspection } = await world.tell(cargo, 'reinspection', asked);
    expect(reinspection?.first).toMatchObject({ certificateNo: first.number });
    const { units } = await world.until('the reserve is tested', async () => {
      const consignment = await world.consignment(cargo);
      return consignment.units.some(({ origin, stage }) => origin.kind === 'reserve' && stage === 'tested') && consignment;
    });
    expect(units.map(({ replacedBy }) => replacedBy)).toEqual([2, null]);
    expect((await codes()).filter((code) => !before.includes(code)).length).toBeGreaterThan(0);
  });

  it('has a second certificate that names the first, whose results are kept', async () => {
    const second = await certified();
    expect(second.number).not.toBe(first.number);
    expect(second.draft.deviations.map(({ code }) => code)).toContain('REINSPECTION');
    expect(JSON.stringify(second.draft.deviations)).toContain(first.number);
    const { reinspection, results } = await world.consignment(cargo);
    expect(reinspection?.first.results?.length).toBeGreaterThan(0);
    expect(results).not.toEqual(reinspection?.first.results);
    const kept = (await world.certificates()).find(({ id }) => id === first.id);
    expect(kept?.draft).toEqual(first.draft);
    await customsDecides('RELEASED');
    const { decisions } = await world.untilClosed(cargo);
    expect(decisions.map(({ outcome }) => outcome)).toEqual(['REFUSED', 'REFUSED', 'RELEASED', 'RELEASED']);
  });

  it('has lost nothing on the way', () => expectSound(world));
});
