import { z } from 'zod';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { fetchLimited } from './fetch-limited.ts';
import type { Standing, Verification } from './verification.ts';

/** Bytes; an answer has some hundreds. */
const longestAnswer = 64 * 1024;

const answerSchema = z.object({
  number: z.string(),
  status: z.enum(['valid', 'replaced', 'withdrawn']),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  replacedBy: z.string().max(100).nullable(),
});

export interface Asking {
  readonly offline: boolean;
  /** Addresses of the laboratory, as whoever verifies knows them: their word on the standing counts. */
  readonly trustedHosts: readonly URL[];
}

/** Someone on the way can change what is not encrypted. */
export const isSafe = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

/**
 * Asks the laboratory how a certificate stands: whom the caller trusts, else the address that the document itself names, whose word is
 * then no more than that. Never rejects.
 */
export async function standingOf(
  { number, statusUrl }: Verification,
  { offline, trustedHosts }: Asking,
): Promise<Standing> {
  const unknown = (reason: string, inVain = false): Standing => ({ status: 'unknown', reason, inVain });
  if (offline) return unknown('it was not asked for (--offline)');
  if (number === undefined) return unknown('the document names no number');
  const [host] = trustedHosts;
  const named = statusUrl === undefined || !URL.canParse(statusUrl) ? undefined : new URL(statusUrl);
  const own = named && trustedHosts.some(({ origin }) => origin === named.origin) ? named : undefined;
  const page = own ?? (host ? new URL('/verify', host) : named);
  if (!page) return unknown('nobody was named to ask: give the address of the laboratory with --trust-host');
  const trusted = (own !== undefined || host !== undefined) && isSafe(page);
  const url = new URL(`${page.href.replace(/\/+$/, '')}/${encodeURIComponent(number)}`);
  try {
    const { status, bytes } = await fetchLimited(url, { accept: 'application/json', limit: longestAnswer });
    if (status === 404)
      return { status: 'not-issued', replacedBy: null, digest: null, host: page.host, trusted };
    const answer = status === 200 ? answerSchema.safeParse(jsonIn(bytes)).data : undefined;
    if (answer?.number !== number)
      return unknown(`${page.host} gave no answer that can be read (HTTP status ${status})`, true);
    return {
      status: answer.status,
      replacedBy: answer.replacedBy,
      digest: answer.digest,
      host: page.host,
      trusted,
    };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return unknown(error.refusal.message, true);
  }
}

function jsonIn(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** The verdict in the light of what the laboratory itself says of this number. The word of a host nobody named changes nothing. */
export function weighed(verification: Verification, standing: Standing): Verification {
  if (standing.status === 'unknown' || !standing.trusted || verification.verdict === 'invalid')
    return verification;
  const against = (code: string, field: string, message: string): Verification => ({
    ...verification,
    verdict: 'invalid',
    fault: { code, field, message, remedy: 'Do not rely on this document; ask the laboratory.' },
  });
  if (standing.status === 'not-issued')
    return against(
      'NUMBER_NOT_ISSUED',
      'number',
      `${standing.host} says that it issued no certificate of this number.`,
    );
  return standing.digest === verification.digest
    ? verification
    : against(
        'DIGEST_NOT_ISSUED',
        'digest',
        `${standing.host} issued this number with the digest ${standing.digest}.`,
      );
}
