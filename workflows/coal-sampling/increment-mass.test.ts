import { decimalString as d } from '../kernel/brand.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { crossBeltIncrementMass, fallingStreamIncrementMass } from './increment-mass.ts';

it('of a falling stream of 3 600 t/h, 150 mm at 0.45 m/s is 333.3 kg', () => {
  const mass = fallingStreamIncrementMass({ flow: d('3600'), aperture: d('150'), cutterSpeed: d('0.45') });
  expect(mass.ok && roundGbt8170(mass.value, 1)).toBe('333.3');
});

it('of a belt of 3 000 t/h at 4 m/s cut by 150 mm is 31.25 kg', () => {
  const mass = crossBeltIncrementMass({ flow: d('3000'), aperture: d('150'), beltSpeed: d('4') });
  expect(mass).toEqual({ ok: true, value: '31.25' });
});

it.each(['flow', 'aperture', 'beltSpeed'])('is refused when %s is not positive', (field) => {
  const cut = { flow: d('3000'), aperture: d('150'), beltSpeed: d('4'), [field]: d('0') };
  expect(crossBeltIncrementMass(cut)).toMatchObject({ ok: false, refusal: { code: 'NOT_POSITIVE', field } });
});
