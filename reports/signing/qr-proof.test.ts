import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDemonstrationSigner } from './demo-authority.ts';
import { secretInFolder } from './testing/secret-in-folder.ts';
import { qrProof, verifyQrProof } from './qr-proof.ts';
import type { Signer } from './signer.ts';

const folder = mkdtempSync(join(tmpdir(), 'quaylab-qr-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const digest = 'fedcba98'.repeat(8);
const number = 'DG2026-11-000042';
let signer: Signer;
let text: string;
beforeAll(async () => {
  signer = await openDemonstrationSigner(secretInFolder(folder), new Date('2026-01-01T00:00:00Z'));
  text = await qrProof('https://status.example/c/', number, digest, signer);
});

describe("the proof in a certificate's code", () => {
  it('is an address with number, digest, key and signature', () => {
    expect(text).toMatch(
      new RegExp(`^https://status\\.example/c/${number}\\?d=[\\w-]{43}&k=${signer.keyId}&s=[\\w-]{86}$`),
    );
  });

  it('is read with nothing but the key', () => {
    expect(verifyQrProof(text, [signer])).toMatchObject({
      ok: true,
      value: { number, digest, signedBy: { keyId: signer.keyId }, statusUrl: 'https://status.example/c' },
    });
  });

  it.each(['鲁检 2026/号', 'A?B#C&d=1', '100%', "it's(1)*"])('carries any number: %s', async (any) => {
    const proof = await qrProof('http://127.0.0.1:8080', any, digest, signer);
    expect(proof).toMatch(/^[\x21-\x7e]+$/);
    expect(verifyQrProof(proof, [signer])).toMatchObject({ ok: true, value: { number: any, digest } });
  });

  it.each<[string, string, () => string]>([
    ['nothing', 'QR_NOT_OURS', () => ''],
    ["a sample's code", 'QR_NOT_OURS', () => 'A7Q2M9XK4TPZ8R'],
    ['another address', 'QR_NOT_OURS', () => 'https://example.org/page?d=1&k=2'],
    ['no address of the web', 'QR_NOT_OURS', () => text.replace('https:', 'javascript:')],
    ['no signature', 'QR_NOT_OURS', () => text.slice(0, text.indexOf('&s='))],
    ['a signature cut short', 'QR_DAMAGED', () => text.slice(0, -1)],
    ['something behind', 'QR_DAMAGED', () => `${text}&x=1`],
    ['a blank behind', 'QR_DAMAGED', () => `${text} `],
    ['another order', 'QR_DAMAGED', () => text.replace(/d=(.*)&k=(.*)&s=/, 'k=$2&d=$1&s=')],
    ['bits behind the last byte', 'QR_DAMAGED', () => `${text.slice(0, -1)}_`],
    ['a number written otherwise', 'QR_DAMAGED', () => text.replace(number, number.replace('D', '%44'))],
    ['a broken number', 'QR_DAMAGED', () => text.replace(number, '%ff')],
    ['commands for a terminal', 'QR_DAMAGED', () => text.replace(number, '%1B%5B2J')],
    ['a key nobody has', 'QR_KEY_UNKNOWN', () => text.replace(signer.keyId, 'AAAAAAAAAAA')],
    ['another number', 'QR_FORGED', () => text.replace('000042', '000043')],
    ['another digest', 'QR_FORGED', () => text.replace(/\?d=./, '?d=A')],
    ['another signature', 'QR_FORGED', () => text.replace(/&s=.*/, `&s=${'A'.repeat(86)}`)],
  ])('with %s is refused: %s', (_, code, changed) => {
    expect(verifyQrProof(changed(), [signer])).toMatchObject({ ok: false, refusal: { code } });
  });

  it('leads anywhere: the address is not signed, and is told', () => {
    expect(verifyQrProof(text.replace('status.example', 'evil.example'), [signer])).toMatchObject({
      value: { number, statusUrl: 'https://evil.example/c' },
    });
  });

  it.each([
    '',
    'status.example',
    'ftp://status.example',
    'https://status.example/?q=1',
    'https://status.example/#top',
  ])('is not made for the status page %j', async (url) => {
    await expect(qrProof(url, number, digest, signer)).rejects.toThrow('STATUS_URL_INVALID');
  });

  it.each(['', 'abc', digest.toUpperCase(), `${digest}0`])('is not made for the digest %j', async (wrong) => {
    await expect(qrProof('https://status.example', number, wrong, signer)).rejects.toThrow('DIGEST_INVALID');
  });
});
