import { createHash, createPublicKey, X509Certificate } from 'node:crypto';
import type { JWK } from 'jose';
import { sm2 } from 'sm-crypto-v2';
import { z } from 'zod';
import { ok, refuse, type Outcome } from '../../workflows/kernel/refusal.ts';
import { base64UrlBytes } from './base64url.ts';
import { joseAlgorithm } from './compact-jws.ts';
import { keyIdOf } from './key-id.ts';
import { publicJwkOf } from './public-jwk.ts';
import type { Signer } from './signer.ts';
import { sm2Point, type VerificationKey } from './verification-key.ts';

/**
 * The keys of a laboratory as JWK set (RFC 7517), for `/.well-known/jwks.json`: those that sign now and those that ever did, since
 * certificates outlive keys. A key given twice is in it once.
 */
export function jwkSet(keys: readonly VerificationKey[]): { readonly keys: readonly JWK[] } {
  const byId = new Map(keys.map((key) => [key.keyId, key]));
  return {
    keys: [...byId.values()].map(({ keyId, algorithm, publicJwk, certificates }) => ({
      ...publicJwk,
      kid: keyId,
      use: 'sig',
      alg: joseAlgorithm[algorithm],
      ...(certificates[0] && {
        x5c: certificates.map((certificate) => certificate.toString('base64')),
        'x5t#S256': createHash('sha256').update(certificates[0]).digest('base64url'),
      }),
    })),
  };
}

/**
 * The keys of a file kept for checking offline: a JWK set (or one JWK) as JSON, or certificates as PEM. Of PEM certificates those
 * that are not of an authority are keys; the others belong to the chains above them. Keys of other kinds than P-256 and SM2 are
 * passed over, as RFC 7517 clause 5 asks.
 *
 * Whoever gives the file trusts what is in it: no chain is checked up to a root here.
 *
 * Refuses with `KEY_FILE_INVALID` (with the field), `KEY_FILE_EMPTY` (no key that could have signed), `KEY_FILE_PRIVATE` (it holds
 * a private key).
 */
export async function readKeyFile(text: string): Promise<Outcome<readonly VerificationKey[]>> {
  if (text.includes('PRIVATE KEY-----')) return secret();
  const found = text.includes('-----BEGIN CERTIFICATE-----') ? await keysOfPem(text) : await keysOfJson(text);
  if (!found.ok || found.value.length > 0) return found;
  return refuse({
    code: 'KEY_FILE_EMPTY',
    message: 'The file holds no key of a signer: none on P-256 or SM2 beside those of authorities.',
    remedy: "Give the laboratory's /.well-known/jwks.json, or the signer's own certificate.",
  });
}

async function keysOfPem(text: string): Promise<Outcome<readonly VerificationKey[]>> {
  const all: X509Certificate[] = [];
  for (const pem of text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? []) {
    const certificate = certificateOf(pem);
    if (certificate === undefined)
      return invalid(`certificates[${all.length}]`, 'It is not an X.509 certificate.');
    all.push(certificate);
  }
  const keys: VerificationKey[] = [];
  for (const own of all) {
    const key = own.ca ? undefined : publicJwkOf(own);
    if (key === undefined) continue;
    const certificates = chainOf(own, all).map(({ raw }) => raw);
    keys.push({ ...key, keyId: await keyIdOf(key.publicJwk), certificates });
  }
  return ok(keys);
}

/** By names only (`checkIssued`): Node does not check signatures of SM2. */
function chainOf(own: X509Certificate, all: readonly X509Certificate[]): X509Certificate[] {
  const chain = [own];
  for (let issuer = issuerOf(own, all); issuer && !chain.includes(issuer); issuer = issuerOf(issuer, all))
    chain.push(issuer);
  return chain;
}

const issuerOf = (certificate: X509Certificate, all: readonly X509Certificate[]) =>
  all.find((candidate) => candidate.ca && certificate.checkIssued(candidate));

