import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RuleSource } from '../../workflows/kernel/source.ts';
import type { RulePackKind } from './kinds.ts';
import { loadRulePack } from './load.ts';

const shipped = 'config/rules';
const packs: readonly (readonly [kind: RulePackKind, id: string, folder: string])[] = [
  ['coal', 'coal-cn', 'coal-cn-2026'],
  ['grain', 'grain-cn', 'grain-cn-2026'],
  ['petroleum', 'petroleum-cn', 'petroleum-cn-2026'],
  ['laboratory', 'laboratory-cn', 'laboratory-cn-2026'],
];

/** Every source anywhere in a value. */
function sourcesIn(value: unknown): RuleSource[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'standard' in value && 'clause' in value ? [value as RuleSource] : [];
  return [...own, ...Object.values(value).flatMap(sourcesIn)];
}

describe.each(packs)('the shipped %s pack', (kind, id) => {
  const outcome = loadRulePack([shipped], { kind, id });

  it('loads, by id and by id and version', () => {
    expect(outcome).toMatchObject({ ok: true, value: { ref: { id, version: '2026.1' } } });
    expect(loadRulePack([shipped], { kind, id: `${id}@2026.1` })).toEqual(outcome);
  });

  it('names standard, edition and clause in every source', () => {
    const sources = sourcesIn(outcome);
    expect(sources.length).toBeGreaterThan(10);
    for (const source of sources) expect([source.standard, source.edition, source.clause].every(Boolean)).toBe(true);
  });
});

describe('the shipped coal pack', () => {
  const outcome = loadRulePack([shipped], { kind: 'coal', id: 'coal-cn' });
  const pack = outcome.ok ? outcome.value : undefined;

  it('determines twelve items and reports twenty-one values, trailing zeros kept', () => {
    expect(pack?.assay.items.map(({ item }) => item)).toEqual(['Mt', 'M', 'A', 'V', 'St', 'Qgr', 'H', 'Hg', 'As', 'P', 'Cl', 'F']);
    expect(pack?.assay.reported).toHaveLength(21);
    expect(pack?.sampling.preparationVariance.value).toBe('0.20');
  });

  it('has none of the superseded least masses of 1996', () => {
    const general = Object.fromEntries(pack?.sampling.minimumMass.rows.map((row) => [row.topSize, row.general]) ?? []);
    expect(general).toMatchObject({ 25: '40', 13: '15', 6: '3.75', 3: '0.7' });
  });

  it('marks as policy the repeatability it could not take from a standard, and says so', () => {
    for (const symbol of ['Hg', 'As']) {
      const source = pack?.assay.items.find(({ item }) => item === symbol)?.source;
      expect(source?.confidence).toBe('policy');
      expect(source?.note).toContain('current edition must be loaded');
    }
  });
});

