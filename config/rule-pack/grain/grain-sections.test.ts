import { shippedSection } from '../../../workflows/kernel/testing/rule-pack.fixture.ts';
import { gradesSchema } from './grades-schema.ts';
import { quarantineSchema } from './quarantine-schema.ts';
import { samplingSchema } from './sampling-schema.ts';

type Fields = Record<string, unknown>;

/** A shipped section with the value at a path replaced, or taken out. */
function changed(section: string, path: readonly (string | number)[], value: unknown): unknown {
  const content = structuredClone(shippedSection('grain-cn-2026', section));
  let node = content as Fields;
  for (const step of path.slice(0, -1)) node = node[step] as Fields;
  node[path.at(-1) ?? ''] = value;
  // Through JSON, so that what a YAML alias shares becomes two values, and what is undefined goes.
  return JSON.parse(JSON.stringify(content));
}
const faults = (schema: typeof samplingSchema | typeof gradesSchema | typeof quarantineSchema, content: unknown) =>
  schema.safeParse(content).error?.issues.map(({ message }) => message) ?? [];

it.each([
  ['sampling', samplingSchema],
  ['grades', gradesSchema],
  ['quarantine', quarantineSchema],
] as const)('the shipped %s section holds', (section, schema) => {
  expect(faults(schema, shippedSection('grain-cn-2026', section))).toEqual([]);
});

describe('the sampling section is refused', () => {
  const faultsAt = (path: readonly (string | number)[], value: unknown) => faults(samplingSchema, changed('sampling', path, value));
  const band = ['schemes', 0, 'editions', 0] as const;

  it.each([
    [[...band, 'bands', 1, 'from'], '1500', 'bands must rise'],
    [[...band, 'bands', 1, 'target'], '500', 'a band has either a target mass or a number of sublots'],
    [[...band, 'smallLots', 'rows', 6, 'upTo'], '49', 'the table of small lots must reach to the first band'],
    [[...band, 'smallLots', 'rows', 1, 'upTo'], '0.01', 'rows must rise by mass and by increments, and only the last may be open'],
    [[...band, 'source', 'validTo'], '2024-04-01', 'editions must follow one another by validFrom and validTo'],
    [['schemes', 1, 'id'], 'eu-mycotoxin', 'a scheme is defined twice'],
    [['purposes', 0, 'bulkFromScheme'], 'eu-gmo', 'the bulk sample is either fixed or from a scheme'],
    [['purposes', 7, 'bulkFromScheme'], 'eu-feed', '"eu-feed" is not a scheme with a table by mass'],
    [['cutter', 'profiles', 2, 'speed', 'most'], '0.6', 'a speed has limits, or is named without a tolerance'],
    [['cutter', 'flowShare', 'bindingProfiles'], ['nobody'], 'a binding profile is not defined'],
    [['divider', 'tolerancePercent'], '100', 'must be below 100 %'],
  ])('%j = %j: %s', (path, value, message) => {
    expect(faultsAt(path, value)).toContain(message);
  });

  it('without a formula the arithmetic follows', () => {
    expect(faultsAt(['formulas', 'cutMass'], undefined)).toHaveLength(1);
  });
});

describe('the grades section is refused', () => {
  const maize = ['scales', 1, 'editions', 0] as const;
  it.each([
    [[...maize, 'grades', 4, 'limits', 'testWeight_g_per_L'], '660', 'a lower grade must not be stricter'],
    [[...maize, 'grades', 2, 'limits', 'imperfectKernels_pct'], '5.9', 'a lower grade must not be stricter'],
    [[...maize, 'grades', 2, 'limits'], { testWeight_g_per_L: '660' }, 'the factor has no limit'],
    [[...maize, 'grades', 2, 'code'], '1', 'a grade is defined twice'],
    [[...maize, 'requirements', 0, 'key'], 'testWeight_g_per_L', 'a factor is defined twice'],
    [[...maize, 'factors', 0, 'key'], 'testWeight', 'must be a name followed by its unit, for example moisture_pct'],
  ])('%j = %j: %s', (path, value, message) => {
    expect(faults(gradesSchema, changed('grades', path, value))).toContain(message);
  });
});

describe('the quarantine section is refused', () => {
  it.each([
    [['findings', 0, 'proposed'], ['USE_ALLOWED'], 'what is proposed or needs treatment must be allowed'],
    [['findings', 0, 'needTreatment'], ['RETURN', 'DESTROY'], 'something must remain where no treatment is effective'],
    [['findings', 0, 'allowed'], ['RETURN', 'DESTROY', 'HOLD'], 'an outcome has no name'],
    [['findings', 1, 'code'], 'NO_CERTIFICATE_OR_PERMIT', 'a finding is defined twice'],
  ])('%j = %j: %s', (path, value, message) => {
    expect(faults(quarantineSchema, changed('quarantine', path, value))).toContain(message);
  });
});
