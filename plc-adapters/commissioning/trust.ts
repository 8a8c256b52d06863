import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { extname, join } from 'node:path';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { certificateFacts, plainHex } from './certificate.ts';
import type { CertificateFacts } from './certificate.ts';

/** Where a certificate lies: `own` is the one we present. */
export type Standing = 'trusted' | 'rejected' | 'own';

/** A certificate of the PKI folder. */
export interface FiledCertificate {
  readonly standing: Standing;
  readonly file: string;
  /** Null when the file is not a certificate. */
  readonly facts: CertificateFacts | null;
}

/** The folders of the OPC UA library, as far as people decide about them. */
const folders: Readonly<Record<Standing, readonly string[]>> = {
  trusted: ['trusted', 'certs'],
  rejected: ['rejected'],
  own: ['own', 'certs'],
};

/** The library's lock files lie beside the certificates. */
const lockEnding = '.mutex';

/** All certificates of a PKI folder, whatever their files are called; a folder that is not there yet has none. */
export function listCertificates(pkiFolder: string): readonly FiledCertificate[] {
  return (Object.keys(folders) as Standing[]).flatMap((standing) => {
    const folder = join(pkiFolder, ...folders[standing]);
    if (!existsSync(folder)) return [];
    const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.endsWith(lockEnding));
    const files = entries.map(({ name }) => join(folder, name)).sort();
    return files.map((file) => ({ standing, file, facts: factsOf(file) }));
  });
}

/**
 * Moves a certificate from `rejected/` to `trusted/certs`; a running server sees it at its next attempt. Again has no effect. One that
 * lies in both, as after copying by hand, is refused by the library; it is made a trusted one.
 * `thumbprint`: SHA-1 or SHA-256 in full, with or without separators. Refuses `THUMBPRINT_NOT_VALID`, `CERTIFICATE_UNKNOWN`.
 */
export function acceptCertificate(pkiFolder: string, thumbprint: string): CertificateFacts {
  const found = findCertificates(pkiFolder, thumbprint);
  const [first, ...more] = found.filter(({ standing }) => standing === 'rejected');
  const trustedFolder = join(pkiFolder, ...folders.trusted);
  if (first && found.some(({ standing }) => standing === 'trusted')) {
    rmSync(first.file);
  } else if (first) {
    mkdirSync(trustedFolder, { recursive: true });
    // Named by its thumbprint, so that it never replaces another.
    renameSync(first.file, join(trustedFolder, `${first.facts.thumbprint}${extname(first.file)}`));
  }
  for (const { file } of more) rmSync(file);
  return found[0].facts;
}

/**
 * Removes a certificate from `trusted/certs` and `rejected/`: the server is unknown again, and refused at its next connection. A
 * connection that stands is not cut. Refuses `THUMBPRINT_NOT_VALID`, `CERTIFICATE_UNKNOWN`.
 */
export function removeCertificate(pkiFolder: string, thumbprint: string): CertificateFacts {
  const found = findCertificates(pkiFolder, thumbprint);
  for (const { file } of found) rmSync(file);
  return found[0].facts;
}

type Known = FiledCertificate & { readonly facts: CertificateFacts };

/** Those of others with the thumbprint, at least one. Ours is never moved or removed. */
function findCertificates(pkiFolder: string, thumbprint: string): readonly [Known, ...Known[]] {
  const wanted = plainHex(thumbprint);
  if (!/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(wanted)) {
    throw new RefusedError({
      code: 'THUMBPRINT_NOT_VALID',
      field: 'thumbprint',
      message: `${thumbprint} is not a thumbprint.`,
      remedy: 'Give all 40 (SHA-1) or 64 (SHA-256) hexadecimal digits; quaylab plant trust list shows them.',
    });
  }
  const [first, ...more] = listCertificates(pkiFolder).filter(
    (each): each is Known => each.standing !== 'own' && (each.facts?.thumbprint === wanted || each.facts?.sha256 === wanted),
  );
  if (first) return [first, ...more];
  throw new RefusedError({
    code: 'CERTIFICATE_UNKNOWN',
    field: 'thumbprint',
    message: `No trusted or rejected certificate in ${pkiFolder} has the thumbprint ${wanted}.`,
    remedy: 'A server’s certificate appears among the rejected ones at the first secured attempt to connect: quaylab plant check.',
  });
}

function factsOf(file: string): CertificateFacts | null {
  try {
    return certificateFacts(readFileSync(file));
  } catch {
    return null;
  }
}
