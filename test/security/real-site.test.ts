import { execFileSync } from 'node:child_process';
import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSite } from '../../config/site/load.ts';
import { passwd } from '../../orchestrator/commands.ts';
import { openIdentity } from '../../orchestrator/composition/identity.ts';
import { openEmbeddedPrivateFiles } from '../../orchestrator/storage/embedded/private-files.ts';
import { startServerProcess } from '../support/port-house.ts';

const folder = mkdtempSync(join(tmpdir(), 'quaylab-real-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const loaded = loadSite(join(process.cwd(), 'config', 'demo-port', 'site.yaml'));
if (!loaded.ok) throw new Error(loaded.refusal.message);
const demonstration = loaded.value;
const real = { ...demonstration, laboratory: { ...demonstration.laboratory, demonstration: false } };

/** Who may come in, as a start of the server has it; nothing of it asks the journal. */
async function opened(data: string, site: typeof real) {
  const warnings: unknown[] = [];
  const log = { warn: (...line: readonly unknown[]) => void warnings.push(line) };
  const services = {} as Omit<Parameters<typeof openIdentity>[2], 'log'>;
  const { identity, logins } = await openIdentity(site, openEmbeddedPrivateFiles(data), { ...services, log });
  const codeOf = async (user: string, password: string) => {
    const outcome = await identity.login(user, password, '10.0.0.1');
    return outcome.ok ? 'in' : outcome.refusal.code;
  };
  return { warnings: JSON.stringify(warnings), logins, codeOf };
}

async function given(data: string, name: string, site?: typeof real): Promise<string> {
  let said = '';
  await passwd({ data, name, ...(site && { site }), print: (line) => (said = line) });
  return said.split(' ')[1] ?? '';
}

describe('a real site', () => {
  it('lets nobody in before passwords are given, shows none, and tells how to give one', async () => {
    const { warnings, logins, codeOf } = await opened(join(folder, 'new'), real);
    expect(logins).toEqual([]);
    const users = real.users.map(({ id }) => id);
    for (const user of users)
      expect([user, await codeOf(user, user), await codeOf(user, '')]).toEqual([
        user,
        'LOGIN_FAILED',
        'LOGIN_FAILED',
      ]);
    expect(warnings).toContain(JSON.stringify(users));
    expect(warnings).toContain('quaylab passwd NAME --site FILE');
  });

  it('does not take over the passwords that a demonstration in the same folder has shown', async () => {
    const data = join(folder, 'taken-over');
    const shown = await opened(data, demonstration);
    const { secret = '' } = shown.logins.find(({ id }) => id === 'officer') ?? {};
    expect(await shown.codeOf('officer', secret)).toBe('in');
    expect(await (await opened(data, real)).codeOf('officer', secret)).toBe('LOGIN_FAILED');
    const own = await given(data, 'officer', real);
    const after = await opened(data, real);
    expect(await after.codeOf('officer', own)).toBe('in');
    expect(after.warnings).not.toContain('officer');
  });

  it('gives a password only to a name of its own', async () => {
    const data = join(folder, 'names');
    await expect(given(data, 'offcier', real)).rejects.toMatchObject({
      refusal: { code: 'NAME_UNKNOWN', remedy: expect.stringContaining('officer') },
    });
    await expect(given(data, 'officer')).rejects.toMatchObject({ refusal: { code: 'NAME_UNCHECKED' } });
    const first = await given(data, 'officer', real);
    const second = await given(data, 'officer');
    expect(second).toMatch(/^[\w-]{16}$/);
    const { codeOf } = await opened(data, real);
    expect([await codeOf('officer', first), await codeOf('officer', second)]).toEqual(['LOGIN_FAILED', 'in']);
  });
});

/** Files and folders below a folder that anybody but their owner may read or write. */
const openToOthers = (below: string): readonly string[] =>
  readdirSync(below, { recursive: true, encoding: 'utf8' })
    .map((name) => ({ name, mode: lstatSync(join(below, name)).mode & 0o777 }))
    .filter(({ mode }) => (mode & 0o077) !== 0)
    .map(({ name, mode }) => `${name} ${mode.toString(8)}`);

it('what the programs write is for their own user only', async () => {
  const [data, pages] = [join(folder, 'served'), join(folder, 'pages')];
  // Nobody answers there: files are made all the same.
  const server = await startServerProcess({
    dataFolder: data,
    port: 0,
    plant: 'opc.tcp://127.0.0.1:9',
    seed: 1,
  });
  try {
    expect(readdirSync(data)).toEqual(
      expect.arrayContaining(['journal.db', 'views.db', 'telemetry.db', 'pki', 'secrets']),
    );
    expect(openToOthers(data)).toEqual([]);
    expect(lstatSync(data).mode & 0o077).toBe(0);
  } finally {
    await server.kill('SIGTERM');
  }
  execFileSync(process.execPath, [
    join(process.cwd(), 'dist', 'orchestrator', 'cli.js'),
    'workflows',
    '--out',
    pages,
  ]);
  expect(readdirSync(pages).length).toBeGreaterThan(0);
  expect(openToOthers(pages)).toEqual([]);
}, 90_000);
