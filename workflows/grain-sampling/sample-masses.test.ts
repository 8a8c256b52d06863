import { sampleMasses, type SampleMassRequest } from './sample-masses.ts';
import { d, grainSampling, refusalOf, workedOf } from './sampling-rules.fixture.ts';

const masses = (purpose: string, more: Partial<SampleMassRequest> = {}) =>
  sampleMasses({ purpose, sublots: 1, on: '2026-11-21', ...more }, grainSampling);

it('asks 10 kg of every sublot for mycotoxins', () => {
  const { value, steps } = workedOf(masses('mycotoxins', { sublots: 10 }));
  expect(value).toMatchObject({ bulkLeast_kg: '10', bulkTotal_kg: '100', laboratoryLeast_g: null });
  expect(steps.map(({ reported }) => reported)).toEqual(['bulk sample ≥ 10 kg', '100']);
});

it.each([
  ['us-aflatoxin-truck', '908'],
  ['us-aflatoxin-rail', '1362'],
  ['us-aflatoxin-barge-or-ship', '4540'],
  ['us-grading', '2000'],
  ['weeds-and-pests', '1000'],
  ['residues-and-metals', '1000'],
  ['moisture', '300'],
])('asks for %s a laboratory sample of %s g', (purpose, least) => {
  expect(workedOf(masses(purpose)).value).toMatchObject({ laboratoryLeast_g: least, bulkLeast_kg: null, bulkTotal_kg: null });
});

it('asks for general quality 1 to 3 kg of at least 2 kg', () => {
  expect(workedOf(masses('general-quality')).value).toMatchObject({
    bulkLeast_kg: '2',
    laboratoryLeast_g: '1000',
    laboratoryDefault_g: '3000',
    laboratoryMost_g: '3000',
  });
});

it('asks for genetically modified organisms 10 000 kernels, and the bulk sample by the lot', () => {
  expect(workedOf(masses('gmo', { lotMass_t: d('250') })).value).toMatchObject({
    bulkLeast_kg: '25',
    kernelsLeast: 10000,
    laboratoryLeast_g: null,
  });
  const maize = workedOf(masses('gmo', { lotMass_t: d('250'), thousandKernelMass_g: d('285.33333') }));
  expect(maize.value.laboratoryLeast_g).toBe('2853.334');
  expect(maize.steps.at(-1)?.unrounded).toBe('2853.3333');
});

it('refuses what it cannot answer', () => {
  expect(refusalOf(masses('gmo'))).toEqual({ code: 'LOT_MASS_NEEDED', field: 'lotMass_t' });
  expect(refusalOf(masses('gmo', { lotMass_t: d('0') }))).toEqual({ code: 'OUT_OF_RANGE', field: 'lotMass_t' });
  expect(refusalOf(masses('seed'))).toEqual({ code: 'PURPOSE_UNKNOWN', field: 'purpose' });
});
