import { X509Certificate } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import { digestOf } from '../../reports/canonical.ts';
import { jwkSet, readKeyFile } from '../../reports/signing/jwks.ts';
import { certificateJws, verifyJws } from '../../reports/signing/jws.ts';
import { publicJwkOf } from '../../reports/signing/public-jwk.ts';
import { qrProof, verifyQrProof } from '../../reports/signing/qr-proof.ts';
import type { Signer } from '../../reports/signing/signer.ts';
import { isSignedBy, type VerificationKey } from '../../reports/signing/verification-key.ts';
import { completeCertificate } from '../../workflows/certificate/completeness.fixture.ts';
import { instant } from '../../workflows/kernel/brand.ts';

/** When the contract signs: the signer's certificate must be valid then. */
export const contractTime = new Date('2030-01-01T00:00:00.000Z');

/** What every signer keeps to, wherever its key is. `open` gives one that can sign. */
export function describeSigner(name: string, open: () => Promise<Signer>): void {
  describe(`the signer: ${name}`, () => {
    const text = Buffer.from('煤炭 coal');
    let signer: Signer;
    let published: readonly VerificationKey[];
    beforeAll(async () => {
      signer = await open();
      const read = await readKeyFile(JSON.stringify(jwkSet([signer])));
      published = read.ok ? read.value : [];
    });

    it('names its key by the beginning of its thumbprint', async () => {
      expect(signer.keyId).toHaveLength(11);
      expect(await calculateJwkThumbprint(signer.publicJwk, 'sha256')).toMatch(
        new RegExp(`^${signer.keyId}`),
      );
    });

    it('shows the certificate of its key, then each issuer, up to a root', () => {
      const chain = signer.certificates.map((der) => new X509Certificate(der));
      const [own] = chain;
      expect(own && publicJwkOf(own)).toEqual({ algorithm: signer.algorithm, publicJwk: signer.publicJwk });
      for (const [index, certificate] of chain.entries())
        expect(certificate.checkIssued(chain[index + 1] ?? certificate)).toBe(true);
    });

    it.each([
      ['text', text],
      ['nothing', Buffer.alloc(0)],
      ['a hundred thousand bytes', Buffer.alloc(100_000, 7)],
    ])('signs %s: 64 bytes that are good for these bytes only', async (_, data) => {
      const signature = await signer.sign(data);
      expect(signature).toHaveLength(64);
      expect(isSignedBy(signer, data, signature)).toBe(true);
      expect(isSignedBy(signer, Buffer.concat([data, Buffer.of(0)]), signature)).toBe(false);
      signature.writeUInt8(signature.readUInt8(40) ^ 1, 40);
      expect(isSignedBy(signer, data, signature)).toBe(false);
    });

    it('signs several things at a time, each for itself', async () => {
      const all = Array.from({ length: 5 }, (_, index) => Buffer.from(`thing ${index}`));
      const signatures = await Promise.all(all.map((data) => signer.sign(data)));
      expect(all.map((data, index) => isSignedBy(signer, data, signatures[index] ?? text))).toEqual(
        all.map(() => true),
      );
    });

    it('makes certificates and codes that its published key confirms', async () => {
      const certificate = { ...completeCertificate, issuedAt: instant(contractTime.toISOString()) };
      const digest = digestOf(certificate);
      const signedBy = expect.objectContaining({
        keyId: signer.keyId,
        subject: expect.stringContaining('CN='),
      });
      expect(await verifyJws(await certificateJws(certificate, signer), published)).toEqual({
        ok: true,
        value: { certificate, digest, signedBy },
      });
      const statusUrl = 'https://status.example/c';
      expect(verifyQrProof(await qrProof(statusUrl, certificate.number, digest, signer), published)).toEqual({
        ok: true,
        value: { number: certificate.number, digest, signedBy, statusUrl },
      });
    });
  });
}
