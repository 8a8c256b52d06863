import { jsonSchemaOf } from './explain.ts';
import { unitOfField } from './field-units.ts';
import { inputFields } from './input-fields.ts';
import { nearNames } from './near-names.ts';
import { share } from './testing/share.fixture.ts';

describe('the unit of a field', () => {
  it.each([
    ['lotMass_t', 't'],
    ['flow_t_per_h', 't/h'],
    ['beltSpeed_m_per_s', 'm/s'],
    ['ash_ad_pct', '%'],
    ['calorificValue_ad_J_per_g', 'J/g'],
    ['volume_m3', 'm³'],
    ['grab_mL', 'mL'],
    ['mercury_d_ug_per_g', 'µg/g'],
    ['density_g_per_mL', 'g/mL'],
    ['rate_grabs_per_min', 'grabs/min'],
    ['rate_apples_per_h', null],
    ['volume_ml', null],
    ['increments', null],
    ['amount', null],
    ['t', null],
  ])('%s is %s', (name, unit) => {
    expect(unitOfField(name)).toBe(unit);
  });
});

describe('the fields of an input', () => {
  const fields = inputFields(jsonSchemaOf(share.input, 'input'));
  const field = (path: string) => fields.find((one) => one.path === path);

  it('are found at any depth, alternatives too', () => {
    expect(fields.map(({ path }) => path)).toEqual([
      'part_kg',
      'whole_kg',
      'kind',
      'parts',
      'layers',
      'layers[].mass_kg',
      'layers[].layer',
      'method',
      'method.by',
      'method.by',
      'method.volume_m3',
      'on',
    ]);
  });

  it('tell unit, range, choices, default and whether they must be there', () => {
    expect(field('part_kg')).toEqual({
      path: 'part_kg',
      name: 'part_kg',
      unit: 'kg',
      takes: 'number ≥ 0',
      required: true,
      description: 'Mass of the part',
      numeric: true,
      fixed: false,
    });
    expect(field('layers[].mass_kg')).toMatchObject({ unit: 'kg', takes: 'number > 0', description: 'Mass of the layer' });
    expect(field('kind')).toMatchObject({ unit: null, takes: 'raw | washed', numeric: false });
    expect(field('parts')).toMatchObject({ takes: 'whole number ≥ 1 ≤ 9', required: false, default: 1, numeric: true });
    expect(field('layers')).toMatchObject({ takes: 'list of object, ≥ 1 ≤ 3 entries', required: false });
    expect(field('on')).toMatchObject({ takes: 'date YYYY-MM-DD' });
  });
});

describe('names near a name', () => {
  const names = ['coal-increment-mass', 'coal-lot-plan', 'coal-minimum-mass', 'grain-increment-count', 'round'];

  it('are those that share words, the most alike first', () => {
    expect(nearNames('increment-mass', names)[0]).toBe('coal-increment-mass');
    expect(nearNames('coal-incrment-mass', names)[0]).toBe('coal-increment-mass');
  });

  it('are those a typing error away', () => {
    expect(nearNames('ruond', names)).toEqual(['round']);
  });

  it('are none for what is like nothing', () => {
    expect(nearNames('xyzzy', names)).toEqual([]);
    expect(nearNames('', names)).toEqual([]);
    expect(nearNames('q'.repeat(100_000), names)).toEqual([]);
  });
});
