import { readFile } from 'node:fs/promises';
import type { SiteConfig } from '../../config/site/load.ts';
import type { Signing } from '../../config/site/signing-schema.ts';
import type { Issuing } from '../../reports/issue-certificate.ts';
import { readChain } from '../../reports/signing/certificate-chain.ts';
import { openDemonstrationSigner } from '../../reports/signing/demo-authority.ts';
import type { SecretText } from '../../reports/signing/demo-authority.ts';
import { jwkSet, readKeyFile } from '../../reports/signing/jwks.ts';
import { openPemSigner } from '../../reports/signing/pem-signer.ts';
import { openPkcs11Signer } from '../../reports/signing/pkcs11-signer.ts';
import { openRemoteSigner } from '../../reports/signing/remote-signer.ts';
import { openSm2Signer } from '../../reports/signing/sm2-signer.ts';
import type { Signer } from '../../reports/signing/signer.ts';
import { timeStampsFrom } from '../../reports/signing/time-stamp.ts';
import type { TimeStampAuthority } from '../../reports/signing/time-stamp.ts';
import type { VerificationKey } from '../../reports/signing/verification-key.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import type { PrivateFiles } from '../storage/ports.ts';
import { passwordOf } from './password-place.ts';

export interface OpenSigning extends Pick<Issuing, 'signer' | 'timeStamp'> {
  /** Keys that certificates are, and were, signed with: as JWK set (RFC 7517). */
  readonly publicKeys: ReturnType<typeof jwkSet>;
}

/**
 * Opens what a site signs with. A demonstration signs with a key of its own authority, made at its first start among the private files.
 * Throws a RefusedError: `SIGNING_NOT_CONFIGURED` for any other site without a key, and what the signers and
 * `passwordOf` throw.
 */
export async function openSigning(
  site: SiteConfig,
  files: PrivateFiles,
  at: Date,
  environment: NodeJS.ProcessEnv,
): Promise<OpenSigning> {
  const { signing, laboratory } = site;
  if (!signing && !laboratory.demonstration) throw new RefusedError(notConfigured);
  const signer = signing
    ? await openKey(signing.key, at)
    : await openDemonstrationSigner(secretIn(files, 'secrets/demonstration-signer.pem'), at);
  const past = await Promise.all((signing?.pastKeys ?? []).map(pastKeys));
  return {
    signer,
    ...(signing?.timeStamp && { timeStamp: timeStampsFrom(await authorityOf(signing.timeStamp, environment)) }),
    publicKeys: jwkSet([signer, ...past.flat()]),
  };
}

async function openKey(key: Signing['key'], at: Date): Promise<Signer> {
  switch (key.kind) {
    case 'file':
      return key.algorithm === 'SM2' ? openSm2Signer(key, { at }) : openPemSigner(key, { at });
    case 'pkcs11':
      return openPkcs11Signer(key, { at });
    case 'remote': {
      const { url, certificateFile, caFile, clientCertificateFile, clientKeyFile } = key;
      const ca = caFile && (await contentOf(caFile, 'signing.key.caFile'));
      const cert = clientCertificateFile && (await contentOf(clientCertificateFile, 'signing.key.clientCertificateFile'));
      const own = clientKeyFile && (await contentOf(clientKeyFile, 'signing.key.clientKeyFile'));
      const tls = { ...(ca && { ca }), ...(cert && { cert }), ...(own && { key: own }) };
      return openRemoteSigner({ url, certificateFile, tls }, { at });
    }
  }
}

async function pastKeys(file: string): Promise<readonly VerificationKey[]> {
  const read = await readKeyFile(await contentOf(file, 'signing.pastKeys'));
  if (read.ok) return read.value;
  throw new RefusedError({ ...read.refusal, field: 'signing.pastKeys', message: `${file}: ${read.refusal.message}` });
}

async function authorityOf(
  { url, rootsFile, user }: NonNullable<Signing['timeStamp']>,
  environment: NodeJS.ProcessEnv,
): Promise<TimeStampAuthority> {
  const use = { field: 'signing.timeStamp.user', at: 'the time stamp authority' };
  return {
    url,
    ...(rootsFile !== undefined && { roots: (await readChain(rootsFile)).map(({ raw }) => raw) }),
    ...(user && { login: { name: user.name, password: passwordOf(user, use, environment) } }),
  };
}

async function contentOf(file: string, field: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new RefusedError({
      code: 'SIGNING_FILE_UNREADABLE',
      field,
      message: `${file} cannot be read: ${(error as Error).message}`,
      remedy: 'Name an existing file that the user of the server may read.',
    });
  }
}

/** One of the private files, for what is to know of no other. */
export const secretIn = (files: PrivateFiles, name: string): SecretText => ({
  name,
  read: () => files.read(name),
  create: (text) => files.create(name, text),
});

const notConfigured = {
  code: 'SIGNING_NOT_CONFIGURED',
  field: 'signing',
  message: 'This site has no key to sign certificates with.',
  remedy: 'Add the section `signing` to the site file (docs/signing.md); only a demonstration signs with a key of its own.',
};
