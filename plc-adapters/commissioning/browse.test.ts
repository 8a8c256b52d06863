import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant, unitId } from '../../workflows/kernel/brand.ts';
import type { TagMap } from '../tag-map/parse.ts';
import { tagMap } from '../testing/tag-maps.ts';
import { browseRows } from './browse-text.ts';
import { browsePlant } from './browse.ts';
import type { BrowseWish } from './browse.ts';
import { checkUnit } from './check-unit.ts';
import type { PlantAddress } from './plant-address.ts';
import { foreignNamespace, foreignUser, startForeignServer } from './testing/foreign-server.ts';
import type { ForeignServer } from './testing/foreign-server.ts';

describe('a server that is not the virtual plant', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-browse-'));
  const pki = join(folder, 'ours');
  const clock = { now: () => instant(new Date().toISOString()), monotonicMs: () => performance.now() };
  let server: ForeignServer;
  beforeAll(async () => {
    server = await startForeignServer(join(folder, 'server'));
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const address = (more: Partial<PlantAddress> = {}): PlantAddress => ({
    unit: unitId('X-01'),
    endpoint: server.endpoint,
    security: { mode: 'None', policy: 'None' },
    credentials: foreignUser,
    ...more,
  });
  const browse = (wish: BrowseWish, more?: Partial<PlantAddress>) => browsePlant(address(more), wish, pki);
  const start = `nsu=${foreignNamespace};s=X-01`;
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'not refused',
      (error: { refusal?: { code: string } }) => error.refusal?.code ?? error,
    );

  it('shows type, rights, value and unit of each variable, with ids a tag map can use', async () => {
    const root = await browse({ from: start, depth: 1 });
    const variables = Object.fromEntries(root.children.map(({ nodeId, variable }) => [nodeId.split(';s=')[1], variable]));
    expect(root).toMatchObject({ name: 'X-01', nodeClass: 'Object', nodeId: start, variable: null, cut: false });
    expect(variables).toEqual({
      'X-01.Act.Temp': { type: 'Float', access: 'R', value: '21.5', unit: '°C' },
      'X-01.Act.Bottles': { type: 'String', access: 'R', value: '["a", "b", "c", "d", … 5]', unit: null },
      'X-01.Set.Fixed': { type: 'Int16', access: 'R', value: '3', unit: null },
      'X-01.Sts.EStopOk': { type: 'Boolean', access: 'RW', value: 'true', unit: null },
      'X-01.Inner': null,
    });
    expect(browseRows(root)).toContainEqual(['  Temp', 'Float', 'R', '21.5 °C', `nsu=${foreignNamespace};s=X-01.Act.Temp`]);
  });

  it('says where the tree goes on, and ends in a circle', async () => {
    const objects = await browse({ depth: 1 });
    const unit = objects.children.find(({ name }) => name === 'X-01');
    expect(unit).toMatchObject({ children: [], cut: true });
    const whole = await browse({ from: start, depth: 9 });
    expect(whole.children.find(({ name }) => name === 'Inner')).toMatchObject({ children: [], cut: false });
    const temp = whole.children.find(({ name }) => name === 'Temp');
    expect(temp?.children.map(({ name }) => name)).toEqual(['EURange']);
  });

  it('leaves the server’s own diagnostics alone, unless they are asked for', async () => {
    const objects = await browse({ depth: 2 });
    expect(objects.children.find(({ name }) => name === 'Server')).toMatchObject({ children: [], cut: true });
    expect((await browse({ from: 'i=2253', depth: 1 })).children.map(({ name }) => name)).toContain('ServerStatus');
  });

  it.each([[`nsu=${foreignNamespace};s=nothing`], ['nsu=urn:nobody;s=X-01'], ['rubbish']])('refuses %s as a start', async (from) => {
    expect(await codeOf(browse({ from, depth: 1 }))).toBe('NODE_MISSING');
  });

  it('lets nobody in without the right password, and says so', async () => {
    const { credentials: _left, ...anonymous } = address();
    expect(await codeOf(browsePlant(anonymous, { depth: 1 }, pki))).toBe('LOGIN_REFUSED');
    const wrong = { credentials: { ...foreignUser, password: 'wrong' } };
    expect(await codeOf(browse({ depth: 1 }, wrong))).toBe('LOGIN_REFUSED');
  });

  it('is refused security it does not offer, and tells when it does not trust us', async () => {
    expect(await codeOf(browse({ depth: 1 }, { security: { mode: 'Sign', policy: 'Basic256Sha256' } }))).toBe('SECURITY_NOT_OFFERED');
    mkdirSync(join(pki, 'trusted', 'certs'), { recursive: true });
    copyFileSync(server.certificateFile, join(pki, 'trusted', 'certs', 'foreign.pem'));
    const secured = { security: { mode: 'SignAndEncrypt', policy: 'Basic256Sha256' } } as const;
    expect(await codeOf(browse({ depth: 1 }, secured))).toBe('OWN_CERTIFICATE_REFUSED');
  });

  it('is checked against a map that does not fit it, without giving up at the first fault', async () => {
    const map: TagMap = {
      ...tagMap(),
      namespaceUri: foreignNamespace,
      ring: { ...tagMap().ring, size: 2 },
      tags: {
        'Act.Temp': { type: 'Float', dir: 'R', unit: 'K' },
        'Act.Bottles': { type: 'String', dir: 'R' },
        'Set.Fixed': { type: 'Int16', dir: 'W' },
        // An object on the server, not a variable.
        Inner: { type: 'Int16', dir: 'R' },
        'Sts.EStopOk': { type: 'Bool', dir: 'R' },
      },
    };
    const check = await checkUnit({ ...address(), tagMap: map }, { clock, pkiFolder: pki });
    const found = check.findings.filter(({ code }) => code !== 'TAG_MISSING').map(({ code, about }) => `${about} ${code}`);
    expect(found.sort()).toEqual([
      'Act.Bottles TAG_NOT_SCALAR',
      'Act.Temp UNIT_DIFFERS',
      'Set.Fixed NOT_WRITABLE',
      'Sts.EStopOk SAFETY_WRITABLE',
      'handshake HANDSHAKE_UNREADABLE',
      'server SECURITY_NONE',
    ]);
    expect(check).toMatchObject({ passed: false, heartbeat: null, handshake: null, roundTrip: null });
    expect(check.findings.filter(({ code }) => code === 'TAG_MISSING')).toHaveLength(2 * 9 + 1);
  });
});
