import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import type { ServerConfigSources } from '../config/server/load.ts';
import { RefusedError } from '../workflows/kernel/refusal.ts';
import { configCheck, configExplain, configShow } from './config-command.ts';

describe('quaylab config', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-config-'));
  const site = join(folder, 'site.yaml');
  beforeAll(() => cpSync(join('config', 'demo-port'), folder, { recursive: true }));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  type Site = Record<string, unknown> & { units: Record<string, unknown>[] };
  const siteWith = (change: (site: Site) => void): void => {
    const changed = load(readFileSync(join('config', 'demo-port', 'site.yaml'), 'utf8')) as Site;
    change(changed);
    writeFileSync(site, dump(changed));
  };
  const flags = { site, data: join(folder, 'data') };
  const at = new Date('2026-05-04T08:00:00Z');

  async function checked(sources: Partial<ServerConfigSources> = {}) {
    const printed: string[] = [];
    const terminal = { print: (line: string) => void printed.push(line), complain: () => {} };
    const isFine = await configCheck({ env: {}, flags, ...sources }, 'json', at, terminal);
    const { faults, remarks } = JSON.parse(printed.join('')) as {
      faults: { code: string; field: string; message: string }[];
      remarks: string[];
    };
    return { isFine, codes: faults.map(({ code, field }) => `${code} ${field}`), faults, remarks };
  }

  it('check: finds nothing wrong with the demonstration port', async () => {
    siteWith(() => {});
    expect(await checked()).toMatchObject({ isFine: true, codes: [], remarks: [] });
  });

  it('check: tells every fault of settings and site file, not only the first', async () => {
    siteWith((changed) => {
      changed['timeZone'] = '';
      changed['colour'] = 'red';
      for (const unit of changed.units.slice(0, 2)) unit['endpoint'] = 'http://plc';
    });
    const { isFine, codes } = await checked({
      env: { QUAYLAB_PORT: 'tcp://10.0.0.1:80', REDIS_URL: 'redis://r' },
    });
    expect(isFine).toBe(false);
    expect(codes).toEqual([
      'CONFIG_INVALID port',
      'CONFIG_MISSING mongodbUri',
      'SITE_INVALID timeZone',
      'SITE_INVALID units.0.endpoint',
      'SITE_INVALID units.1.endpoint',
      'SITE_INVALID ',
    ]);
  });

  it('check: tries everything a start would load, each by itself', async () => {
    siteWith((changed) => {
      Object.assign(changed, {
        rulePacks: { ...(changed['rulePacks'] as object), grain: 'grain-cn@1999.1' },
        https: { certificateFile: 'none.pem', keyFile: 'none.key' },
        signing: {
          key: { kind: 'file', algorithm: 'ES256', keyFile: 'key.pem', certificateFile: 'none.pem' },
        },
      });
      const [first, second, third] = changed.units;
      Object.assign(first ?? {}, { tagMap: 'spoilt.yaml' });
      Object.assign(second ?? {}, { user: { name: 'quaylab', passwordFile: 'password' } });
      Object.assign(third ?? {}, { user: { name: 'quaylab', passwordVariable: 'QUAYLAB_SCALE_PASSWORD' } });
    });
    writeFileSync(join(folder, 'tag-maps', 'spoilt.yaml'), 'kind: coal-cross-belt-sampler\n');
    const env = { QUAYLAB_SCALE_PASSWORD: 'secret', QUAYLAB_SCALES: 'x' };
    const { codes, remarks, faults } = await checked({ env });
    expect(codes.map((code) => code.split(' ')[0])).toEqual([
      'RULE_PACK_UNKNOWN',
      'HTTPS_FILE_UNREADABLE',
      'SIGNING_FILE_UNREADABLE',
      'TAG_MAP_NOT_VALID',
      'PASSWORD_UNREADABLE',
    ]);
    expect(faults.find(({ code }) => code === 'TAG_MAP_NOT_VALID')?.message).toContain('spoilt.yaml');
    expect(remarks).toEqual([expect.stringContaining('QUAYLAB_SCALES')]);
  });

  it('check: takes no real site without a key to sign with', async () => {
    siteWith((changed) => Object.assign(changed['laboratory'] as object, { demonstration: false }));
    expect((await checked()).codes).toEqual(['SIGNING_NOT_CONFIGURED signing']);
  });

  it('show: tells what is in force and from where, and hides secrets', () => {
    const told: string[] = [];
    const terminal = {
      print: (line: string) => void told.push(line),
      complain: (line: string) => void told.push(line),
    };
    const env = {
      MONGODB_URI: 'mongodb://quaylab:hunter2@db/quaylab',
      QUAYLAB_CLUSTER_SECRET: 'hunter2 hunter2 hunter2 hunter2 hunter2',
      QUAYLAB_METRICS_TOKEN: 'hunter2',
      QUAYLAB_PROT: '1',
    };
    expect(configShow({ env, flags: { port: '81' } }, 'text', terminal)).toBe(false);
    const text = told.join('\n');
    expect(text).toMatch(/^mongodbUri +\*\*\* +MONGODB_URI$/m);
    expect(text).toMatch(/^port +81 +--port$/m);
    expect(text).toMatch(/^host +127\.0\.0\.1 +standard$/m);
    expect(text).toMatch(/CONFIG_INVALID \(metricsToken\)/);
    expect(text).toMatch(/QUAYLAB_PROT .*Is QUAYLAB_PORT meant\?/);
    expect(text).not.toContain('hunter2');
  });

  const explained = (field: string) => {
    const printed: string[] = [];
    configExplain(field, 'json', { print: (line) => void printed.push(line), complain: () => {} });
    return JSON.parse(printed.join('')) as Record<string, unknown>[];
  };

  it('explain: knows the settings and, however deep, the fields of a site file', () => {
    expect(explained('clusterSecret')).toMatchObject([
      {
        of: 'server',
        secret: true,
        type: 'text of at least 32 characters',
        set: expect.stringContaining('QUAYLAB_CLUSTER_SECRET_FILE'),
      },
    ]);
    expect(explained('port')).toMatchObject([
      { type: 'whole number from 0 to 65535', standard: '8080', example: '443' },
    ]);
    expect(explained('units.sampler.cutterSpeed')).toMatchObject([
      { of: 'site', meaning: 'Speed of the cutter, m/s.', type: 'number above 0', required: true },
    ]);
    expect(explained('units.0.sampler.cutter.aperture_mm')).toMatchObject([{ of: 'site' }]);
    expect(explained('signing.key')).toMatchObject([
      { fields: expect.arrayContaining(['kind', 'url', 'pinFile']) },
    ]);
    expect(explained('site').map(({ of }) => of)).toEqual(['server', 'site']);
  });

  it('explain: says what may be meant', () => {
    const refused = () => explained('sampler.cuttr');
    expect(refused).toThrow(RefusedError);
    expect(refused).toThrow(/units\[\]\.sampler/);
  });
});
