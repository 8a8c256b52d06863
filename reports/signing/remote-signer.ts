import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { SecureContextOptions } from 'node:tls';
import { z } from 'zod';
import { RefusedError, type Refusal } from '../../workflows/kernel/refusal.ts';
import { base64UrlBytes } from './base64url.ts';
import { readChain } from './certificate-chain.ts';
import { certifiedKey } from './certified-key.ts';
import { isConfidential } from './confidential-address.ts';
import { post, type PostAnswer } from './post.ts';
import { confirmedSignature } from './returned-signature.ts';
import type { Signer } from './signer.ts';
import { signatureBytes, signingDigest, type VerificationKey } from './verification-key.ts';

export interface RemoteSigning {
  /** Address that takes the orders: https, or http on the loopback (a device's own service on this machine). */
  readonly url: string;
  /** PEM: the certificate of the remote key, then its issuers up to and including the root. */
  readonly certificateFile: string;
  /** Authorities of the service, and the certificate and key by which it knows us; contents in PEM. */
  readonly tls?: Pick<SecureContextOptions, 'ca' | 'cert' | 'key' | 'passphrase'>;
  /** For one signature with all attempts, s. Default 20. */
  readonly timeout?: number;
  /** Before the second, third … attempt, ms. Default 500 and 2000: a service that restarts is back, a person still waits. */
  readonly pauses?: readonly number[];
}

/** By the protocol nothing was signed when the service answers so: too many orders, or not ready. */
const notNow = new Set([429, 503]);
const answerSchema = z.looseObject({ signature: z.string() });

/**
 * A signer whose key a service holds (docs/signing.md has the protocol). Only the hash leaves the house. What comes back is checked
 * with the certificate's key before anybody gets it.
 *
 * An order is sent again only while it is certain that nothing was signed: no connection, or the service said so. Otherwise a
 * device's counter and the journal would tell different stories.
 *
 * Throws what `readChain` and `certifiedKey` throw, and `SIGNER_ADDRESS_INVALID`. Signing rejects with `SIGNER_UNAVAILABLE` (not
 * reached, not in time, broken), `SIGNER_REFUSED` (it will not sign for us), `SIGNER_ANSWER_INVALID`, `SIGNER_WRONG_KEY`.
 */
export async function openRemoteSigner(
  options: RemoteSigning,
  { at }: { readonly at: Date },
): Promise<Signer> {
  const url = addressOf(options.url);
  const key = await certifiedKey(await readChain(options.certificateFile), at);
  return {
    ...key,
    demonstration: false,
    async sign(data) {
      const answer = await ordered(url, orderOf(key, data), options);
      return signatureIn(answer, key, data);
    },
  };
}

function addressOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && isConfidential(url)) return url;
  throw new RefusedError({
    code: 'SIGNER_ADDRESS_INVALID',
    field: 'url',
    message: `"${text}" is not the address of a signing service.`,
    remedy: 'Give an https address; http only for a service on this machine, by its loopback address.',
  });
}

const orderOf = (key: VerificationKey, data: Uint8Array) => ({
  orderId: randomUUID(),
  keyId: key.keyId,
  algorithm: key.algorithm,
  digest: signingDigest(key, data).toString('base64url'),
});

async function ordered(url: URL, order: object, options: RemoteSigning): Promise<PostAnswer> {
  const { tls = {}, timeout = 20, pauses = [500, 2000] } = options;
  const signal = AbortSignal.timeout(timeout * 1000);
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await post(url, JSON.stringify(order), tls, signal);
    const again = 'failure' in outcome ? !outcome.sent : notNow.has(outcome.status);
    const wait = pauses[attempt];
    if (again && wait !== undefined && !signal.aborted) {
      // A time-out meanwhile shows in the next attempt, which then sends nothing.
      await pause(wait, undefined, { signal }).catch(() => undefined);
      continue;
    }
    if ('failure' in outcome)
      throw new RefusedError(unreachable(url, outcome.sent), { cause: outcome.failure });
    if (outcome.status !== 200) throw new RefusedError(answeredWith(url, outcome.status));
    return outcome;
  }
}

function signatureIn({ body }: PostAnswer, key: VerificationKey, data: Uint8Array): Buffer {
  const answer = answerSchema.safeParse(json(body)).data;
  const signature = base64UrlBytes(answer?.signature ?? '');
  if (answer === undefined || signature?.length !== signatureBytes)
    throw new RefusedError({
      code: 'SIGNER_ANSWER_INVALID',
      message: 'The signing service answered with something else than a signature of 64 bytes in base64url.',
      remedy: 'Check the address, and the service against the protocol.',
    });
  return confirmedSignature(key, data, signature);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const unreachable = ({ host }: URL, sent: boolean): Refusal => ({
  code: 'SIGNER_UNAVAILABLE',
  message: sent
    ? `The signing service ${host} took the order and gave no whole answer; whether it signed is not known.`
    : `The signing service ${host} could not be reached.`,
  remedy:
    'Check service and network, then sign again: a signature that was never received is in no certificate.',
});

const answeredWith = ({ host }: URL, status: number): Refusal =>
  status >= 500 || notNow.has(status)
    ? {
        code: 'SIGNER_UNAVAILABLE',
        message: `The signing service ${host} answered with status ${status}.`,
        remedy: 'Look into the log of the service, then sign again.',
      }
    : {
        code: 'SIGNER_REFUSED',
        message: `The signing service ${host} does not sign for us: status ${status}.`,
        remedy: 'Check address, key id, and whether the service accepts our client certificate.',
      };
