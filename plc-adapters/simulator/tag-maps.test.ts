import { tagMap, type DemoTagMap } from '../testing/tag-maps.ts';
import { PlantBench } from './plant-bench.ts';
import { UNIT_NAMES, type UnitName } from './unit-names.ts';

const bench = new PlantBench({ units: UNIT_NAMES });

describe.each<[UnitName, DemoTagMap]>([
  ['CS-01', 'coal-cross-belt'],
  ['CP-01', 'coal-preparation-line'],
  ['CF-01', 'coal-falling-stream'],
  ['GD-01', 'grain-diverter'],
  ['PI-01', 'petroleum-in-line'],
  ['CS-02', 'coal-cross-belt'],
  ['SC-01', 'storage-cabinet'],
  ['PT-01', 'pneumatic-tube'],
])('the tag map of %s', (unit, name) => {
  const own = bench.image(unit).definitions.filter(({ path }) => !path.startsWith('Evt.Rec'));
  const { tags } = tagMap(name);

  it('names every tag of the virtual plant, and none it has not', () => {
    expect(Object.keys(tags).sort()).toEqual(own.map(({ path }) => path).sort());
  });

  it('gives each its type and direction', () => {
    for (const { path, type, access } of own) {
      expect([path, tags[path]?.type]).toEqual([path, type]);
      expect([path, tags[path]?.dir.includes(access)]).toEqual([path, true]);
    }
  });
});

it.each(['CS-01', 'CF-01', 'GD-01', 'PI-01'])(
  'every setting of the sampler %s has a published range',
  (unit) => {
    const settings = bench.image(unit).definitions.filter(({ path }) => path.startsWith('Set.'));
    expect(settings.length).toBeGreaterThanOrEqual(4);
    expect(settings.filter(({ range }) => !range)).toEqual([]);
  },
);
