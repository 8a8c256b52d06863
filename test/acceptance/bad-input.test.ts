import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient } from '../../orchestrator/demo/http-client.ts';
import { demonstrationShip } from '../../orchestrator/demo/ship.ts';
import { startServerProcess } from '../support/port-house.ts';
import type { ServerReady } from '../support/port-house.ts';
import type { RunningProcess } from '../support/process-line.ts';

/** Nobody answers there: these tests need no plant. */
const noPlant = 'opc.tcp://127.0.0.1:9';
const cli = join(process.cwd(), 'dist', 'orchestrator', 'cli.js');
const site = join(process.cwd(), 'config', 'demo-port', 'site.yaml');
const tagMaps = join(process.cwd(), 'config', 'demo-port', 'tag-maps');

interface Problem {
  readonly code: string;
  readonly field?: string;
  readonly remedy?: string;
}

/** The compiled server itself, over HTTP and from the command line. */
describe('bad input to a real server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-bad-'));
  const dataFolder = join(folder, 'data');
  let server: RunningProcess<ServerReady>;
  let token: string;

  const declare = async (changes: object, authorization = `Bearer ${token}`): Promise<{ status: number; problem: Problem }> => {
    const response = await fetch(`${server.ready.url}/api/v1/consignments`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: authorization },
      body: JSON.stringify({ ...demonstrationShip, ...changes }),
    });
    return { status: response.status, problem: (await response.json()) as Problem };
  };
  const consignments = async () => {
    const officer = server.ready.logins.find(({ id }) => id === 'officer');
    if (!officer) throw new Error('no officer');
    return (await new ApiClient(server.ready.url, officer).get<{ items: unknown[] }>('/api/v1/consignments')).items;
  };

  beforeAll(async () => {
    server = await startServerProcess({ dataFolder, port: 0, plant: noPlant, seed: 1 });
    const { secret } = server.ready.logins.find(({ id }) => id === 'officer') ?? { secret: '' };
    const login = await fetch(`${server.ready.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ user: 'officer', password: secret }),
    });
    token = ((await login.json()) as { token: string }).token;
  }, 60_000);
  afterAll(async () => {
    await server.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ['a mass of nothing', { declaredMass: '0' }, 'declaredMass'],
    ['a negative mass', { declaredMass: '-5' }, 'declaredMass'],
    ['a mass that is not a number', { declaredMass: 'plenty' }, 'declaredMass'],
    ['an unknown sampler', { sampler: 'CS-99' }, 'sampler'],
    ['a preparation line named as sampler', { sampler: 'CP-01' }, 'sampler'],
    ['an unknown preparation line', { preparationLine: 'CP-99' }, 'preparationLine'],
    ['an unknown rule pack', { rulePack: 'coal-moon' }, 'rulePack'],
    ['ash beyond 100 %', { expectedAshDry: '140' }, 'expectedAshDry'],
  ])('refuses %s, naming field and remedy, and keeps nothing', async (_what, changes, field) => {
    const { status, problem } = await declare(changes);
    expect(status).toBe(422);
    expect(problem.field).toBe(field);
    expect(problem.code).toMatch(/^[A-Z_]+$/);
    expect(problem.remedy).toMatch(/./);
    expect(await consignments()).toEqual([]);
  });

  it('refuses a token that is not ours, and says what to do', async () => {
    const { status, problem } = await declare({}, 'Bearer nonsense');
    expect(status).toBe(401);
    expect(problem).toMatchObject({ code: 'TOKEN_INVALID', remedy: expect.stringMatching(/./) as string });
  });

  it('refuses a second writer on the same data folder', () => {
    const second = spawnSync(process.execPath, [cli, 'serve', '--site', site, '--data', dataFolder, '--port', '0'], { encoding: 'utf8', timeout: 30_000 });
    expect(second.status).toBe(1);
    expect(second.stderr).toContain('DATA_FOLDER_IN_USE (data)');
    expect(second.stderr).toContain('remedy:');
  });

  it.each([
    ['a site file that does not exist', (_: string) => 'missing.yaml', 'CONFIG_UNREADABLE'],
    ['a site with an unknown field', (text: string) => `${text}\ncolour: blue\n`, 'SITE_INVALID'],
    ['a site with an unknown rule pack', (text: string) => text.replace('coal-cn@2026.1', 'coal-moon'), 'RULE_PACK_UNKNOWN'],
    ['a site with an unknown role', (text: string) => text.replace('roles: [officer]', 'roles: [king]'), 'SITE_INVALID (users.'],
  ])('does not start with %s', (_what, spoil, code) => {
    const own = mkdtempSync(join(folder, 'site-'));
    cpSync(tagMaps, join(own, 'tag-maps'), { recursive: true });
    const spoilt = spoil(readFileSync(site, 'utf8'));
    const file = join(own, spoilt === 'missing.yaml' ? spoilt : 'site.yaml');
    if (spoilt !== 'missing.yaml') writeFileSync(file, spoilt);
    const result = spawnSync(process.execPath, [cli, 'serve', '--site', file, '--data', join(own, 'data'), '--port', '0'], { encoding: 'utf8', timeout: 30_000 });
    expect(result.status).toBe(1);
    expect(result.stderr).toContain(code);
  });

  it('does not start with a tag map that names its field wrongly', () => {
    const own = mkdtempSync(join(folder, 'site-'));
    cpSync(tagMaps, join(own, 'tag-maps'), { recursive: true });
    copyFileSync(site, join(own, 'site.yaml'));
    const text = readFileSync(join(tagMaps, 'coal-cross-belt.yaml'), 'utf8').replace('kind: coal-cross-belt-sampler', 'kind: teapot');
    writeFileSync(join(own, 'tag-maps', 'coal-cross-belt.yaml'), text);
    const result = spawnSync(process.execPath, [cli, 'serve', '--site', join(own, 'site.yaml'), '--data', join(own, 'data'), '--port', '0'], { encoding: 'utf8', timeout: 30_000 });
    expect(result.status).toBe(1);
    expect(result.stderr).toContain('TAG_MAP_NOT_VALID');
    expect(result.stderr).toContain('coal-cross-belt.yaml');
  });

  it('says that there is no journal instead of making one', () => {
    const result = spawnSync(process.execPath, [cli, 'audit', 'verify', '--data', join(folder, 'nowhere')], { encoding: 'utf8', timeout: 30_000 });
    expect(result.status).toBe(1);
    expect(result.stderr).toContain('DATA_FOLDER_EMPTY');
  });
});