describe('a directory', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'rule-pack-'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });
  /** Puts a copy of the shipped coal pack into the directory; `change` maps its files' texts. */
  function copy(folder = 'coal', change: (text: string, file: string) => string = (text) => text) {
    const target = join(directory, folder);
    cpSync(join(shipped, 'coal-cn-2026'), target, { recursive: true });
    for (const file of readdirSync(target)) {
      const text = readFileSync(join(target, file), 'utf8');
      writeFileSync(join(target, file), change(text, file));
    }
  }
  const sitePack = (content: string) => {
    mkdirSync(join(directory, 'site'));
    writeFileSync(join(directory, 'site', 'pack.yaml'), content);
  };
  const load = (id = 'coal-cn', on?: string) => loadRulePack([directory], { kind: 'coal', id, ...(on !== undefined && { on }) });
  const refusal = (id?: string, on?: string) => {
    const outcome = load(id, on);
    return outcome.ok ? null : outcome.refusal;
  };
  const hash = () => {
    const outcome = load();
    return outcome.ok ? outcome.value.ref.hash : outcome.refusal.code;
  };

  it('without the pack asked for is told with those present', () => {
    copy();
    expect(refusal('grain-cn')).toMatchObject({ code: 'RULE_PACK_UNKNOWN', field: 'rulePack' });
    expect(refusal('grain-cn')?.remedy).toContain('coal-cn@2026.1');
    expect(refusal('coal-cn@2025.1')?.code).toBe('RULE_PACK_UNKNOWN');
  });

  it('that does not exist, or is empty, is refused', () => {
    expect(loadRulePack([join(directory, 'nowhere')], { kind: 'coal', id: 'coal-cn' })).toMatchObject({
      ok: false,
      refusal: { code: 'RULE_PACK_DIRECTORY_MISSING' },
    });
    expect(refusal()?.code).toBe('RULE_PACK_UNKNOWN');
  });

  describe('with two versions', () => {
    beforeEach(() => {
      copy('a', (text) => text.replace('validFrom: "2024-11-01"', 'validFrom: "2024-11-01"\nvalidTo: "2027-12-31"'));
      copy('b', (text) => text.replace('version: "2026.1"', 'version: "2028.1"').replace('validFrom: "2024-11-01"', 'validFrom: "2028-01-01"'));
    });

    it('asks which', () => {
      expect(refusal()).toMatchObject({ code: 'RULE_PACK_AMBIGUOUS' });
      expect(load('coal-cn@2028.1')).toMatchObject({ ok: true, value: { ref: { version: '2028.1' } } });
    });

    it.each([
      ['2024-11-01', '2026.1'],
      ['2027-12-31', '2026.1'],
      ['2028-01-01', '2028.1'],
    ])('takes for %s the one in force', (on, version) => {
      expect(load('coal-cn', on)).toMatchObject({ ok: true, value: { ref: { version } } });
    });

    it('refuses a day on which none was in force', () => {
      expect(refusal('coal-cn', '2024-10-31')).toMatchObject({ code: 'RULE_PACK_NOT_IN_FORCE', field: 'on' });
    });
  });

  describe('with a pack of the site', () => {
    const own = (overrides: string) =>
      sitePack(
        `kind: coal\nid: site-coal\nversion: "1"\nname: { zh: 本港, en: Ours }\nvalidFrom: "2026-01-01"\nextends: coal-cn@2026.1\noverrides:\n${overrides}`,
      );
    beforeEach(() => copy());

    it('takes the value of the site and shows it in the source beside it', () => {
      own('  - { path: sampling.conformance.missedCutsPercent.value, value: "3", reason: our cutter never misses }\n');
      const site = load('site-coal');
      const rule = site.ok ? site.value.sampling.conformance.missedCutsPercent : undefined;
      expect(rule).toMatchObject({
        value: '3',
        source: { overrides: [{ pack: 'site-coal@1', path: 'sampling.conformance.missedCutsPercent.value', was: '"5"', now: '"3"', reason: 'our cutter never misses' }] },
      });
      expect(site.ok && [site.value.ref.id, site.value.overrides]).toEqual(['site-coal', rule?.source.overrides]);
    });

    it('changes nothing else, not even what shares an alias', () => {
      own('  - { path: "assay.items[item=A].repeatability[0].limit", value: "0.15", reason: stricter }\n');
      const [base, site] = [load(), load('site-coal')];
      if (!base.ok || !site.ok) throw new Error('both must load');
      expect(site.value.assay.items.find(({ item }) => item === 'A')?.repeatability[0]?.limit).toBe('0.15');
      const others = (pack: typeof site.value) => [pack.sampling, pack.conformity, pack.assay.items.filter(({ item }) => item !== 'A')];
      expect(others(site.value)).toEqual(others(base.value));
    });

    it.each([
      ['a path that leads nowhere', 'sampling.conformance.missedCuts.value', '"3"'],
      ['an entry that is not there', '"assay.items[item=Xx].decimals"', '2'],
      ['a value of another type', 'sampling.minimumIncrements.count', '"ten"'],
      ['a whole object for a value', 'sampling.preparationVariance.value', '{ a: 1 }'],
    ])('%s is refused with its path', (_case, path, value) => {
      own(`  - { path: ${path}, value: ${value}, reason: because }\n`);
      expect(refusal('site-coal')).toMatchObject({ code: 'RULE_OVERRIDE_INVALID', field: path.replaceAll('"', '') });
    });

    it('a value the schema does not allow is refused as in any pack', () => {
      own('  - { path: sampling.preparationVariance.value, value: "-1", reason: because }\n');
      expect(refusal('site-coal')).toMatchObject({ code: 'RULE_PACK_INVALID', field: 'sampling.preparationVariance.value' });
    });

    it('that extends what is not there is told what is', () => {
      sitePack('kind: coal\nid: site-coal\nversion: "1"\nname: { zh: 本港, en: Ours }\nvalidFrom: "2026-01-01"\nextends: coal-cn@1\n');
      expect(refusal('site-coal')).toMatchObject({ code: 'RULE_PACK_UNKNOWN' });
    });
  });

  it('with broken YAML is refused with file and line', () => {
    mkdirSync(join(directory, 'broken'));
    const file = join(directory, 'broken', 'pack.yaml');
    const broken = (text: string) => {
      writeFileSync(file, text);
      return refusal();
    };
    const unclosed = broken('id: coal-cn\nversion: "1"\nname: { zh: a, en: b\n');
    expect(unclosed).toMatchObject({ code: 'RULE_PACK_UNREADABLE', field: file });
    expect(unclosed?.message).toMatch(/\(4:1\)/);
    expect(broken('a: 1\na: 2\n')?.code).toBe('RULE_PACK_UNREADABLE');
    expect(broken('id: *nowhere\n')?.code).toBe('RULE_PACK_UNREADABLE');
    expect(broken('- just\n- a list\n')?.code).toBe('RULE_PACK_INVALID');
  });

  it('with a folder that is no pack says which file is missing', () => {
    mkdirSync(join(directory, 'empty'));
    expect(refusal()).toMatchObject({ code: 'RULE_PACK_UNREADABLE', field: join(directory, 'empty', 'pack.yaml') });
  });

  it.each<[string, string, string, string]>([
    ['an unknown key', 'unitMassDecimals: 3', 'unitMassDecimals: 3\nsurprise: 1', 'sampling'],
    ['a missing source', 'count: 10\n  source:', 'count: 10\n  origin:', 'sampling.minimumIncrements.source'],
    ['a bare number for a decimal', 'value: "0.20"', 'value: 0.20', 'sampling.preparationVariance.value'],
    ['an exponent', 'value: "0.20"', 'value: "2e-1"', 'sampling.preparationVariance.value'],
    ['a fraction of an increment', 'count: 10\n', 'count: 10.5\n', 'sampling.minimumIncrements.count'],
    ['falling rows', '{ topSize: "6",', '{ topSize: "2",', 'sampling.minimumMass.rows'],
    ['a gap between bands', '{ from: "10", limit: "0.5"', '{ from: "11", limit: "0.5"', 'assay.items[0].repeatability'],
    [
      'an edge in two bands',
      '- { from: "10.00", fromInclusive: false, limit: "0.40"',
      '- { from: "10.00", limit: "0.40"',
      'assay.items[1].repeatability',
    ],
    ['an item twice', '- item: H\n', '- item: St\n', 'assay.items'],
    ['a date that does not exist', 'validFrom: "2024-11-01"', 'validFrom: "2024-11-31"', 'validFrom'],
  ])('%s is refused with its path', (_case, found, replacement, path) => {
    let replaced = 0;
    copy('coal', (text) => {
      if (replaced > 0 || !text.includes(found)) return text;
      replaced += 1;
      return text.replace(found, replacement);
    });
    expect(replaced).toBe(1);
    expect(refusal()).toMatchObject({ code: 'RULE_PACK_INVALID', field: path });
    expect(refusal()?.message).toContain(path);
  });

  it('a limit nobody reports is refused with its path', () => {
    copy('coal', (text, file) => (file === 'assay.yaml' ? text.replace('item: A, basis: d,', 'item: A, basis: daf,') : text));
    expect(refusal()).toMatchObject({ code: 'RULE_PACK_INVALID', field: 'conformity.limitSets[0].limits[0]' });
  });

  it('gives a hash of the content: comments and the order of keys do not change it, any value does', () => {
    copy();
    const before = hash();
    expect(before).toMatch(/^[0-9a-f]{64}$/);
    copy('coal', (text) => `# a comment\n${text}`);
    expect(hash()).toBe(before);
    copy('coal', (text) => text.replace('moistureFactor: "23"', 'moistureFactor: "23.0"'));
    expect(hash()).not.toBe(before);
  });
});
