import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant, unitId } from '../../workflows/kernel/brand.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import type { TagMap } from '../tag-map/parse.ts';
import { Berth } from '../testing/berth.ts';
import { tagMap } from '../testing/tag-maps.ts';
import type { UnitConfig } from '../unit-config.ts';
import { checkJson } from './check-json.ts';
import { checkSections } from './check-text.ts';
import { checkUnit } from './check-unit.ts';
import { acceptCertificate, listCertificates, removeCertificate } from './trust.ts';

describe('the check of a unit of the virtual plant', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-check-'));
  const pkiFolder = join(folder, 'ours');
  const clock = { now: () => instant(new Date().toISOString()), monotonicMs: () => performance.now() };
  const berth = new Berth(folder);
  beforeAll(() => berth.open(), 60_000);
  afterAll(async () => {
    await berth.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const config = (more: Partial<UnitConfig> = {}): UnitConfig => ({
    unit: unitId('CS-01'),
    tagMap: tagMap(),
    endpoint: berth.endpoint,
    security: { mode: 'None', policy: 'None' },
    ...more,
  });
  const check = (more: Partial<UnitConfig> = {}) => checkUnit(config(more), { clock, pkiFolder });
  const refusalOf = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error: unknown) => (error instanceof RefusedError ? error.refusal : Promise.reject(error as Error)),
    );

  it('passes it with its own tag map, and writes nothing', async () => {
    const result = await check();
    const ring = result.tags.filter(({ facts }) => facts.inRing);
    expect(result.findings.map(({ code }) => code)).toEqual(['SECURITY_NONE']);
    expect(result.passed).toBe(true);
    expect(ring).toHaveLength(64 * 9);
    expect(result.tags).toHaveLength(64 * 9 + Object.keys(tagMap().tags).length);
    expect(result.heartbeat?.second).toBeGreaterThan(result.heartbeat?.first ?? NaN);
    expect(result.tags.find(({ facts }) => facts.tag === 'Sts.PlcTime')?.moved).toBe(true);
    expect(result.server.namespaces).toContain('urn:quay:plc');
    const revised = { publishingMs: 250, samplingMs: { shortest: 250, longest: 250 } };
    expect(result.subscription).toMatchObject({ refused: [], revised });
    expect(result.subscription.notifications).toBeGreaterThan(0);
    expect(result.roundTrip?.reads).toBeGreaterThan(0);
    expect(result.certificates.server?.thumbprint).toMatch(/^[0-9a-f]{40}$/);
    expect(result.handshake).toMatchObject({ state: 'Stopped', mode: 1, nextSeq: 1, interlocks: ['no orchestrator heartbeat'] });
    const written = result.tags.filter(({ facts }) => facts.spec.dir !== 'R').map(({ reading }) => reading?.value);
    expect(new Set(written)).toEqual(new Set([0, '']));
    expect(berth.commands()).toEqual([]);
  });

  it('finds a missing node, a wrong type and a direction that does not fit, all at once', async () => {
    const { tags, ...map } = tagMap();
    const wrong: TagMap = {
      ...map,
      tags: {
        ...tags,
        'Act.Nonsense': { type: 'Float', dir: 'R' },
        'Act.BeltFlow': { type: 'Double', dir: 'R' },
        'Act.CutCount': { type: 'UInt32', dir: 'W' },
      },
    };
    const result = await check({ tagMap: wrong });
    expect(result.passed).toBe(false);
    expect(result.findings.filter(({ severity }) => severity === 'fault').map(({ code, about }) => `${about} ${code}`)).toEqual([
      'Act.BeltFlow TYPE_WRONG',
      'Act.CutCount NOT_WRITABLE',
      'Act.Nonsense TAG_MISSING',
    ]);
    const json = JSON.parse(JSON.stringify(checkJson(result))) as { passed: boolean; tags: { tag: string; exists: boolean }[] };
    const missing = json.tags.filter(({ exists }) => !exists);
    expect(missing).toMatchObject([{ tag: 'Act.Nonsense', node: 'nsu=urn:quay:plc;s=CS-01.Act.Nonsense' }]);
    const last = checkSections(result).at(-1);
    expect(last?.heading).toBe('结论 Result: 不合格 failed (3 项故障 faults, 1 项提示 warnings)');
    expect(last?.rows).toContainEqual(['✗', 'TYPE_WRONG', 'Act.BeltFlow', 'Is Float, the map says Double.']);
    const rows = checkSections(result).flatMap(({ rows: all }) => all);
    expect(rows).toContainEqual(['✗', 'Act.Nonsense', 'Float', 'R', '缺失 missing']);
    expect(rows).toContainEqual(['✓', '事件环 ring: 576 / 576']);
  });

  it('finds a namespace the server does not have', async () => {
    const result = await check({ tagMap: { ...tagMap(), namespaceUri: 'urn:another:plc' } });
    expect(result.findings[0]).toMatchObject({ code: 'NAMESPACE_MISSING', severity: 'fault' });
    const last = checkSections(result).at(-1);
    expect(last?.rows.filter(([, code]) => code === 'TAG_MISSING')).toHaveLength(20);
    expect(last?.rows.some((row) => /and \d+ more/.test(row.at(-1) ?? ''))).toBe(true);
  });

  it('finds a PLC program that stands while its server answers', async () => {
    berth.plant.freeze(true);
    try {
      const result = await check();
      expect(result.findings.filter(({ severity }) => severity === 'fault').map(({ code }) => code)).toEqual(['HEARTBEAT_STANDS']);
    } finally {
      berth.plant.freeze(false);
    }
  });

  it('refuses a server whose certificate nobody trusted, and lets it in once it is accepted', async () => {
    const secured = { security: { mode: 'SignAndEncrypt', policy: 'Basic256Sha256' } } as const;
    const refusal = await refusalOf(check(secured));
    const rejected = listCertificates(pkiFolder).find(({ standing }) => standing === 'rejected');
    const thumbprint = rejected?.facts?.thumbprint ?? '';
    expect(refusal).toMatchObject({ code: 'CERTIFICATE_UNTRUSTED' });
    expect(refusal?.remedy).toContain(`quaylab plant trust accept ${thumbprint}`);
    acceptCertificate(pkiFolder, thumbprint);
    expect(await check(secured)).toMatchObject({ passed: true, findings: [], certificates: { server: { thumbprint } } });
    removeCertificate(pkiFolder, thumbprint);
    expect(await refusalOf(check(secured))).toMatchObject({ code: 'CERTIFICATE_UNTRUSTED' });
  }, 60_000);

  it('refuses an address where nobody is, or that is none', async () => {
    const nobody = await refusalOf(check({ endpoint: 'opc.tcp://127.0.0.1:1' }));
    expect(nobody).toMatchObject({ code: 'ENDPOINT_UNREACHABLE', field: 'endpoint' });
    const none = await refusalOf(check({ endpoint: 'http://127.0.0.1' }));
    expect(none).toMatchObject({ code: 'ENDPOINT_NOT_VALID', field: 'endpoint' });
  });
});
