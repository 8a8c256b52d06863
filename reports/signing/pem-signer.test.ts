import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDemonstrationSigner } from './demo-authority.ts';
import { secretInFolder } from './testing/secret-in-folder.ts';
import { openPemSigner } from './pem-signer.ts';
import { readCertificate, whyNotSign } from './x509.ts';

describe('a signer whose key lies in a file', () => {
  const at = new Date('2026-03-06T09:02:11.250Z');
  let folder: string;
  /** Key, own certificate and root, as the demonstration keeps them. */
  let blocks: readonly [string, string, string];

  const file = (name: string, content: string): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'quaylab-signer-'));
    await openDemonstrationSigner(secretInFolder(folder), at);
    const found = readFileSync(join(folder, 'demonstration-signer.pem'), 'utf8').match(
      /-----BEGIN[^]+?-----END.*\n/g,
    );
    const [key = '', own = '', root = ''] = found ?? [];
    blocks = [key, own, root];
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('signs so that its published key verifies', async () => {
    const [key, own, root] = blocks;
    const signer = await openPemSigner(
      { keyFile: file('k.pem', key), certificateFile: file('c.pem', own + root) },
      { at },
    );
    const data = Buffer.from('quaylab');
    const signature = await signer.sign(data);
    expect(signature).toHaveLength(64);
    const publicKey = createPublicKey({ key: signer.publicJwk, format: 'jwk' });
    expect(verify('sha256', data, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
    expect(signer).toMatchObject({ algorithm: 'ES256', demonstration: false });
    expect(signer.keyId).toMatch(/^[\w-]{11}$/);
    expect(signer.certificates).toHaveLength(2);
    // Nothing of the private key is published with the public one.
    expect(Object.keys(signer.publicJwk).sort()).toEqual(['crv', 'kty', 'x', 'y']);
  });

  it.each([
    ['a key that is not there', () => ['/nowhere/key.pem', blocks[1] + blocks[2]], 'SIGNING_FILE_UNREADABLE'],
    ['a key that is none', () => ['no key', blocks[1] + blocks[2]], 'SIGNING_KEY_UNREADABLE'],
    ['a key with a password', () => [encryptedKey(), blocks[1] + blocks[2]], 'SIGNING_KEY_UNREADABLE'],
    ['a key on another curve', () => [keyOn('P-384'), blocks[1] + blocks[2]], 'SIGNING_KEY_UNSUPPORTED'],
    ['the key of another certificate', () => [keyOn('P-256'), blocks[1] + blocks[2]], 'SIGNING_KEY_MISMATCH'],
    ['no certificate', () => [blocks[0], ''], 'SIGNING_CERTIFICATE_UNREADABLE'],
    [
      'a broken certificate',
      () => [blocks[0], blocks[1].replace('MII', 'AII')],
      'SIGNING_CERTIFICATE_UNREADABLE',
    ],
    ['a chain without its root', () => [blocks[0], blocks[1]], 'SIGNING_CHAIN_INCOMPLETE'],
    ['a chain in the wrong order', () => [blocks[0], blocks[2] + blocks[1]], 'SIGNING_CHAIN_INCOMPLETE'],
  ] as [string, () => [string, string], string][])('refuses %s', async (_, content, code) => {
    const [key, chain] = content();
    const keyFile = key.startsWith('/') ? key : file('key.pem', key);
    const opened = openPemSigner({ keyFile, certificateFile: file('chain.pem', chain) }, { at });
    await expect(opened).rejects.toMatchObject({ refusal: { code } });
  });

  it('refuses a certificate before and after its time, and one for another use', async () => {
    const demonstration = join(folder, 'demonstration-signer.pem');
    const openedAt = (time: string) =>
      openPemSigner({ keyFile: demonstration, certificateFile: demonstration }, { at: new Date(time) });
    await expect(openedAt('2026-03-06T09:02:10Z')).rejects.toThrow(/^SIGNING_CERTIFICATE_NOT_YET_VALID/);
    await expect(openedAt('2036-03-06T09:02:12Z')).rejects.toThrow(/^SIGNING_CERTIFICATE_EXPIRED/);
    const signer = await openedAt('2036-03-06T09:02:11Z');
    const [own, root] = signer.certificates.map(readCertificate);
    expect(own && whyNotSign(own, at)).toBeUndefined();
    expect(root && whyNotSign(root, at)?.code).toBe('SIGNING_CERTIFICATE_USAGE');
  });

  it('keeps the demonstration: made once, also when two come at once', async () => {
    let kept: string | null = null;
    const secret = { name: 'the demonstration', read: () => kept, create: async (text: string) => (kept ??= text) };
    const [one, two] = await Promise.all([openDemonstrationSigner(secret, at), openDemonstrationSigner(secret, at)]);
    const later = await openDemonstrationSigner(secret, new Date('2030-01-01T00:00:00Z'));
    expect([two.keyId, later.keyId]).toEqual([one.keyId, one.keyId]);
    expect(later.certificates).toEqual(one.certificates);
    expect(one.demonstration).toBe(true);
    expect(secret.read()?.match(/PRIVATE KEY-----\n/g)).toHaveLength(2);
  });
});

const keyOn = (namedCurve: string): string =>
  generateKeyPairSync('ec', { namedCurve }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

const encryptedKey = (): string =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' })
    .privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' })
    .toString();
