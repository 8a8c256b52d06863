import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compactVerify, createLocalJWKSet, decodeProtectedHeader } from 'jose';
import { completeCertificate } from '../../workflows/certificate/completeness.fixture.ts';
import { instant } from '../../workflows/kernel/brand.ts';
import { canonicalJson } from '../../workflows/kernel/canonical-json.ts';
import { digestOf } from '../canonical.ts';
import { openDemonstrationSigner } from './demo-authority.ts';
import { secretInFolder } from './testing/secret-in-folder.ts';
import { jwkSet, readKeyFile } from './jwks.ts';
import { certificateJws, verifyJws } from './jws.ts';
import type { Signer } from './signer.ts';

const folder = mkdtempSync(join(tmpdir(), 'quaylab-jws-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let signer: Signer;
let successor: Signer;
let jws: string;
beforeAll(async () => {
  signer = await openDemonstrationSigner(secretInFolder(join(folder, 'first')), new Date('2026-01-01T00:00:00Z'));
  successor = await openDemonstrationSigner(secretInFolder(join(folder, 'second')), new Date('2026-02-01T00:00:00Z'));
  jws = await certificateJws(completeCertificate, signer);
});

const encoded = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** Anything at all, signed with the true key. */
async function signed(payload: unknown, header: object = {}): Promise<string> {
  const start = `${encoded({ ...decodeProtectedHeader(jws), ...header })}.${encoded(payload)}`;
  return `${start}.${(await signer.sign(Buffer.from(start))).toString('base64url')}`;
}

describe('a certificate as JWS', () => {
  it('is read with its digest and its signer', async () => {
    expect(await verifyJws(`\n${jws}\r\n`, [successor, signer])).toEqual({
      ok: true,
      value: {
        certificate: completeCertificate,
        digest: digestOf(completeCertificate),
        signedBy: {
          keyId: signer.keyId,
          algorithm: 'ES256',
          subject: expect.stringContaining('CN=Quaylab Demonstration Signer'),
          validFrom: new Date('2026-01-01T00:00:00Z'),
          validTo: new Date('2036-01-01T00:00:00Z'),
        },
      },
    });
  });

  it('is a JWS to a general library, its payload the canonical JSON byte for byte', async () => {
    const keys = createLocalJWKSet({ keys: [...jwkSet([successor, signer]).keys] });
    const { payload, protectedHeader } = await compactVerify(jws, keys);
    expect(Buffer.from(payload).toString('utf8')).toBe(canonicalJson(completeCertificate));
    expect(protectedHeader).toEqual({
      alg: 'ES256',
      kid: signer.keyId,
      typ: 'quaylab-certificate+jws',
      cty: 'application/json',
      'x5t#S256': expect.any(String),
    });
  });

  it.each<[string, string, () => string | Promise<string>]>([
    ['nothing', 'JWS_MALFORMED', () => ''],
    ['two parts', 'JWS_MALFORMED', () => jws.slice(0, jws.lastIndexOf('.'))],
    ['a character that is not base64url', 'JWS_MALFORMED', () => `${jws.slice(0, -4)}+///`],
    ['padding', 'JWS_MALFORMED', () => `${jws}==`],
    ['five million characters', 'JWS_MALFORMED', () => `${jws}${'A'.repeat(5_000_000)}`],
    ['a header that is a list', 'JWS_MALFORMED', () => `${encoded([])}.${encoded({})}.AA`],
    ['a token of another kind', 'JWS_MALFORMED', () => signed(completeCertificate, { typ: 'at+jwt' })],
    ['a critical extension', 'JWS_MALFORMED', () => signed(completeCertificate, { crit: ['exp'] })],
    ['no algorithm', 'JWS_MALFORMED', () => signed(completeCertificate, { alg: 'none' })],
    ['an HMAC with the public key', 'JWS_MALFORMED', () => signed(completeCertificate, { alg: 'HS256' })],
    ['the algorithm of another key', 'JWS_MALFORMED', () => signed(completeCertificate, { alg: 'SM2SM3' })],
    ['commands for a terminal', 'JWS_MALFORMED', () => signed(completeCertificate, { kid: '\u001b[2J' })],
    ['a key nobody has', 'JWS_KEY_UNKNOWN', () => signed(completeCertificate, { kid: 'AAAAAAAAAAA' })],
    [
      'the key of another',
      'JWS_SIGNATURE_WRONG',
      () => signed(completeCertificate, { kid: successor.keyId }),
    ],
    ['another payload', 'JWS_SIGNATURE_WRONG', () => jws.replace(/\.[^.]+\./, `.${encoded('{}')}.`)],
    ['a signature cut short', 'JWS_SIGNATURE_WRONG', () => jws.slice(0, -2)],
    ['spaces in the JSON', 'JWS_NOT_CANONICAL', () => signed(JSON.stringify(completeCertificate, null, 1))],
    ['no JSON', 'JWS_NOT_CANONICAL', () => signed('certificate')],
    ['half a surrogate pair', 'JWS_NOT_CANONICAL', () => signed('{"number":"\\ud800"}')],
    ['a member twice', 'JWS_NOT_CANONICAL', () => signed('{"a":1,"a":1}')],
    ['no certificate', 'CERTIFICATE_INVALID', () => signed('{"number":"X"}')],
  ])('with %s is refused: %s', async (_, code, text) => {
    expect(await verifyJws(await text(), [signer, successor])).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });

  it('names the field that is not by the schema', async () => {
    const text = await signed(canonicalJson({ ...completeCertificate, version: 0 }));
    expect(await verifyJws(text, [signer])).toMatchObject({
      refusal: { code: 'CERTIFICATE_INVALID', field: 'version' },
    });
  });

  it('is refused when its key was not yet or no longer valid as it was issued', async () => {
    for (const issuedAt of ['2025-12-31T23:59:59.000Z', '2036-01-01T00:00:01.000Z']) {
      const text = await certificateJws({ ...completeCertificate, issuedAt: instant(issuedAt) }, signer);
      expect(await verifyJws(text, [signer])).toMatchObject({
        refusal: { code: 'JWS_KEY_NOT_VALID_THEN', field: 'issuedAt' },
      });
    }
  });
});

describe('the key set', () => {
  const published = () => JSON.stringify(jwkSet([signer, successor, signer]));
  const firstKey = () => jwkSet([signer]).keys[0];

  it('holds each key once, with its certificates, and nothing private', async () => {
    const { keys } = jwkSet([signer, successor, signer]);
    expect(keys.map(({ kid }) => kid)).toEqual([signer.keyId, successor.keyId]);
    expect(keys[0]).toEqual({
      kty: 'EC',
      crv: 'P-256',
      x: signer.publicJwk.x,
      y: signer.publicJwk.y,
      kid: signer.keyId,
      use: 'sig',
      alg: 'ES256',
      x5c: signer.certificates.map((der) => der.toString('base64')),
      'x5t#S256': expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  it('kept as a file, or as certificates in PEM, checks what present and past keys have signed', async () => {
    const pem = ['first', 'second'].map((name) =>
      readFileSync(join(folder, name, 'demonstration-signer.pem'), 'utf8'),
    );
    const certificates = pem.join('').replace(/-----BEGIN PRIVATE KEY[^]*?END PRIVATE KEY-----\n/g, '');
    const wanted = [signer, successor].map(({ keyId, algorithm, publicJwk, certificates: der }) => ({
      keyId,
      algorithm,
      publicJwk: expect.objectContaining({ x: publicJwk.x, y: publicJwk.y }),
      certificates: der,
    }));
    for (const text of [published(), certificates]) {
      const read = await readKeyFile(text);
      expect(read).toEqual({ ok: true, value: wanted });
      expect(read.ok && (await verifyJws(jws, read.value)).ok).toBe(true);
    }
  });

  it('may be one key alone, without certificates, and then says only its id', async () => {
    const { kty, crv, x, y } = signer.publicJwk;
    const read = await readKeyFile(JSON.stringify({ kty, crv, x, y }));
    expect(read.ok && (await verifyJws(jws, read.value))).toMatchObject({
      ok: true,
      value: { signedBy: { keyId: signer.keyId, algorithm: 'ES256' } },
    });
  });

  it('passes over kinds of keys that sign no certificates', async () => {
    const set = {
      keys: [{ kty: 'RSA', n: 'AQAB', e: 'AQAB' }, { kty: 'EC', crv: 'P-384', x: 'AA', y: 'AA' }, firstKey()],
    };
    expect(await readKeyFile(JSON.stringify(set))).toMatchObject({
      ok: true,
      value: [{ keyId: signer.keyId }],
    });
  });

  it.each<[string, string, () => string]>([
    ['no JSON', 'KEY_FILE_INVALID', () => 'keys'],
    ['other JSON', 'KEY_FILE_INVALID', () => '{"keys":1}'],
    ['no keys', 'KEY_FILE_EMPTY', () => '{"keys":[]}'],
    ['a point off the curve', 'KEY_FILE_INVALID', () => JSON.stringify({ ...firstKey(), x: firstKey()?.y })],
    ['a point off the curve of SM2', 'KEY_FILE_INVALID', () => JSON.stringify({ ...firstKey(), crv: 'SM2' })],
    ['half a point', 'KEY_FILE_INVALID', () => JSON.stringify({ ...firstKey(), y: undefined })],
    ['a wrong id', 'KEY_FILE_INVALID', () => JSON.stringify({ ...firstKey(), kid: 'AAAAAAAAAAA' })],
    ['a broken certificate', 'KEY_FILE_INVALID', () => JSON.stringify({ ...firstKey(), x5c: ['AAAA'] })],
    [
      'a certificate of another key',
      'KEY_FILE_INVALID',
      () => JSON.stringify({ ...firstKey(), x5c: jwkSet([successor]).keys[0]?.x5c }),
    ],
    [
      'a broken PEM',
      'KEY_FILE_INVALID',
      () => '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
    ],
    ['half a PEM', 'KEY_FILE_EMPTY', () => '-----BEGIN CERTIFICATE-----\nAAAA'],
    ['a private JWK', 'KEY_FILE_PRIVATE', () => JSON.stringify({ ...firstKey(), d: 'AAAA' })],
    [
      'a private PEM',
      'KEY_FILE_PRIVATE',
      () => readFileSync(join(folder, 'first', 'demonstration-signer.pem'), 'utf8'),
    ],
  ])('with %s is refused: %s', async (_, code, text) => {
    expect(await readKeyFile(text())).toMatchObject({ ok: false, refusal: { code } });
  });
});
