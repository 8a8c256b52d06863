import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadDisplay } from './display-load.ts';
import { parseDisplay } from './display.ts';
import type { DisplaySource, ShownMap } from './display.ts';
import { readYaml } from './read-yaml.ts';

const demo = join(process.cwd(), 'config', 'demo-port');
const yaml = (...path: readonly string[]): unknown => {
  const read = readYaml(join(demo, ...path));
  if (!read.ok) throw new Error(read.refusal.message);
  return read.value;
};
/** The parts of a tag map file a display is about; array ranges written out as the tag map's own parser does. */
function mapOf(file: string): ShownMap {
  const map = yaml('tag-maps', file) as ShownMap;
  const tags = Object.entries(map.tags).flatMap(([name, spec]) => {
    const range = /^(.*)\[(\d+)\.\.(\d+)\]$/.exec(name);
    if (!range) return [[name, spec] as const];
    return Array.from(
      { length: Number(range[3]) - Number(range[2]) + 1 },
      (_, n) => [`${range[1]}[${Number(range[2]) + n}]`, spec] as const,
    );
  });
  return { ...map, tags: Object.fromEntries(tags) };
}
const read = (source: Partial<DisplaySource>, map = mapOf('grain-diverter.yaml')) =>
  parseDisplay(
    { file: 'displays/x.yaml', raw: yaml('displays', 'grain-diverter.yaml'), own: true, ...source },
    yaml('displays', 'common.yaml'),
    map,
  );

it.each(readdirSync(join(demo, 'tag-maps')))('the demonstration port shows every tag of %s', (file) => {
  const map = mapOf(file);
  const loaded = loadDisplay(join(demo, 'displays'), file, map);
  if (!loaded.ok) throw new Error(loaded.refusal.message);
  const { stages, interlocks } = loaded.value;
  const tags = stages.flatMap((stage) => stage.tags);
  expect(tags.map(({ name }) => name).sort()).toEqual(Object.keys(map.tags).sort());
  expect(stages.at(-1)?.id).toBe('control');
  expect(interlocks.map(({ bit }) => String(bit))).toEqual(Object.keys(map.interlocks));
  // A state is shown by a word: the numbers are those of the tag map.
  const state = tags.find(({ name }) => name === 'Sts.StateCurrent');
  expect(state?.values.find(({ value }) => value === '6')?.title).toEqual({ zh: '运行', en: 'Execute' });
});

it('places of a container are written out, with their numbers in the titles', () => {
  const shown = read({});
  if (!shown.ok) throw new Error(shown.refusal.message);
  const { containers, stages } = shown.value;
  expect(containers?.tags.places).toEqual([1, 2, 3, 4, 5, 6].map((n) => `Act.BagCodeAt[${n}]`));
  const bag = stages.flatMap(({ tags }) => tags).find(({ name }) => name === 'Act.BagCodeAt[4]');
  expect(bag).toMatchObject({
    kind: 'text',
    title: { zh: '4 号位袋码', en: 'Bag at place 4' },
    trend: false,
  });
});

describe('a display that does not fit its tag map is refused with file and path', () => {
  const flow = 'Act.Flow';
  const withFlow = (tag: unknown, name = flow) => {
    const raw = structuredClone(yaml('displays', 'grain-diverter.yaml')) as {
      stages: { tags: Record<string, unknown> }[];
    };
    const [spout] = raw.stages;
    if (!spout) throw new Error('the display has no stage');
    const { [flow]: _flow, ...rest } = spout.tags;
    spout.tags = tag === undefined ? rest : { ...rest, [name]: tag };
    return raw;
  };
  it.each([
    ['a tag of the map is not described', withFlow(undefined), 'stages', 'say nothing of Act.Flow'],
    [
      'a tag is not in the map',
      withFlow({ zh: '流', en: 'Flow' }, 'Act.Flo'),
      'stages.0.tags.Act.Flo',
      'is no tag of the tag map',
    ],
    [
      'a tag is described twice',
      withFlow({ zh: '气', en: 'Air' }, 'Act.AirPressure'),
      'stages.1.tags.Act.AirPressure',
      'described twice',
    ],
    [
      'a number has the words of a flag',
      withFlow({ zh: '流', en: 'Flow', on: { zh: '有', en: 'on' }, off: { zh: '无', en: 'off' } }),
      'stages.0.tags.Act.Flow',
      'no flag',
    ],
    [
      'a range is upside down',
      withFlow({ zh: '流', en: 'Flow', range: [10, 0] }),
      'stages.0.tags.Act.Flow.range',
      'low end comes first',
    ],
    [
      'the band leaves the range',
      withFlow({ zh: '流', en: 'Flow', range: [0, 10], normal: [5, 20] }),
      'stages.0.tags.Act.Flow',
      'normal lies within range',
    ],
    ['it is of another kind', { ...withFlow({ zh: '流', en: 'Flow' }), kind: 'teapot' }, 'kind', 'is teapot'],
    [
      'a bit is not in the map',
      { ...withFlow({ zh: '流', en: 'Flow' }), interlocks: { 7: '无' } },
      'interlocks.7',
      'no bit',
    ],
    [
      'a bit has no words',
      { ...withFlow({ zh: '流', en: 'Flow' }), interlocks: {} },
      'interlocks.0',
      'missing',
    ],
  ])('%s', (_, raw, field, message) => {
    const refused = read({ raw });
    expect(refused.ok ? null : refused.refusal).toMatchObject({
      code: 'DISPLAY_INVALID',
      field,
      message: expect.stringContaining(message),
    });
    expect(refused.ok ? '' : refused.refusal.message).toContain('displays/x.yaml');
  });
});

it('where a site has no display of its own, what its map has is shown, tags of its own under their names', () => {
  const map = mapOf('grain-diverter.yaml');
  const { 'Act.Moisture': _moisture, ...tags } = map.tags;
  const shown = read(
    { own: false },
    { ...map, tags: { ...tags, 'Act.Dust': { type: 'Float', dir: 'R', unit: 'g' } } },
  );
  const names = shown.ok ? shown.value.stages.flatMap((stage) => stage.tags) : [];
  expect(names.find(({ name }) => name === 'Act.Dust')).toMatchObject({
    title: { zh: 'Act.Dust', en: 'Act.Dust' },
    kind: 'counter',
    unit: 'g',
  });
  expect(names.map(({ name }) => name)).not.toContain('Act.Moisture');
});
