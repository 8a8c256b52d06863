import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { dump, load } from 'js-yaml';
import { Berth } from '../plc-adapters/testing/berth.ts';
import { RefusedError } from '../workflows/kernel/refusal.ts';
import { plantBrowse, plantCheck, plantTrust } from './plant-command.ts';

const site = join('config', 'demo-port', 'site.yaml');

describe('quaylab plant', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-plant-'));
  const data = join(folder, 'data');
  const berth = new Berth(folder);
  beforeAll(() => berth.open(), 60_000);
  afterAll(async () => {
    await berth.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const printed = async <T>(work: (print: (line: string) => void) => Promise<T>) => {
    const lines: string[] = [];
    return { result: await work((line) => lines.push(line)), text: lines.join('\n') };
  };
  const refusalOf = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error: unknown) => (error instanceof RefusedError ? error.refusal : Promise.reject(error as Error)),
    );
  const silent = () => undefined;
  const unit = () => ({ site, unit: 'CS-01', plant: berth.endpoint, data });

  it('commissions a unit: refused, looked at, trusted, checked', async () => {
    expect(await refusalOf(plantCheck(unit(), silent))).toMatchObject({ code: 'CERTIFICATE_UNTRUSTED' });

    const listed = await printed((print) => plantTrust('list', undefined, { ...unit(), json: true }, print));
    type Listed = { certificates: { standing: string; shownByUnit: boolean; facts: { thumbprint: string } }[] };
    const [rejected, own] = (JSON.parse(listed.text) as Listed).certificates;
    expect([rejected, own]).toMatchObject([
      { standing: 'rejected', shownByUnit: true },
      { standing: 'own', shownByUnit: false },
    ]);

    const another = '0'.repeat(40);
    expect(await refusalOf(plantTrust('accept', another, unit(), silent))).toMatchObject({ code: 'CERTIFICATE_OF_ANOTHER' });
    const accepted = await printed((print) => plantTrust('accept', rejected?.facts.thumbprint, { data }, print));
    expect(accepted.text).toContain(`已信任 trusted ${rejected?.facts.thumbprint}`);

    const checked = await printed((print) => plantCheck(unit(), print));
    expect(checked.result).toBe(true);
    const headings = ['服务器 Server', '证书 Certificates', '标签 Tags', '通信 Communication', '结论 Result: 合格 passed'];
    for (const heading of headings) expect(checked.text).toContain(`\n${heading}`);
  }, 60_000);

  it('is not content with a unit whose tag map names a node the PLC lacks', async () => {
    const wrongSite = join(folder, 'site', 'site.yaml');
    mkdirSync(join(folder, 'site', 'tag-maps'), { recursive: true });
    const file = load(readFileSync(site, 'utf8')) as { units: { unit: string; tagMap: string; security: object }[] };
    for (const each of file.units) {
      const text = readFileSync(join(dirname(site), 'tag-maps', each.tagMap), 'utf8');
      const map = load(text) as { tags: Record<string, object> };
      map.tags['Act.Nonsense'] = { type: 'Float', dir: 'R' };
      writeFileSync(join(folder, 'site', 'tag-maps', each.tagMap), dump(map));
      each.security = { mode: 'None', policy: 'None' };
    }
    writeFileSync(wrongSite, dump(file));
    const checked = await printed((print) => plantCheck({ ...unit(), site: wrongSite, json: true }, print));
    const report = JSON.parse(checked.text) as { passed: boolean; findings: { code: string; about: string }[] };
    expect(checked.result).toBe(false);
    expect(report.passed).toBe(false);
    expect(report.findings).toContainEqual(expect.objectContaining({ code: 'TAG_MISSING', about: 'Act.Nonsense' }));
  });

  it('prints the tree of a server in columns, and as JSON', async () => {
    const wish = { data, depth: 2, security: 'None', policy: 'Basic256Sha256' } as const;
    const from = 'nsu=urn:quay:plc;s=CS-01';
    const tree = await printed((print) => plantBrowse(berth.endpoint, { ...wish, from }, print));
    expect(tree.text).toMatch(/^ {4}StateCurrent +Int32 +R +2 +nsu=urn:quay:plc;s=CS-01\.Sts\.StateCurrent$/m);
    const json = await printed((print) => plantBrowse(berth.endpoint, { ...wish, from, depth: 1, json: true }, print));
    const root = JSON.parse(json.text) as { name: string; children: { name: string }[] };
    expect(root.name).toBe('CS-01');
    expect(root.children.map(({ name }) => name)).toEqual(['Cmd', 'Evt', 'Sts', 'Set', 'Act']);
  });

  it('gives the user of the site file, or the one named on the command line', async () => {
    const file = load(readFileSync(site, 'utf8')) as { units: object[] };
    const user = { name: 'quaylab', passwordFile: 'nowhere' };
    const withUser = join(folder, 'with-user', 'site.yaml');
    cpSync(dirname(site), dirname(withUser), { recursive: true });
    writeFileSync(withUser, dump({ ...file, units: file.units.map((each) => ({ ...each, user })) }));
    const options = { ...unit(), site: withUser };
    expect(await refusalOf(plantCheck(options, silent))).toMatchObject({
      code: 'PASSWORD_UNREADABLE',
      field: 'units.CS-01.user.passwordFile',
    });
    delete process.env['QUAYLAB_PLANT_PASSWORD'];
    expect(await refusalOf(plantCheck({ ...options, user: 'engineer' }, silent))).toMatchObject({
      code: 'PASSWORD_MISSING',
      field: 'user',
    });
    // Which certificate a PLC shows, it tells everybody.
    expect(await refusalOf(plantTrust('list', undefined, options, silent))).toBeNull();
  });

  it('refuses what cannot be meant', async () => {
    expect(await refusalOf(plantCheck({ ...unit(), unit: 'XX-99' }, silent))).toMatchObject({ code: 'UNIT_UNKNOWN', field: 'unit' });
    expect(await refusalOf(plantTrust('accept', undefined, { data }, silent))).toMatchObject({ code: 'THUMBPRINT_MISSING' });
    expect(await refusalOf(plantTrust('list', undefined, { data, unit: 'CS-01' }, silent))).toMatchObject({ code: 'SITE_MISSING' });
    delete process.env['QUAYLAB_PLANT_PASSWORD'];
    expect(await refusalOf(plantCheck({ ...unit(), user: 'engineer' }, silent))).toMatchObject({ code: 'PASSWORD_MISSING', field: 'user' });
  });
});
