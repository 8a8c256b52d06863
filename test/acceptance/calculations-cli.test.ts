import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '../../orchestrator/calculations/catalogue.ts';
import { packShelf } from '../../orchestrator/calculations/pack-shelf.ts';
import { runCalculation } from '../../orchestrator/calculations/run.ts';

const cli = join(process.cwd(), 'dist', 'orchestrator', 'cli.js');
const site = join(process.cwd(), 'config', 'demo-port', 'site.yaml');

function quaylab(words: readonly string[], input?: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...words], {
    encoding: 'utf8',
    timeout: 30_000,
    ...(input !== undefined && { input }),
  });
  return { status, stdout, stderr };
}

const calculation = catalogue.groups[0]?.calculations[0];
const name = calculation?.name ?? '';
const example = JSON.stringify(calculation?.example);

/** The compiled program, as an inspector or a script calls it. */
describe('quaylab calc', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-calc-'));
  const file = join(folder, 'input.json');
  beforeAll(() => writeFileSync(file, `\uFEFF${example}`));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('lists every calculation', () => {
    const { status, stdout } = quaylab(['calc', 'list']);
    expect(status).toBe(0);
    for (const group of catalogue.groups)
      for (const each of group.calculations) expect(stdout).toMatch(new RegExp(`^${each.name} .*${group.id}$`, 'm'));
    expect(JSON.parse(quaylab(['calc', 'list', '--format', 'json']).stdout)).toHaveLength(
      catalogue.groups.flatMap((group) => group.calculations).length,
    );
  });

  it('explains one, in words and as JSON', () => {
    const { status, stdout } = quaylab(['calc', 'explain', name]);
    expect(status).toBe(0);
    expect(stdout).toContain('公式与判定规则 formulas and decision rules');
    expect(stdout).toContain(example);
    expect(JSON.parse(quaylab(['calc', 'explain', name, '--format', 'json', '--site', site]).stdout)).toMatchObject({
      name,
      example: calculation?.example,
    });
  });

  it('answers in JSON where nobody looks, the same from text, file and standard input', () => {
    const expected = runCalculation(catalogue, name, calculation?.example, packShelf());
    const answers = [
      quaylab(['calc', name, '--json', example]),
      quaylab(['calc', name, '--file', file]),
      quaylab(['calc', name, '--file', '-'], example),
    ];
    for (const { status, stdout, stderr } of answers) {
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(JSON.parse(stdout)).toEqual(expected.ok ? JSON.parse(JSON.stringify(expected.value)) : null);
    }
  });

  it('answers in words when asked to, with the packs of a site', () => {
    const { status, stdout } = quaylab(['calc', name, '--json', example, '--format', 'text', '--site', site, '--on', '2026-05-04']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^1\. /m);
    expect(stdout).toContain('依据的规则包 rule packs');
  });

  it.each<[string, readonly string[], string, string]>([
    ['an unknown calculation', ['coal-moon', '--json', '{}'], 'CALCULATION_UNKNOWN', 'name'],
    ['an unknown field', [name, '--json', `{"moonPhase":"1",${example.slice(1)}`], 'FIELD_UNKNOWN', 'moonPhase'],
    ['a list', [name, '--json', '[]'], 'INPUT_NOT_AN_OBJECT', 'input'],
    ['broken JSON', [name, '--json', '{lotMass_t: 1}'], 'JSON_BROKEN', 'input'],
    ['no input', [name], 'INPUT_MISSING', 'json'],
    ['two inputs', [name, '--json', example, '--file', 'x'], 'INPUT_TWICE', 'file'],
    ['a file that is not there', [name, '--file', '/nowhere/input.json'], 'FILE_UNREADABLE', 'file'],
    ['a day that is none', [name, '--json', example, '--on', 'today'], 'DATE_NOT_VALID', 'on'],
    ['a day before the rules', [name, '--json', example, '--on', '1949-10-01'], 'RULE_PACK_NOT_IN_FORCE', 'on'],
  ])('refuses %s with code, field, message and remedy', (_what, words, code, field) => {
    const asJson = quaylab(['calc', ...words]);
    expect({ status: asJson.status, stdout: asJson.stdout }).toEqual({ status: 1, stdout: '' });
    const refusal: unknown = JSON.parse(asJson.stderr);
    expect(refusal).toMatchObject({
      code,
      field,
      message: expect.stringMatching(/\S/) as string,
      remedy: expect.stringMatching(/\S/) as string,
    });
  });

  it('refuses in words when asked to', () => {
    const { status, stderr } = quaylab(['calc', name, '--json', '{}', '--format', 'text']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^错误 error FIELD_MISSING \(\w+\): .+\n处理 remedy: .+/);
  });

  it('refuses a site file that does not exist', () => {
    const { status, stderr } = quaylab(['calc', name, '--json', example, '--site', 'nowhere.yaml']);
    expect(status).toBe(1);
    expect(stderr).toContain('CONFIG_UNREADABLE');
  });

  it('without a name shows how it is used, and fails', () => {
    const { status, stderr } = quaylab(['calc']);
    expect(status).toBe(1);
    expect(stderr).toContain('Usage: quaylab calc');
  });
});

describe('quaylab rules', () => {
  it('lists the packs', () => {
    const { status, stdout } = quaylab(['rules', 'list', '--site', site]);
    expect(status).toBe(0);
    for (const pack of ['coal-cn@2026.1', 'grain-cn@2026.1', 'petroleum-cn@2026.1', 'laboratory-cn@2026.1']) expect(stdout).toContain(pack);
  });

  it('shows a value with its source', () => {
    const { status, stdout } = quaylab(['rules', 'show', 'coal-cn', 'sampling.minimumIncrements']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/count: 10[\s\S]*依据 source: GB\/T 19494\.1-2023/);
  });

  it('refuses a path that leads nowhere', () => {
    const { status, stderr } = quaylab(['rules', 'show', 'coal-cn', 'sampling.nothing']);
    expect(status).toBe(1);
    expect(stderr).toContain('RULE_PATH_UNKNOWN (path)');
  });

  it('checks the packs, and fails for a folder that holds none that load', () => {
    expect(quaylab(['rules', 'check']).status).toBe(0);
    const empty = quaylab(['rules', 'check', join(process.cwd(), 'docs')]);
    expect(empty.status).toBe(1);
    expect(empty.stderr).toContain('RULE_PACK_UNREADABLE');
  });
});
