import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { projectRoot } from '../../config/project-root.ts';
import { digestOf } from '../../reports/canonical.ts';
import { parseCertificate } from '../../reports/certificate-json.ts';
import { openDemonstrationSigner } from '../../reports/signing/demo-authority.ts';
import type { SecretText } from '../../reports/signing/demo-authority.ts';
import { jwkSet } from '../../reports/signing/jwks.ts';
import type { Signer } from '../../reports/signing/signer.ts';
import type { Certificate } from '../../workflows/certificate/content.ts';
import type { CertificateFiles } from '../../workflows/certificate/record.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { openEmbeddedBlobs } from '../storage/embedded/blobs.ts';
import { specimensOf } from './specimens.ts';

/** The demonstration certificates, issued like real ones but by an authority that is nobody's. */
export interface SandboxCertificates {
  readonly issued: readonly { readonly certificate: Certificate; readonly files: CertificateFiles }[];
  readonly blob: (sha256: string) => Promise<Buffer | null>;
  /** Keys they are signed with. They are not among the laboratory's: a demonstration certificate must never prove itself by those. */
  readonly publicKeys: ReturnType<typeof jwkSet>;
}

/** Before the day of the oldest certificate, so that the signer was valid when it was issued. */
const signerSince = new Date('2026-01-01T00:00:00Z');

/**
 * Issues the demonstration certificates at the first call in `folder`, which is the sandbox's own, by the authority in `secret`; later calls find them there, byte for
 * byte, until a new version of them comes with the program.
 */
export async function openSandboxCertificates(
  folder: string,
  secret: SecretText,
  statusUrl: string,
): Promise<SandboxCertificates> {
  const signer = await openDemonstrationSigner(secret, signerSince);
  const blobs = openEmbeddedBlobs(join(folder, 'blobs'));
  const manifest = join(folder, 'certificates.json');
  const known = existsSync(manifest)
    ? (JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, CertificateFiles>)
    : {};
  const issued = await Promise.all(
    specimensOf(example()).map(async (certificate) => {
      const before = known[certificate.number];
      const files =
        before?.json === digestOf(certificate) ? before : await issue(certificate, signer, statusUrl, blobs);
      return { certificate, files };
    }),
  );
  const list = Object.fromEntries(issued.map(({ certificate, files }) => [certificate.number, files]));
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${manifest}.part`, JSON.stringify(list, null, 2));
  renameSync(`${manifest}.part`, manifest);
  return { issued, blob: (sha256) => blobs.get(sha256), publicKeys: jwkSet([signer]) };
}

async function issue(
  certificate: Certificate,
  signer: Signer,
  statusUrl: string,
  blobs: ReturnType<typeof openEmbeddedBlobs>,
): Promise<CertificateFiles> {
  // The layout engine and its fonts are loaded when they are needed, not at every start of the server.
  const { issueCertificate } = await import('../../reports/issue-certificate.ts');
  const { pdf, json, xml, jws } = await issueCertificate(certificate, { statusUrl, signer });
  return {
    pdf: await blobs.put(pdf),
    json: await blobs.put(json),
    xml: xml && (await blobs.put(xml)),
    jws: await blobs.put(jws),
  };
}

function example(): Certificate {
  const file = join(projectRoot(), 'config', 'sandbox', 'certificate.yaml');
  const read = parseCertificate(load(readFileSync(file, 'utf8')));
  if (!read.ok) throw new RefusedError({ ...read.refusal, message: `${file}: ${read.refusal.message}` });
  return read.value;
}
