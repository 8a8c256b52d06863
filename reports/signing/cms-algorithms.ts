import { createHash } from 'node:crypto';
import { AlgorithmIdentifier } from 'pkijs';
import type { Signer } from './signer.ts';

/** What a signer's algorithm is called: the hash by Node, both by object identifier (RFC 5754; GM/T 0006 for SM2 with SM3). */
export interface SignatureAlgorithm {
  readonly hash: string;
  readonly digest: string;
  readonly signature: string;
}

export const algorithmsOf = {
  ES256: { hash: 'sha256', digest: '2.16.840.1.101.3.4.2.1', signature: '1.2.840.10045.4.3.2' },
  SM2: { hash: 'sm3', digest: '1.2.156.10197.1.401', signature: '1.2.156.10197.1.501' },
} as const satisfies Record<Signer['algorithm'], SignatureAlgorithm>;

/** Digests that count as evidence, by object identifier. SHA-1 is not among them: collisions can be bought. */
const hashes: ReadonlyMap<string, string> = new Map([
  [algorithmsOf.ES256.digest, algorithmsOf.ES256.hash],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
  [algorithmsOf.SM2.digest, algorithmsOf.SM2.hash],
]);

/** The digest of the parts, one after the other; undefined for an algorithm that is unknown or no longer safe. */
export function digestBy(oid: string, parts: readonly Uint8Array[]): Buffer | undefined {
  const hash = hashes.get(oid);
  return hash === undefined ? undefined : digestOfParts(hash, parts);
}

export function digestOfParts(hash: string, parts: readonly Uint8Array[]): Buffer {
  return parts.reduce((sum, part) => sum.update(part), createHash(hash)).digest();
}

export const algorithm = (oid: string): AlgorithmIdentifier => new AlgorithmIdentifier({ algorithmId: oid });
