import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RuleSource } from '../../workflows/kernel/source.ts';
import { loadRulePack } from './load.ts';

const shipped = 'config/rules';
const text = readFileSync(join(shipped, 'coal-cn-2024.yaml'), 'utf8');

/** Every source anywhere in a value. */
function sourcesIn(value: unknown): RuleSource[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'confidence' in value ? [value as RuleSource] : [];
  return [...own, ...Object.values(value).flatMap(sourcesIn)];
}

describe('the shipped pack', () => {
  const outcome = loadRulePack(shipped, 'coal-cn');
  const pack = outcome.ok ? outcome.value : undefined;

  it('loads, by id and by id and version', () => {
    expect(outcome).toMatchObject({ ok: true, value: { ref: { id: 'coal-cn', version: '2024.1' } } });
    expect(loadRulePack(shipped, 'coal-cn@2024.1')).toEqual(outcome);
  });

  it('determines twelve items and reports twenty-one values, trailing zeros kept', () => {
    expect(pack?.assay.items.map(({ item }) => item)).toEqual(
      ['Mt', 'M', 'A', 'V', 'St', 'Qgr', 'H', 'Hg', 'As', 'P', 'Cl', 'F'], // prettier-ignore
    );
    expect(pack?.assay.reported).toHaveLength(21);
    expect(pack?.sampling.preparationVariance.value).toBe('0.20');
  });

  it('has none of the superseded least masses of 1996', () => {
    const general = Object.fromEntries(
      pack?.sampling.minimumMass.rows.map((row) => [row.topSize, row.general]) ?? [],
    );
    expect(general).toMatchObject({ 25: '40', 13: '15', 6: '3.75', 3: '0.7' });
  });

  it('marks as policy the repeatability it could not take from a standard, and says so', () => {
    for (const symbol of ['Hg', 'As']) {
      const source = pack?.assay.items.find(({ item }) => item === symbol)?.source;
      expect(source?.confidence).toBe('policy');
      expect(source?.note).toContain('current edition must be loaded');
    }
  });

  it('names standard, edition and clause in every source', () => {
    const sources = sourcesIn(pack);
    expect(sources.length).toBeGreaterThan(60);
    for (const source of sources)
      expect([source.standard, source.edition, source.clause].every(Boolean)).toBe(true);
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
  const write = (name: string, content: string) => writeFileSync(join(directory, name), content);
  const refusal = (id = 'coal-cn') => {
    const outcome = loadRulePack(directory, id);
    return outcome.ok ? null : outcome.refusal;
  };
  const hash = (id = 'coal-cn') => {
    const outcome = loadRulePack(directory, id);
    return outcome.ok ? outcome.value.ref.hash : outcome.refusal.code;
  };

  it('without the pack asked for is told with those present', () => {
    write('coal.yaml', text);
    expect(refusal('grain-cn')).toMatchObject({ code: 'RULE_PACK_UNKNOWN', field: 'rulePack' });
    expect(refusal('grain-cn')?.remedy).toContain('coal-cn@2024.1');
    expect(refusal('coal-cn@2025.1')?.code).toBe('RULE_PACK_UNKNOWN');
  });

  it('that does not exist, or is empty, is refused', () => {
    expect(loadRulePack(join(directory, 'nowhere'), 'coal-cn')).toMatchObject({
      ok: false,
      refusal: { code: 'RULE_PACK_DIRECTORY_MISSING' },
    });
    expect(refusal()?.code).toBe('RULE_PACK_UNKNOWN');
  });

  it('with two versions asks which', () => {
    write('a.yaml', text);
    write('b.yaml', text.replace('version: "2024.1"', 'version: "2025.1"'));
    expect(refusal()).toMatchObject({ code: 'RULE_PACK_AMBIGUOUS' });
    expect(loadRulePack(directory, 'coal-cn@2025.1')).toMatchObject({
      ok: true,
      value: { ref: { version: '2025.1' } },
    });
  });

  it('with broken YAML is refused with file and line', () => {
    write('broken.yaml', 'id: coal-cn\nversion: "1"\nname: { zh: a, en: b\n');
    expect(refusal()).toMatchObject({ code: 'RULE_PACK_UNREADABLE', field: join(directory, 'broken.yaml') });
    expect(refusal()?.message).toMatch(/line \d/);
    write('broken.yaml', 'a: 1\na: 2\n');
    expect(refusal()?.code).toBe('RULE_PACK_UNREADABLE');
    write('broken.yaml', 'id: *nowhere\n');
    expect(refusal()?.code).toBe('RULE_PACK_UNREADABLE');
    write('broken.yaml', '- just\n- a list\n');
    expect(refusal()?.message).toContain('no id and version');
  });

  it.each<[string, string, string, string]>([
    ['an unknown key', 'unitMassDecimals: 3', 'unitMassDecimals: 3\n  surprise: 1', 'sampling'],
    [
      'a missing source',
      /    count: 10\n {4}source:.*\n/.exec(text)?.[0] ?? '',
      '    count: 10\n',
      'sampling.minimumIncrements.source',
    ],
    ['a bare number for a decimal', 'value: "0.20"', 'value: 0.20', 'sampling.preparationVariance.value'],
    ['an exponent', 'value: "0.20"', 'value: "2e-1"', 'sampling.preparationVariance.value'],
    ['a fraction of an increment', 'count: 10', 'count: 10.5', 'sampling.minimumIncrements.count'],
    ['falling rows', '{ topSize: "6",', '{ topSize: "2",', 'sampling.minimumMass.rows'],
    [
      'a gap between bands',
      '{ from: "10", limit: "0.5"',
      '{ from: "11", limit: "0.5"',
      'assay.items[0].repeatability',
    ],
    [
      'an edge in two bands',
      '- { from: "10.00", fromInclusive: false, limit: "0.40"',
      '- { from: "10.00", limit: "0.40"',
      'assay.items[1].repeatability',
    ],
    ['an item twice', '- item: H\n', '- item: St\n', 'assay.items'],
    [
      'a limit nobody reports',
      '- { item: A, basis: d, name: *A, unit: "%", comparison: "<=", limit: "40"',
      '- { item: A, basis: daf, name: *A, unit: "%", comparison: "<=", limit: "40"',
      'conformity.limitSets[0].limits[0]',
    ],
    [
      'a condition without distance',
      'haulOver: "600"\n      condition: &long-haul',
      'condition: &long-haul',
      'conformity.limitSets[2].condition',
    ],
    ['a date that does not exist', 'validFrom: "2024-11-01"', 'validFrom: "2024-11-31"', 'validFrom'],
  ])('%s is refused with its path', (_case, found, replacement, path) => {
    expect(found !== '' && text.includes(found)).toBe(true);
    write('coal.yaml', text.replace(found, replacement));
    expect(refusal()).toMatchObject({ code: 'RULE_PACK_INVALID', field: path });
    expect(refusal()?.message).toContain(path);
  });

  it('gives a hash of the content: comments do not change it, any value does', () => {
    write('coal.yaml', text);
    const before = hash();
    expect(before).toMatch(/^[0-9a-f]{64}$/);
    write('coal.yaml', `# a comment\n${text}`);
    expect(hash()).toBe(before);
    write('coal.yaml', text.replace('moistureFactor: "23"', 'moistureFactor: "23.0"'));
    expect(hash()).not.toBe(before);
  });
});
