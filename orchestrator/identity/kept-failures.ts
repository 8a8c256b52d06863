import type { Logger } from 'pino';
import { z } from 'zod';
import type { PrivateFiles } from '../storage/ports.ts';
import { perAccount } from './lockout.ts';
import type { Failures, KeptFailures } from './lockout.ts';

const file = 'secrets/held-back.json';
const schema = z.record(z.string(), z.strictObject({ failures: z.int().min(1), lastAt: z.number() }));

interface Terms {
  /** Whose failures are kept: made-up names shall not fill the file. */
  readonly isKept: (key: string) => boolean;
  readonly clock: () => Date;
  readonly log: Pick<Logger, 'warn'>;
}

/**
 * Who is held back after failed attempts, among the private files: neither a restart nor a take-over gives a guesser new tries. The file has as
 * many lines as people are held back.
 */
export function openKeptFailures(files: PrivateFiles, { isKept, clock, log }: Terms): KeptFailures {
  const now = () => clock().getTime();
  const stored = schema.safeParse(JSON.parse(files.read(file) ?? '{}'));
  const entries = new Map<string, Failures>();
  for (const [key, { failures, lastAt }] of Object.entries(stored.success ? stored.data : {}))
    // Another machine's clock may have been ahead: nobody waits longer for that.
    entries.set(key, { failures, lastAt: Math.min(lastAt, now()) });
  return {
    known: new Map(entries),
    keep: (key, failures) => {
      if (!isKept(key)) return;
      if (failures) entries.set(key, failures);
      else entries.delete(key);
      for (const [each, { lastAt }] of entries)
        if (now() - lastAt >= perAccount.forgetAfter * 1000) entries.delete(each);
      // It counts in memory all the same.
      files
        .write(file, JSON.stringify(Object.fromEntries(entries), null, 2))
        .catch((error: unknown) =>
          log.warn({ err: error }, 'failed logins could not be kept; a restart forgives them'),
        );
    },
  };
}
