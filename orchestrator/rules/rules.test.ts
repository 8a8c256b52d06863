import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rulesCheck, rulesList, rulesShow, rulesStandards } from '../rules-command.ts';
import { packShelf } from '../calculations/pack-shelf.ts';
import { review } from './check.ts';
import { inventory, inventoryInTurns, packName, packNamed } from './inventory.ts';
import type { LoadedPack } from './inventory.ts';
import { partAt } from './path.ts';
import { sourcesIn } from './sources.ts';

const shipped = ['config/rules'];

/** A terminal that remembers. */
function terminal() {
  const out: string[] = [];
  const errors: string[] = [];
  return { out, errors, print: (line: string) => void out.push(line), complain: (line: string) => void errors.push(line) };
}

const source = (more: object = {}) => ({ standard: 'GB/T 1', edition: '2020', clause: '4', confidence: 'confirmed' as const, ...more });
const sections = {
  plan: {
    step: '0.5',
    source: source(),
    rows: [{ size: '3', mass: '0.7' }],
    items: [
      { item: 'Hg', limit: '1' },
      { item: 'As', limit: '2', source: source({ clause: '5', confidence: 'general' }) },
    ],
  },
  loose: { number: '7' },
};

describe('the sources of a pack', () => {
  it('are found with the place they stand beside', () => {
    expect(sourcesIn(sections).map(({ path, source: { clause } }) => `${path} ${clause}`)).toEqual(['plan 4', 'plan.items[item=As] 5']);
  });
});

describe('a path into a pack', () => {
  it.each<[string, unknown, string | null]>([
    ['plan.step', '0.5', '4'],
    ['plan.rows[0].mass', '0.7', '4'],
    ['plan.items[item=As].limit', '2', '5'],
    ['plan.items[item=Hg].limit', '1', '4'],
    ['loose', { number: '7' }, null],
    ['', sections, null],
  ])('"%s" leads to its value and the nearest source', (path, value, clause) => {
    const part = partAt(sections, path);
    expect(part).toMatchObject({ ok: true, value: { value } });
    expect(part.ok && (part.value.source?.clause ?? null)).toBe(clause);
  });

  it.each([
    ['plan.stop', 'step, source, rows, items'],
    ['plan.rows[1]', '[0]'],
    ['plan.items[item=Pb]', '[item=Hg], [item=As]'],
    ['plan.step.more', 'plan.step is a value'],
    ['plan.constructor', 'step'],
  ])('%s is refused with the steps there are', (path, told) => {
    expect(partAt(sections, path)).toMatchObject({
      ok: false,
      refusal: { code: 'RULE_PATH_UNKNOWN', field: 'path', remedy: expect.stringContaining(told) as string },
    });
  });
});

describe('a review', () => {
  const pack = (version: string, validFrom: string, validTo?: string): LoadedPack => ({
    ref: { id: 'coal-x', version, hash: '' },
    name: { zh: '', en: '' },
    kind: 'coal',
    folder: '',
    validFrom,
    ...(validTo !== undefined && { validTo }),
    sections,
    sources: sourcesIn({ ...sections, old: { source: source({ validTo: '2025-12-31' }) } }),
  });
  const of = (...packs: LoadedPack[]) => review({ packs, failed: [] }, '2026-05-04');

  it('tells what is unverified, superseded and without a source', () => {
    const [one] = of(pack('1', '2024-01-01'));
    expect(one?.unverified.map(({ path }) => path)).toEqual(['plan.items[item=As]']);
    expect(one?.superseded.map(({ path }) => path)).toEqual(['old']);
    expect(one?.unsourced).toEqual(['loose.number']);
    expect(one?.expired).toBe(false);
    expect(of(pack('1', '2024-01-01', '2026-05-03'))[0]?.expired).toBe(true);
    expect(of(pack('1', '2024-01-01', '2026-05-04'))[0]?.expired).toBe(false);
  });

  it('warns of two versions in force on the same day, and of no others', () => {
    const overlaps = (...packs: LoadedPack[]) => of(...packs).map((one) => one.overlaps);
    expect(overlaps(pack('1', '2024-01-01', '2024-12-31'), pack('2', '2025-01-01'))).toEqual([[], []]);
    expect(overlaps(pack('1', '2024-01-01', '2025-01-01'), pack('2', '2025-01-01'))).toEqual([['coal-x@2'], ['coal-x@1']]);
    expect(overlaps(pack('1', '2024-01-01'), pack('2', '2025-01-01'))).toEqual([['coal-x@2'], ['coal-x@1']]);
  });
});

