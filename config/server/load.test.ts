import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadServerConfig, readServerConfig } from './load.ts';
import type { ServerConfigSources } from './load.ts';

describe('the settings of the server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-settings-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const written = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const inForce = (sources: Partial<ServerConfigSources>) => {
    const loaded = loadServerConfig({ env: {}, ...sources }, []);
    if (!loaded.ok) throw new Error(loaded.refusal.message);
    return loaded.value;
  };
  const faultsOf = (sources: Partial<ServerConfigSources>) =>
    readServerConfig({ env: {}, ...sources }).faults;

  it('have standards, and tell so', () => {
    const { settings, origins } = inForce({});
    expect(settings).toEqual({
      data: resolve('data'),
      host: '127.0.0.1',
      port: 8080,
      logLevel: 'info',
      lease_s: 5,
      freeDisk_MiB: 512,
    });
    expect(new Set(Object.values(origins))).toEqual(new Set(['standard']));
  });

  it('come from a file, stronger from the environment, strongest from flags; each tells from where', () => {
    const file = written('server.yaml', '# ours\nport: 1111\nhost: 10.0.0.1\n\nlogLevel: warn\n');
    const env = { QUAYLAB_HOST: '10.0.0.2', QUAYLAB_LOG_LEVEL: 'error', QUAYLAB_DATA: '' };
    const { settings, origins } = inForce({ file, env, flags: { logLevel: 'debug' } });
    expect(settings).toMatchObject({
      port: 1111,
      host: '10.0.0.2',
      logLevel: 'debug',
      data: resolve('data'),
    });
    expect(origins).toMatchObject({
      port: `${file}:2`,
      host: 'QUAYLAB_HOST',
      logLevel: '--log-level',
      data: 'standard',
    });
    expect(inForce({ env: { QUAYLAB_CONFIG: file } }).settings.port).toBe(1111);
  });

  it('name paths: those of the file begin at its folder, all others where one is', () => {
    const file = written('paths.yaml', 'site: port/site.yaml\ndata: ../kept\n');
    expect(inForce({ file }).settings).toMatchObject({
      site: join(folder, 'port', 'site.yaml'),
      data: resolve(folder, '..', 'kept'),
    });
    expect(inForce({ file, env: { QUAYLAB_SITE: 'site.yaml' } }).settings.site).toBe(resolve('site.yaml'));
  });

  it('take secrets from the environment or from files of their own', () => {
    const secret = 'a secret of at least thirty-two characters';
    const uri = written('uri', 'mongodb://u:p@db/quaylab\n');
    const key = written('key', `${secret}\n`);
    const file = written('cluster.yaml', 'mongodbUriFile: uri\n');
    const { settings, origins } = inForce({ file, env: { QUAYLAB_CLUSTER_SECRET_FILE: key } });
    expect(settings).toMatchObject({ mongodbUri: 'mongodb://u:p@db/quaylab', clusterSecret: secret });
    expect(origins.mongodbUri).toBe(`${file}:1 (${uri})`);
    expect(origins.clusterSecret).toBe(`QUAYLAB_CLUSTER_SECRET_FILE (${key})`);
    expect(
      inForce({ flags: { metricsTokenFile: written('token', 'b'.repeat(20)) } }).settings.metricsToken,
    ).toBe('b'.repeat(20));
  });

  it('are refused by field and source, all at once, and never repeat a secret', () => {
    const file = written('faulty.yaml', 'port: "80"\nhots: 10.0.0.1\nclusterSecret: hunter2\nlease_s: 1\n');
    const env = {
      QUAYLAB_FREE_DISK_MIB: 'much',
      QUAYLAB_METRICS_TOKEN: 'hunter2',
      REDIS_URL: 'http://:hunter2@redis',
      MONGODB_URI: 'mongodb://db/quaylab',
      MONGODB_URI_FILE: '/nowhere',
    };
    const faults = faultsOf({
      file,
      env,
      flags: { publicUrl: 'lab.example', clusterSecretFile: '/nowhere/at/all' },
    });
    expect(faults.map(({ code, field }) => `${code} ${field}`)).toEqual([
      'CONFIG_UNKNOWN_FIELD hots',
      'CONFIG_UNKNOWN_FIELD clusterSecret',
      'CONFIG_INVALID port',
      'CONFIG_INVALID publicUrl',
      'CONFIG_INVALID mongodbUri',
      'CONFIG_INVALID redisUrl',
      'SECRET_FILE_UNREADABLE clusterSecret',
      'CONFIG_INVALID lease_s',
      'CONFIG_INVALID metricsToken',
      'CONFIG_INVALID freeDisk_MiB',
    ]);
    const told = JSON.stringify(faults);
    expect(told).not.toContain('hunter2');
    for (const place of [
      `${file}:1`,
      `${file}:2`,
      '--public-url',
      '--cluster-secret-file',
      'QUAYLAB_FREE_DISK_MIB',
    ])
      expect(told).toContain(place);
    expect(told).toContain('Is host meant?');
    expect(loadServerConfig({ file, env })).toMatchObject({
      ok: false,
      refusal: { code: 'CONFIG_UNKNOWN_FIELD' },
    });
  });

  it.each([
    [
      'an empty secret file',
      { env: { REDIS_URL_FILE: '/dev/null', MONGODB_URI: 'mongodb://db/x' } },
      'SECRET_FILE_UNREADABLE',
    ],
    ['a file that is not there', { file: '/nowhere.yaml' }, 'CONFIG_UNREADABLE'],
    ['a cluster without its secret', { env: { MONGODB_URI: 'mongodb://db/x' } }, 'CONFIG_MISSING'],
    ['jobs without a cluster', { env: { REDIS_URL: 'redis://redis' } }, 'CONFIG_MISSING'],
  ])('are refused for %s', (_, sources, code) => {
    expect(faultsOf(sources)[0]?.code).toBe(code);
  });

  it.each(['- port', 'port: [', 'port: 1\nport: 2'])('are refused for a file with %j', (text) => {
    const [fault] = faultsOf({ file: written('broken.yaml', text) });
    expect(fault?.code).toMatch(/^CONFIG_(UNREADABLE|INVALID)$/);
  });

  it('say which of those that are needed is missing, and how it is set', () => {
    const loaded = loadServerConfig({ env: {} }, ['site', 'redisUrl']);
    expect(loaded).toMatchObject({ ok: false, refusal: { code: 'CONFIG_MISSING', field: 'site' } });
    expect(loaded.ok ? '' : loaded.refusal.remedy).toContain('QUAYLAB_SITE');
  });

  it('tell of variables that look like ours and are none, since one may be misspelt', () => {
    const env = {
      QUAYLAB_PUBLIC_ULR: 'x',
      QUAYLAB_SCALE_PASSWORD: 'y',
      QUAYLAB_PLANT_PASSWORD: 'z',
      HOME: '/',
    };
    const told = inForce({ env }).strangeVariables;
    expect(told.map(({ name }) => name)).toEqual(['QUAYLAB_PUBLIC_ULR', 'QUAYLAB_SCALE_PASSWORD']);
    expect(told[0]?.message).toContain('Is QUAYLAB_PUBLIC_URL meant?');
    expect(told[1]?.message).not.toContain('meant');
  });
});
