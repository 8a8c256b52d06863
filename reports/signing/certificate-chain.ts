import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { sm2 } from 'sm-crypto-v2';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { publicJwkOf } from './public-jwk.ts';
import { sm2Point } from './verification-key.ts';
import { readCertificate } from './x509.ts';

/** An authority has an issuer, that one another …: more are a mistake in the file. */
const longestChain = 10;

/** The text of a file of a signer's. Throws `SIGNING_FILE_UNREADABLE` with the field of the configuration. */
export async function readSigningFile(file: string, field: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new RefusedError(
      {
        code: 'SIGNING_FILE_UNREADABLE',
        field,
        message: `${file} cannot be read.`,
        remedy: 'Check the path, and that the server may read the file.',
      },
      { cause: error },
    );
  }
}

/**
 * The signer's own certificate and its issuers up to and including the root, from one PEM file. Order, signatures and the root's own
 * signature are checked, also those of SM2.
 *
 * Throws `SIGNING_FILE_UNREADABLE`, `SIGNING_CERTIFICATE_UNREADABLE`, `SIGNING_CHAIN_INCOMPLETE`.
 */
export async function readChain(file: string): Promise<CertificateChain> {
  return chainIn(await readSigningFile(file, 'certificateFile'), file);
}

export type CertificateChain = readonly [X509Certificate, ...X509Certificate[]];

/** The same of a PEM text; `file` is for messages. Throws `SIGNING_CERTIFICATE_UNREADABLE`, `SIGNING_CHAIN_INCOMPLETE`. */
export function chainIn(pem: string, file: string): CertificateChain {
  const [own, ...issuers] = certificatesIn(pem, file);
  if (own === undefined) throw new RefusedError(unreadable(file));
  const chain = [own, ...issuers] as const;
  for (const [index, certificate] of chain.entries()) {
    const issuer = chain[index + 1] ?? certificate;
    if (index < longestChain && certificate.checkIssued(issuer) && isIssuedBy(certificate, issuer)) continue;
    throw new RefusedError({
      code: 'SIGNING_CHAIN_INCOMPLETE',
      field: 'certificateFile',
      message: `In ${file}, certificate ${index + 1} (${certificate.subject.replaceAll('\n', ', ')}) is not followed by its issuer.`,
      remedy: 'Give the own certificate first, then each issuer, up to and including the root.',
    });
  }
  return chain;
}

/** The certificates of a PEM text; `file` is for the message. Throws `SIGNING_CERTIFICATE_UNREADABLE`. */
export function certificatesIn(pem: string, file: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch (error) {
    throw new RefusedError(unreadable(file), { cause: error });
  }
}

/** Node checks every signature but that of SM2, whose user id it cannot be given. */
function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  const key = publicJwkOf(issuer);
  if (key?.algorithm !== 'SM2') return certificate.verify(issuer.publicKey);
  const { tbsView, signatureValue } = readCertificate(certificate.raw);
  const signature = Buffer.from(signatureValue.valueBlock.valueHexView).toString('hex');
  try {
    return sm2.doVerifySignature(tbsView, signature, sm2Point(key.publicJwk), { hash: true, der: true });
  } catch {
    // The library throws where the bytes are no DER signature at all.
    return false;
  }
}

const unreadable = (file: string) => ({
  code: 'SIGNING_CERTIFICATE_UNREADABLE',
  field: 'certificateFile',
  message: `${file} holds no certificate in PEM, or a broken one.`,
  remedy: 'Give the certificates as the authority issued them, in PEM ("BEGIN CERTIFICATE").',
});
