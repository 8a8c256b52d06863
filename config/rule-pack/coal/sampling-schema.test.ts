import { shippedSection } from '../../../workflows/kernel/testing/rule-pack.fixture.ts';
import { samplingSchema } from './sampling-schema.ts';

type Section = Record<string, unknown>;

const shipped = () => shippedSection('coal-cn-2026', 'sampling') as Section;
/** The faults of the shipped section after a change to it, as path and message. */
const faults = (change: (section: Section) => void) => {
  const section = structuredClone(shipped());
  change(section);
  return samplingSchema.safeParse(section).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
};
const at = (section: unknown, ...path: readonly (string | number)[]) =>
  path.reduce<unknown>((node, key) => (node as Record<string | number, unknown>)[key], section) as Section;

const shippedSizes = Object.values(at(shipped(), 'minimumMass', 'rows')).map((row) => at(row)['topSize']);

it('takes the shipped section', () => {
  expect(samplingSchema.safeParse(shipped()).error).toBeUndefined();
});

it.each([
  [3, '3.75'],
  [6, '7.5'],
  [25, '60'],
])('refuses the superseded mass of 1996 for %i mm', (size, mass) => {
  const told = faults((section) => {
    const index = shippedSizes.indexOf(String(size));
    expect(index).toBeGreaterThanOrEqual(0);
    at(section, 'minimumMass', 'rows', index)['general'] = mass;
  });
  expect(told).toHaveLength(1);
  expect(told[0]).toContain(`${mass} kg for ${size} mm is of GB 474-1996, which is superseded`);
});

it('refuses rows that do not rise, a fault before its warning, and a formula that is missing or unknown', () => {
  expect(faults((section) => (at(section, 'minimumMassIso', 'rows', 1)['topSize'] = '1'))).toEqual([
    'minimumMassIso.rows: rows must rise by top size',
  ]);
  expect(faults((section) => (at(section, 'conformance', 'incrementMass')['faultPercent'] = '19'))).toEqual([
    'conformance.incrementMass.faultPercent: a fault must not come before its warning',
  ]);
  expect(faults((section) => delete at(section, 'formulas')['initialUnits'])).toHaveLength(1);
  expect(faults((section) => (at(section, 'formulas')['guess'] = at(section, 'formulas')['initialUnits']))).toHaveLength(1);
});

it('refuses two rules for one division feed', () => {
  expect(faults((section) => (at(section, 'sampler', 'divisionCuts', 1)['feed'] = 'manual'))).toEqual([
    'sampler.divisionCuts: each may stand once only',
  ]);
});
