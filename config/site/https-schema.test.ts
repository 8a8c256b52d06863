import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump, load as fromYaml } from 'js-yaml';
import { certificateThumbprint } from './https-schema.ts';
import { loadSite } from './load.ts';

describe('how a site is reached', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-https-'));
  beforeAll(() => cpSync(join('config', 'demo-port'), folder, { recursive: true }));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const load = (more: object) => {
    const file = join(folder, 'site.yaml');
    const site = fromYaml(readFileSync(join('config', 'demo-port', 'site.yaml'), 'utf8')) as object;
    writeFileSync(file, dump({ ...site, ...more }));
    return loadSite(file);
  };
  const hex = 'a1'.repeat(32);
  const base64url = Buffer.from(hex, 'hex').toString('base64url');
  const https = { certificateFile: 'port.pem', keyFile: '/etc/port.key', clientCertificates: {} };
  const customs = { clientId: 'gacc', scopes: ['certificates.read'], certificateThumbprint: hex };

  it('is told by files whose paths begin at the site file, with clients and their limit', () => {
    const limit = { requests: 100, seconds: 10 };
    const asked = { ...https, clientCertificates: { authoritiesFile: 'ca.pem' } };
    const loaded = load({ https: asked, customsClients: [customs], customsRequestLimit: limit });
    if (!loaded.ok) throw new Error(loaded.refusal.message);
    const at = (name: string) => join(folder, name);
    expect(loaded.value.https).toEqual({
      certificateFile: at('port.pem'),
      keyFile: '/etc/port.key',
      clientCertificates: { authoritiesFile: at('ca.pem') },
    });
    expect(loaded.value.customsClients).toEqual([{ ...customs, certificateThumbprint: base64url }]);
    expect(loaded.value.customsRequestLimit).toEqual(limit);
  });

  it.each<[what: string, more: object, field: string]>([
    [
      'a client that could never present its certificate',
      { customsClients: [customs] },
      'customsClients.0.certificateThumbprint',
    ],
    [
      'half a thumbprint',
      { https, customsClients: [{ ...customs, certificateThumbprint: 'a1:a1' }] },
      'customsClients.0.certificateThumbprint',
    ],
    ['a certificate without its key', { https: { certificateFile: 'port.pem' } }, 'https.keyFile'],
    [
      'a limit that lets nothing in',
      { customsRequestLimit: { requests: 0, seconds: 60 } },
      'customsRequestLimit.requests',
    ],
  ])('is refused with %s', (_what, more, field) => {
    expect(load(more)).toMatchObject({ ok: false, refusal: { code: 'SITE_INVALID', field } });
  });

  it.each([base64url, hex, hex.toUpperCase(), hex.toUpperCase().match(/../g)?.join(':')])(
    'knows the thumbprint %s',
    (text) => expect(certificateThumbprint.parse(text)).toBe(base64url),
  );
});
