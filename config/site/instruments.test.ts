import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump, load as fromYaml } from 'js-yaml';
import { loadSite } from './load.ts';

const items = { Ash: { item: 'A', unit: '%' } };
const lis = { id: 'analyser', format: 'lis2-a2', decimal: '.', items, analyst: 'analyst1' };
const csv = { ...lis, id: 'tga', format: 'csv', delimiter: ';', header: true, columns: { sample: 'Sample' } };
const long = { sample: 'Sample', item: 'Test', value: 'Result', unit: 'Unit' };

describe('the instruments of a site file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-site-'));
  beforeAll(() => cpSync(join('config', 'demo-port'), folder, { recursive: true }));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const load = (...instruments: readonly object[]) => {
    const file = join(folder, 'site.yaml');
    const site = fromYaml(readFileSync(join('config', 'demo-port', 'site.yaml'), 'utf8')) as object;
    writeFileSync(file, dump({ ...site, instruments }));
    return loadSite(file);
  };

  it('are read with their folders as seen from the site file', () => {
    const loaded = load(
      { ...csv, folder: 'results/tga' },
      { ...lis, folder: '/srv/analyser' },
      { ...csv, id: 'furnace', columns: long },
    );
    expect(loaded).toMatchObject({
      ok: true,
      value: {
        instruments: [
          { folder: join(folder, 'results', 'tga') },
          { folder: '/srv/analyser' },
          { id: 'furnace', columns: long },
        ],
      },
    });
  });

  it('may be missing', () => {
    const loaded = loadSite(join('config', 'demo-port', 'site.yaml'));
    expect(loaded.ok && 'instruments' in loaded.value).toBe(false);
  });

  it.each<[what: string, instruments: readonly object[], field: string]>([
    ['one id twice', [csv, { ...lis, id: 'tga' }], 'instruments.1.id'],
    [
      'one folder for two',
      [
        { ...csv, folder: 'in' },
        { ...lis, folder: 'in' },
      ],
      'instruments.1.folder',
    ],
    ['an analyst who is none', [{ ...csv, analyst: 'reviewer' }], 'instruments.0.analyst'],
    ['an analyst nobody knows', [{ ...csv, analyst: 'nobody' }], 'instruments.0.analyst'],
    ['no items', [{ ...csv, items: {} }], 'instruments.0.items'],
    ['an item without its unit', [{ ...csv, items: { Ash: { item: 'A' } } }], 'instruments.0.items.Ash.unit'],
    [
      'a column of items without values',
      [{ ...csv, columns: { sample: 'Sample', item: 'Test' } }],
      'instruments.0.columns',
    ],
    [
      'a unit beside no item',
      [{ ...csv, columns: { sample: 'Sample', unit: 'Unit' } }],
      'instruments.0.columns',
    ],
    ['columns by number', [{ ...csv, header: false }], 'instruments.0.header'],
    ['another format', [{ ...csv, format: 'xlsx' }], 'instruments.0.format'],
    ['a delimiter of no CSV', [{ ...csv, delimiter: '"' }], 'instruments.0.delimiter'],
  ])('are refused with %s', (_what, instruments, field) => {
    expect(load(...instruments)).toMatchObject({ ok: false, refusal: { code: 'SITE_INVALID', field } });
  });
});
