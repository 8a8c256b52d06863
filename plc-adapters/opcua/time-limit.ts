import { RefusedError } from '../../workflows/kernel/refusal.ts';

/**
 * Waits no longer than `limitMs`. Needed around every request: while it reconnects, the OPC UA library keeps requests
 * without a time limit. What comes later is dropped, so only reads and repeatable writes may go through here.
 */
export async function within<T>(work: Promise<T>, limitMs: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new RefusedError({
            code: 'PLANT_TOO_SLOW',
            message: `${what} took longer than ${limitMs} ms.`,
            remedy: 'Check the network to the PLC; it is tried again by itself.',
          }),
        ),
      limitMs,
    );
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
    // When the limit won, a later rejection is nobody's business any more.
    work.catch(() => undefined);
  }
}
