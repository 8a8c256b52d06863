import { decimalString as d, instant, unitId } from '../../workflows/kernel/brand.ts';
import { demonstrationShip as ship } from '../demo/ship.ts';
import type { CoalDeclaration } from './contract.ts';
import { checkDeclaration } from './declaration.ts';
import { caller, openHouse, packs, site } from './testing/house.ts';
import type { House } from './testing/house.ts';

const wrong: readonly [string, Partial<CoalDeclaration>, string, string][] = [
  ['a mass of zero', { declaredMass: d('0') }, 'declaredMass', 'MASS_NOT_POSITIVE'],
  ['a negative mass', { declaredMass: d('-5') }, 'declaredMass', 'MASS_NOT_POSITIVE'],
  ['a mass in kg', { declaredMass: d('20000000') }, 'declaredMass', 'MASS_IMPLAUSIBLE'],
  ['a mass that is no number', { declaredMass: d('20 kt') }, 'declaredMass', 'NOT_A_NUMBER'],
  ['an ash above 100 %', { expectedAshDry: d('101') }, 'expectedAshDry', 'ASH_OUT_OF_RANGE'],
  ['an ash that is no number', { expectedAshDry: d('') }, 'expectedAshDry', 'NOT_A_NUMBER'],
  ['a top size of zero', { nominalTopSize: d('0') }, 'nominalTopSize', 'TOP_SIZE_NOT_POSITIVE'],
  ['a top size beyond every table', { nominalTopSize: d('400') }, 'nominalTopSize', 'TOP_SIZE_BEYOND_TABLE'],
  ['a top size that is no number', { nominalTopSize: d('50mm') }, 'nominalTopSize', 'NOT_A_NUMBER'],
  ['a haul that is no number', { haulDistance: d('far') }, 'haulDistance', 'NOT_A_NUMBER'],
  ['a negative haul', { haulDistance: d('-1') }, 'haulDistance', 'DISTANCE_NEGATIVE'],
  ['an unknown sampler', { sampler: unitId('CS-99') }, 'sampler', 'UNIT_UNKNOWN'],
  ['a preparation line named as sampler', { sampler: unitId('CP-01') }, 'sampler', 'UNIT_UNKNOWN'],
  ['an unknown preparation line', { preparationLine: unitId('CP-99') }, 'preparationLine', 'UNIT_UNKNOWN'],
  [
    'a sampler named as preparation line',
    { preparationLine: unitId('CS-01') },
    'preparationLine',
    'UNIT_UNKNOWN',
  ],
  ['an unknown rule pack', { rulePack: 'coal-cn@1999.1' }, 'rulePack', 'RULE_PACK_UNKNOWN'],
];

const today = '2026-03-05';

describe('a declaration', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.stop());

  it.each(wrong)(
    'with %s is refused with its field and a remedy, and leaves nothing',
    async (_, changed, field, code) => {
      const before = house.journal.entries.length;
      const outcome = await house.operator.declare(caller('agent'), { ...ship, ...changed });
      expect(outcome).toMatchObject({ ok: false, refusal: { field, code } });
      expect(!outcome.ok && outcome.refusal.remedy.length).toBeGreaterThan(10);
      expect(house.journal.entries).toHaveLength(before);
      expect((await house.operator.consignments({ limit: 1 })).items).toEqual([]);
    },
  );

  it('names the units there are when it does not know one', () => {
    const outcome = checkDeclaration({ ...ship, sampler: unitId('CS-99') }, site, packs, today);
    expect(!outcome.ok && outcome.refusal.remedy).toContain('CS-01');
  });

  it('is planned with the sampler’s flow and the site’s terms', () => {
    const outcome = checkDeclaration(ship, site, packs, today);
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        cargo: { kind: 'coal', cutterSpeed: 4.5, plan: { units: 2 } },
        order: { site: { massTolerance: '0.01', timeZone: 'Asia/Shanghai' } },
      },
    });
  });

  it('says on what terms its samples wait for the plant', () => {
    const dueAt = instant('2026-03-06T00:00:00.000Z');
    const urgent = checkDeclaration({ ...ship, urgency: 'urgent', dueAt }, site, packs, today);
    expect(urgent).toMatchObject({ value: { order: { turns: { urgency: 'urgent', dueAt } } } });
    const plain = checkDeclaration(ship, site, packs, today);
    expect(plain.ok && plain.value.order.turns).toEqual({ commodity: { kind: 'coal', product: null } });
    const { scheduling: _, ...unscheduled } = site;
    const anyhow = checkDeclaration(ship, unscheduled, packs, today);
    expect(anyhow.ok && anyhow.value.order.turns).toEqual({});
  });

  it('without a known haul is taken', () => {
    expect(checkDeclaration({ ...ship, haulDistance: null }, site, packs, today).ok).toBe(true);
  });

  it('is taken once for each goods item', async () => {
    const own = await openHouse();
    try {
      const first = await own.operator.declare(caller('agent'), ship);
      expect(first).toMatchObject({
        ok: true,
        value: { id: `consignment/${ship.declarationNo}.1`, declarationNo: ship.declarationNo },
      });
      const again = await own.operator.declare(caller('agent'), { ...ship, declaredMass: d('10000') });
      expect(again).toMatchObject({
        ok: false,
        refusal: { code: 'DECLARATION_CONFLICT', field: 'declarationNo' },
      });
      expect((await own.operator.consignments({ limit: 10 })).items.map(({ declaredMass }) => declaredMass)).toEqual(['20000']);
      expect(await own.operator.declare(caller('agent'), { ...ship, goodsItem: 2 })).toMatchObject({
        ok: true,
      });
    } finally {
      await own.stop();
    }
  });
});
