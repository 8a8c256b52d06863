import { randomBytes } from 'node:crypto';
import { fromBER, Integer, OctetString, Sequence } from 'asn1js';
import { MessageImprint, PKIStatus, TimeStampReq, TimeStampResp } from 'pkijs';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { algorithm, algorithmsOf } from './cms-algorithms.ts';
import { whyNotTrusted } from './cms-verification.ts';
import { isConfidential } from './confidential-address.ts';
import { readTimeStamp } from './time-stamp-token.ts';

/** Tokens have 2 to 8 KiB; what is longer is something else. */
export const longestToken = 16 * 1024;
/** An authority answers in well under a second; a certificate does not wait longer for one that is down. */
const defaultTimeout_ms = 10_000;

export interface TimeStampAuthority {
  readonly url: string;
  /** DER; when given, an answer of an authority under none of them is refused. */
  readonly roots?: readonly Uint8Array[];
  /** Who we are there (HTTP Basic, RFC 7617). */
  readonly login?: { readonly name: string; readonly password: string };
  readonly timeout_ms?: number;
}

/** Gives the RFC 3161 token (DER) for a SHA-256 of 32 bytes. */
export type StampTime = (sha256: Uint8Array) => Promise<Buffer>;

/**
 * A client of a time stamp authority over HTTP (RFC 3161 3.4). What it hands on is checked: status, imprint, nonce,
 * signature, purpose of the certificate.
 *
 * Throws a RefusedError `TIME_STAMP_ADDRESS_UNENCRYPTED` for a login that others could read. What it gives rejects with
 * `TIME_STAMP_UNAVAILABLE` (not reached, not answered in time, refused) or `TIME_STAMP_INVALID`.
 */
export function timeStampsFrom({
  url,
  roots,
  login,
  timeout_ms = defaultTimeout_ms,
}: TimeStampAuthority): StampTime {
  if (login && !isConfidential(new URL(url))) throw new RefusedError(notConfidential(url));
  const headers = {
    'content-type': 'application/timestamp-query',
    accept: 'application/timestamp-reply',
    ...(login && {
      authorization: `Basic ${Buffer.from(`${login.name}:${login.password}`).toString('base64')}`,
    }),
  };
  return async (sha256) => {
    // The first bit is 0, so the number is positive; the second is 1, so it has no leading zeros to lose.
    const nonce = randomBytes(16);
    nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40;
    const answer = await ask(url, headers, requestFor(sha256, nonce), timeout_ms);
    const token = tokenIn(answer, url);
    const stamp = await readTimeStamp(token, sha256);
    if (typeof stamp === 'string') throw invalid(url, stamp);
    if (stamp.nonce !== nonce.toString('hex'))
      throw invalid(url, 'It answers another request: the nonce is another.');
    const distrust = roots && (await whyNotTrusted(stamp.message, roots, stamp.at));
    if (distrust) throw invalid(url, distrust);
    return token;
  };
}

function requestFor(sha256: Uint8Array, nonce: Uint8Array): Buffer {
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: algorithm(algorithmsOf.ES256.digest),
      hashedMessage: new OctetString({ valueHex: new Uint8Array(sha256) }),
    }),
    nonce: new Integer({ valueHex: new Uint8Array(nonce) }),
    certReq: true,
  });
  return Buffer.from(request.toSchema().toBER());
}

async function ask(
  url: string,
  headers: Readonly<Record<string, string>>,
  request: Buffer,
  timeout_ms: number,
): Promise<Buffer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: new Uint8Array(request),
      redirect: 'error',
      signal: AbortSignal.timeout(timeout_ms),
    });
    if (notLetIn.has(response.status)) throw loginRefused(url, response.status);
    if (!response.ok) throw unavailable(url, `It answered with HTTP status ${response.status}.`);
    return await bodyOf(response, url);
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    throw unavailable(url, `It could not be reached, or did not answer within ${timeout_ms} ms.`, error);
  }
}

const notLetIn: ReadonlySet<number> = new Set([401, 403]);

async function bodyOf(response: Response, url: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    parts.push(part);
    length += part.length;
    if (length > longestToken) throw invalid(url, `It is longer than ${longestToken} bytes.`);
  }
  return Buffer.concat(parts);
}

function tokenIn(answer: Buffer, url: string): Buffer {
  let response: TimeStampResp;
  try {
    response = TimeStampResp.fromBER(new Uint8Array(answer));
  } catch (error) {
    throw invalid(url, 'It is no TimeStampResp (RFC 3161).', error);
  }
  const { status, statusStrings } = response.status;
  if (status !== PKIStatus.granted && status !== PKIStatus.grantedWithMods) {
    const words = statusStrings?.map(({ valueBlock }) => valueBlock.value).join('; ');
    throw unavailable(url, `It refused the request with status ${status}${words ? ` (${words})` : ''}.`);
  }
  const { result } = fromBER(new Uint8Array(answer));
  const token = result instanceof Sequence ? result.valueBlock.value[1] : undefined;
  if (!token) throw invalid(url, 'It holds no token.');
  // As it came: written anew it would be the same only if its authority keeps strictly to DER.
  return Buffer.from(token.valueBeforeDecodeView);
}

const notConfidential = (url: string) => ({
  code: 'TIME_STAMP_ADDRESS_UNENCRYPTED',
  field: 'signing.timeStamp.url',
  message: `The password for ${url} could be read on the way.`,
  remedy: 'Give an https address; http only for an authority on this machine, by its loopback address.',
});

const unavailable = (url: string, message: string, cause?: unknown): RefusedError =>
  new RefusedError(
    {
      code: 'TIME_STAMP_UNAVAILABLE',
      field: 'timeStamp.url',
      message: `The time stamp authority at ${url} gave no time stamp. ${message}`,
      remedy: 'Try again; check the address and the way to it if it stays so.',
    },
    { cause },
  );

const loginRefused = (url: string, status: number): RefusedError =>
  new RefusedError({
    code: 'TIME_STAMP_UNAVAILABLE',
    field: 'timeStamp.user',
    message: `The time stamp authority at ${url} does not let us in: HTTP status ${status}.`,
    remedy: 'Check user and password, and that the contract with the authority still runs.',
  });

const invalid = (url: string, message: string, cause?: unknown): RefusedError =>
  new RefusedError(
    {
      code: 'TIME_STAMP_INVALID',
      field: 'timeStamp.url',
      message: `What ${url} answered is not a valid time stamp. ${message}`,
      remedy: 'Check that the address is that of the authority whose root is configured.',
    },
    { cause },
  );
