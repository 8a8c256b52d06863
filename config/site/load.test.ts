import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump, load as fromYaml } from 'js-yaml';
import { loadSite } from './load.ts';

describe('scheduling in a site file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-site-'));
  beforeAll(() => cpSync(join('config', 'demo-port'), folder, { recursive: true }));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const load = (scheduling: object) => {
    const file = join(folder, 'site.yaml');
    const site = fromYaml(readFileSync(join('config', 'demo-port', 'site.yaml'), 'utf8')) as object;
    writeFileSync(file, dump({ ...site, scheduling }));
    return loadSite(file);
  };

  const selfCleaning = { between: 'lots', duration_min: 15 };
  const check = { id: 'cleaned', name: { zh: '已清扫', en: 'Cleaned' }, kind: 'yes-no', evidence: false, twoPersons: false };

  it('is taken as it stands', () => {
    const scheduling = {
      longestWait_min: 120,
      durations_min: { 'coal-preparation': 90 },
      cleaning: {
        'CP-01': selfCleaning,
        'GD-01': { between: 'commodities', duration_min: 10, check },
      },
      moistureHold: { bottled_min: 240, tested_min: 1440 },
    };
    const loaded = load(scheduling);
    expect(loaded.ok && loaded.value.scheduling).toEqual(scheduling);
  });

  it.each<[what: string, scheduling: object, field: string]>([
    ['a wait of nothing', { longestWait_min: 0 }, 'scheduling.longestWait_min'],
    ['a process that holds no unit', { durations_min: { assay: 90 } }, 'scheduling.durations_min'],
    ['cleaning at a unit that is not there', { cleaning: { 'CP-09': selfCleaning } }, 'scheduling.cleaning.CP-09'],
    ['moisture that may not lie at all', { moistureHold: { bottled_min: 0 } }, 'scheduling.moistureHold.bottled_min'],
    ['cleaning in no time', { cleaning: { 'CP-01': { ...selfCleaning, duration_min: 0 } } }, 'scheduling.cleaning.CP-01.duration_min'],
    ['a check that samplers do not see', { cleaning: { 'CP-01': { ...selfCleaning, check } } }, 'scheduling.cleaning.CP-01.check'],
    [
      'a check that can never pass',
      { cleaning: { 'GD-01': { ...selfCleaning, check: { ...check, kind: 'measured' } } } },
      'scheduling.cleaning.GD-01.check',
    ],
    ['a word nobody knows', { longestWait: 5 }, 'scheduling'],
  ])('is refused with %s', (_what, scheduling, field) => {
    expect(load(scheduling)).toMatchObject({ ok: false, refusal: { code: 'SITE_INVALID', field } });
  });
});

describe('the PLC user in a site file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-site-'));
  beforeAll(() => cpSync(join('config', 'demo-port'), folder, { recursive: true }));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** The demo port whose first unit has this user. */
  const load = (user: object) => {
    const file = join(folder, 'site.yaml');
    const site = fromYaml(readFileSync(join('config', 'demo-port', 'site.yaml'), 'utf8')) as { units: object[] };
    site.units[0] = { ...site.units[0], user };
    writeFileSync(file, dump(site));
    return loadSite(file);
  };
  const userOf = (loaded: ReturnType<typeof load>) => loaded.ok && loaded.value.units[0]?.user;

  it('names where the password lies, as seen from the site file', () => {
    const beside = { name: 'quaylab', passwordFile: 'secrets/cs-01' };
    expect(userOf(load(beside))).toEqual({ ...beside, passwordFile: join(folder, 'secrets', 'cs-01') });
    const elsewhere = { name: 'quaylab', passwordFile: '/run/secrets/cs-01' };
    expect(userOf(load(elsewhere))).toEqual(elsewhere);
    const variable = { name: 'quaylab', passwordVariable: 'CS_01_PASSWORD' };
    expect(userOf(load(variable))).toEqual(variable);
  });

  it.each<[what: string, user: object, field: string]>([
    ['a password in clear', { name: 'quaylab', password: 'secret' }, 'units.0.user'],
    ['no place for the password', { name: 'quaylab' }, 'units.0.user'],
    ['two places', { name: 'quaylab', passwordFile: 'x', passwordVariable: 'X' }, 'units.0.user'],
    ['a variable that is none', { name: 'quaylab', passwordVariable: 'my secret' }, 'units.0.user.passwordVariable'],
    ['nobody', { name: '', passwordFile: 'x' }, 'units.0.user.name'],
  ])('is refused with %s', (_what, user, field) => {
    const loaded = load(user);
    expect(loaded).toMatchObject({ ok: false, refusal: { code: 'SITE_INVALID', field } });
    expect(JSON.stringify(loaded)).not.toContain('secret');
  });
});

describe('the user of a time stamp authority', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'quaylab-site-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const load = (timeStamp: object) => {
    cpSync(join('config', 'demo-port'), folder, { recursive: true });
    const file = join(folder, 'site.yaml');
    const site = fromYaml(readFileSync(file, 'utf8')) as object;
    const key = { kind: 'file', algorithm: 'ES256', keyFile: 'key.pem', certificateFile: 'key.crt' };
    writeFileSync(file, dump({ ...site, signing: { key, timeStamp } }));
    return loadSite(file);
  };
  const url = 'https://tsa.example/tsr';

  it('names where the password lies, as seen from the site file', () => {
    const loaded = load({ url, user: { name: 'lab', passwordFile: 'secrets/tsa' } });
    expect(loaded).toMatchObject({
      ok: true,
      value: { signing: { timeStamp: { url, user: { name: 'lab', passwordFile: join(folder, 'secrets', 'tsa') } } } },
    });
  });

  it.each<[what: string, timeStamp: object, field: string]>([
    ['a login within the address', { url: 'https://lab:secret@tsa.example/' }, 'signing.timeStamp.url'],
    ['no address', { url: 'secret', user: { name: 'lab', passwordVariable: 'TSA' } }, 'signing.timeStamp.url'],
    [
      'a name that HTTP would cut in two',
      { url, user: { name: 'lab:secret', passwordVariable: 'TSA' } },
      'signing.timeStamp.user.name',
    ],
  ])('is refused with %s', (_what, timeStamp, field) => {
    const loaded = load(timeStamp);
    expect(loaded).toMatchObject({ ok: false, refusal: { code: 'SITE_INVALID', field } });
    expect(JSON.stringify(loaded)).not.toContain('secret');
  });
});
