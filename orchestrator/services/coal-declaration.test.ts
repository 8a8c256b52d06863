import { demonstrationShip as ship } from '../demo/ship.ts';
import { coalCargo } from './coal-declaration.ts';
import { packs, site } from './testing/house.ts';

const pack = packs.named('coal', site.rulePacks.coal);
if (!pack.ok) throw new Error(pack.refusal.message);
const coal = pack.value;

/** The site with a cutter at the ship's sampler. */
const sitedWith = (cutter: NonNullable<(typeof site.units)[number]['sampler']>['cutter'] | null) => ({
  ...site,
  units: site.units.map((unit) => {
    if (unit.unit !== ship.sampler || !unit.sampler) return unit;
    const { cutter: _known, ...sampler } = unit.sampler;
    return { ...unit, sampler: { ...sampler, ...(cutter && { cutter }) } };
  }),
});
const planOf = (cutter: Parameters<typeof sitedWith>[0], declared = ship) =>
  coalCargo(declared, sitedWith(cutter), coal);

it('a declared lot is sampled as its declaration asks', () => {
  expect(planOf(null, { ...ship, method: 'stratified-random' })).toMatchObject({
    value: { plan: { method: 'stratified-random' } },
  });
  const usual = planOf(null);
  expect(usual.ok && usual.value.plan.method).toBeUndefined();
});

it('masses of increments are judged where the site tells its cutter', () => {
  const rules = coal.sampling.conformance.incrementMass;
  const [kind, aperture_mm] = ['cross-belt' as const, '150'];
  expect(planOf({ kind, aperture_mm, beltSpeed_m_per_s: '4' })).toMatchObject({
    value: {
      plan: { cutter: kind, incrementMass: { expected: { dividend: '150', divisor: '14400' }, rules } },
    },
  });
  const falling = planOf({ kind: 'falling-stream', aperture_mm });
  expect(falling).toMatchObject({ value: { plan: { cutter: 'falling-stream', incrementMass: { rules } } } });
  const unknown = planOf(null);
  expect(unknown.ok && unknown.value.plan.incrementMass).toBeUndefined();
});

it('a cutter that cannot be is a matter of the sampler', () => {
  expect(planOf({ kind: 'cross-belt', aperture_mm: '0', beltSpeed_m_per_s: '4' })).toMatchObject({
    ok: false,
    refusal: { code: 'NOT_POSITIVE', field: 'sampler' },
  });
});