describe('the shipped packs', () => {
  const found = inventory(shipped);

  it('have a source for every number', () => {
    if (!found.ok) throw new Error(found.refusal.message);
    expect(review(found.value, '2026-11-22').flatMap(({ unsourced }) => unsourced)).toEqual([]);
  });
  const packs = found.ok ? found.value.packs : [];

  it('are read a pack a turn where others wait', async () => {
    let turns = 0;
    let reading = true;
    const count = () => {
      turns += 1;
      if (reading) setImmediate(count);
    };
    setImmediate(count);
    expect(await inventoryInTurns(shipped)).toEqual(found);
    reading = false;
    expect(turns).toBeGreaterThanOrEqual(packs.length);
  });

  it('load, all of them', () => {
    expect(found).toMatchObject({ ok: true, value: { failed: [] } });
    expect(packs.map(packName)).toEqual(['coal-cn@2026.1', 'grain-cn@2026.1', 'laboratory-cn@2026.1', 'petroleum-cn@2026.1']);
  });

  it('have every source where a path finds it again', () => {
    for (const pack of packs) {
      for (const { path, source: expected } of pack.sources) {
        const part = partAt(pack.sections, path);
        const reached = part.ok ? [part.value.source, part.value.value] : [part.refusal];
        expect(reached).toContainEqual(expected);
      }
    }
  });

  it('are written up in docs/standards.md as they are now (quaylab rules standards > docs/standards.md)', () => {
    const screen = terminal();
    rulesStandards({}, screen);
    expect(readFileSync('docs/standards.md', 'utf8')).toBe(`${screen.out.join('\n')}\n`);
  });
});

describe('with a pack of the site', () => {
  let folder: string;
  let site: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'quaylab-rules-'));
    cpSync('config/demo-port', folder, { recursive: true });
    site = join(folder, 'site.yaml');
    writeFileSync(site, readFileSync(site, 'utf8').replace('coal-cn@2026.1', 'site-coal'));
    mkdirSync(join(folder, 'rules', 'ours'), { recursive: true });
    writeFileSync(
      join(folder, 'rules', 'ours', 'pack.yaml'),
      'kind: coal\nid: site-coal\nversion: "1"\nname: { zh: 本港, en: Ours }\nvalidFrom: "2026-01-01"\n' +
        'extends: coal-cn@2026.1\noverrides:\n  - { path: sampling.conformance.missedCutsPercent.value, value: "3", reason: our cutter never misses }\n',
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const overridden =
    '站点修改 site override (site-coal@1): sampling.conformance.missedCutsPercent.value "5" → "3"; 原因 reason: our cutter never misses';

  it('rules show tells what the site changed, at the value and at the head', () => {
    const screen = terminal();
    rulesShow('site-coal', 'sampling.conformance.missedCutsPercent', { site }, screen);
    expect(screen.out).toContain(overridden);
    expect(screen.out).toContain(`  ${overridden}`);
    expect(screen.out).toContain('value: 3');
    expect(screen.out[0]).toContain('extends coal-cn@2026.1');
  });

  it('rules show --json gives value and source', () => {
    const screen = terminal();
    rulesShow('site-coal', 'sampling.conformance.missedCutsPercent.value', { site, json: true }, screen);
    expect(JSON.parse(screen.out.join('\n'))).toMatchObject({
      id: 'site-coal',
      version: '1',
      value: '3',
      source: { overrides: [{ was: '"5"' }] },
    });
  });

  it('calculations of the site use it, and name its overrides', () => {
    expect(packNamed(['config/rules', join(folder, 'rules')], 'site-coal')).toMatchObject({
      ok: true,
      value: { extends: 'coal-cn@2026.1' },
    });
    const use = packShelf({
      ruleFolders: ['config/rules', join(folder, 'rules')],
      rulePacks: { coal: 'site-coal', grain: 'grain-cn', petroleum: 'petroleum-cn', laboratory: 'laboratory-cn' },
    }).open();
    expect(use.used()).toEqual([]);
    expect(use.packs('coal').sampling.conformance.missedCutsPercent.value).toBe('3');
    expect(use.packs('coal')).toBe(use.packs('coal'));
    expect(use.used()).toEqual([
      expect.objectContaining({
        kind: 'coal',
        id: 'site-coal',
        overrides: [expect.objectContaining({ reason: 'our cutter never misses' })],
      }),
    ]);
  });

  it('rules check of its folder finds the pack it extends', () => {
    const screen = terminal();
    expect(rulesCheck(join(folder, 'rules'), { today: '2026-05-04' }, screen)).toBe(true);
    expect(screen.out.at(-1)).toContain('1 loaded, 0 refused');
    expect(screen.out).toContain(`    ${overridden}`);
  });

  it('rules check fails for a pack that does not load, and names the fault', () => {
    const broken = mkdtempSync(join(tmpdir(), 'quaylab-rules-'));
    cpSync('config/rules/coal-cn-2026', join(broken, 'coal'), { recursive: true });
    const file = join(broken, 'coal', 'preparation.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('standard:', 'standrd:'));
    const screen = terminal();
    expect(rulesCheck(broken, { today: '2026-05-04' }, screen)).toBe(false);
    expect(screen.errors.join()).toContain('RULE_PACK_INVALID');
    expect(rulesList({ site, format: 'json' }, screen)).toBe(true);
    rmSync(broken, { recursive: true });
  });

  it('a day on which no version is in force is refused', () => {
    const { packs } = packShelf({
      ruleFolders: ['config/rules', join(folder, 'rules')],
      rulePacks: { coal: 'site-coal', grain: 'g', petroleum: 'p', laboratory: 'l' },
    }).open('2025-12-31');
    expect(() => packs('coal')).toThrow('RULE_PACK_NOT_IN_FORCE');
    expect(() => packs('grain')).toThrow('RULE_PACK_UNKNOWN');
  });
});
