import { RefusedError } from '../../workflows/kernel/refusal.ts';

/** A status page or a file of a certificate comes in well under a second. */
const defaultTimeout_ms = 10_000;

export interface Fetched {
  readonly status: number;
  readonly bytes: Buffer;
}

/**
 * Fetches an address that may be anybody's: no redirects, not longer than `limit` bytes, not longer than 10 s.
 * Rejects with RefusedError `ADDRESS_UNREACHABLE`, `ADDRESS_ANSWER_TOO_LONG`.
 */
export async function fetchLimited(
  url: URL,
  {
    accept,
    limit,
    timeout_ms = defaultTimeout_ms,
  }: { readonly accept: string; readonly limit: number; readonly timeout_ms?: number },
): Promise<Fetched> {
  const refused = (code: string, message: string, cause?: unknown) =>
    new RefusedError(
      {
        code,
        field: 'url',
        message,
        remedy: 'Check the address and the way to it, or check a file with --offline.',
      },
      { cause },
    );
  try {
    const response = await fetch(url, {
      headers: { accept },
      redirect: 'error',
      signal: AbortSignal.timeout(timeout_ms),
    });
    const parts: Uint8Array[] = [];
    let length = 0;
    for await (const part of response.body ?? []) {
      parts.push(part);
      length += part.length;
      if (length > limit)
        throw refused('ADDRESS_ANSWER_TOO_LONG', `${url.href} answers with more than ${limit} bytes.`);
    }
    return { status: response.status, bytes: Buffer.concat(parts) };
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    throw refused(
      'ADDRESS_UNREACHABLE',
      `${url.href} did not answer within ${timeout_ms} ms, or leads elsewhere.`,
      error,
    );
  }
}