const jwkSchema = z.looseObject({
  kty: z.string(),
  crv: z.string().optional(),
  x: z.string().optional(),
  y: z.string().optional(),
  kid: z.string().optional(),
  x5c: z.array(z.string()).optional(),
});
type ReadJwk = z.infer<typeof jwkSchema>;
const fileSchema = z.union([z.looseObject({ keys: z.array(jwkSchema) }), jwkSchema]);

const algorithmByCurve = new Map<string | undefined, Signer['algorithm']>([
  ['P-256', 'ES256'],
  ['SM2', 'SM2'],
]);

async function keysOfJson(text: string): Promise<Outcome<readonly VerificationKey[]>> {
  const parsed = fileSchema.safeParse(json(text));
  if (!parsed.success) return invalid('keys', 'The file is neither a JWK set nor certificates in PEM.');
  const listed =
    'keys' in parsed.data && Array.isArray(parsed.data.keys) ? parsed.data.keys : [parsed.data as ReadJwk];
  const keys: VerificationKey[] = [];
  for (const [index, jwk] of listed.entries()) {
    if ('d' in jwk || 'k' in jwk) return secret();
    const algorithm = jwk.kty === 'EC' ? algorithmByCurve.get(jwk.crv) : undefined;
    if (algorithm === undefined) continue;
    const key = await keyOf(jwk, algorithm, `keys[${index}]`);
    if (!key.ok) return key;
    keys.push(key.value);
  }
  return ok(keys);
}

async function keyOf(
  jwk: ReadJwk,
  algorithm: Signer['algorithm'],
  field: string,
): Promise<Outcome<VerificationKey>> {
  const publicJwk = { kty: 'EC', crv: jwk.crv, x: jwk.x, y: jwk.y } as JWK;
  if (!isPoint(publicJwk, algorithm)) return invalid(field, `x and y are not a point of ${jwk.crv}.`);
  const keyId = await keyIdOf(publicJwk);
  if (jwk.kid !== undefined && jwk.kid !== keyId)
    return invalid(`${field}.kid`, `It is "${jwk.kid}", the key's thumbprint begins with ${keyId}.`);

  const certificates: Buffer[] = [];
  for (const [index, encoded] of (jwk.x5c ?? []).entries()) {
    const certificate = certificateOf(Buffer.from(encoded, 'base64'));
    if (certificate === undefined)
      return invalid(`${field}.x5c[${index}]`, 'It is not an X.509 certificate.');
    const certified = index === 0 ? publicJwkOf(certificate)?.publicJwk : publicJwk;
    // RFC 7517 clause 4.7: the key of the first certificate must be the key of the JWK.
    if (certified?.x !== publicJwk.x || certified?.y !== publicJwk.y)
      return invalid(`${field}.x5c[0]`, 'The certificate is of another key.');
    certificates.push(certificate.raw);
  }
  return ok({ keyId, algorithm, publicJwk, certificates });
}

function isPoint(jwk: JWK, algorithm: Signer['algorithm']): boolean {
  if ([jwk.x, jwk.y].some((half) => base64UrlBytes(half ?? '')?.length !== 32)) return false;
  try {
    return algorithm === 'SM2'
      ? sm2.verifyPublicKey(sm2Point(jwk))
      : createPublicKey({ key: jwk, format: 'jwk' }).asymmetricKeyType === 'ec';
  } catch {
    return false;
  }
}

function certificateOf(encoded: string | Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(encoded);
  } catch {
    return undefined;
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const invalid = (field: string, message: string) =>
  refuse({
    code: 'KEY_FILE_INVALID',
    field,
    message,
    remedy: "Give the laboratory's /.well-known/jwks.json as fetched, or certificates in PEM.",
  });

const secret = () =>
  refuse({
    code: 'KEY_FILE_PRIVATE',
    message: 'The file holds a private key; checking needs public keys only.',
    remedy: 'Give a file with certificates or public keys, and make sure that nobody else has seen this one.',
  });
