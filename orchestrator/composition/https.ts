import { readFileSync } from 'node:fs';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { SiteConfig } from '../../config/site/load.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import type { Tls } from '../http/connections.ts';

/**
 * What a site is reached with over TLS; null for plain HTTP. Read once: a renewed certificate counts from the next start.
 *
 * Throws a RefusedError: `HTTPS_FILE_UNREADABLE`, `HTTPS_FILE_INVALID` (no certificate or key in PEM), `HTTPS_KEY_OTHER` (not the key of
 * the certificate).
 */
export function openHttps({ https }: Pick<SiteConfig, 'https'>): Tls | null {
  if (!https) return null;
  const { certificateFile, keyFile, clientCertificates } = https;
  const cert = contentOf(certificateFile, 'certificateFile');
  const key = contentOf(keyFile, 'keyFile');
  const own = parsed(() => new X509Certificate(cert), certificateFile, 'certificateFile', 'a certificate');
  const ownKey = parsed(() => createPrivateKey(key), keyFile, 'keyFile', 'a private key without a password');
  if (!own.checkPrivateKey(ownKey)) throw new RefusedError(otherKey(keyFile, certificateFile));
  const authorities = clientCertificates?.authoritiesFile;
  if (authorities === undefined) return { cert, key, ...(clientCertificates && { clients: {} }) };
  const field = 'clientCertificates.authoritiesFile';
  const ca = contentOf(authorities, field);
  parsed(() => new X509Certificate(ca), authorities, field, 'a certificate');
  return { cert, key, clients: { ca } };
}

function contentOf(file: string, field: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new RefusedError({
      code: 'HTTPS_FILE_UNREADABLE',
      field: `https.${field}`,
      message: `${file} cannot be read: ${(error as Error).message}`,
      remedy: 'Name an existing file that the user of the server may read.',
    });
  }
}

/** What is in the file is not repeated: it may be a key. */
function parsed<T>(read: () => T, file: string, field: string, what: string): T {
  try {
    return read();
  } catch {
    throw new RefusedError({
      code: 'HTTPS_FILE_INVALID',
      field: `https.${field}`,
      message: `${file} does not begin with ${what} in PEM.`,
      remedy: 'Name a PEM file, as `openssl x509` and `openssl pkcs8 -topk8 -nocrypt` write it.',
    });
  }
}

const otherKey = (keyFile: string, certificateFile: string) => ({
  code: 'HTTPS_KEY_OTHER',
  field: 'https.keyFile',
  message: `${keyFile} is not the key of the certificate in ${certificateFile}.`,
  remedy:
    'Name the key the certificate was issued for; the server’s own certificate stands first in its file.',
});
