import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Instant } from '../../workflows/kernel/brand.ts';
import { later } from '../../workflows/kernel/step.ts';
import { verifyJournal } from '../engine/audit.ts';
import type { AuditReport } from '../engine/audit.ts';
import type { Journal } from '../storage/ports.ts';

interface VerificationRun {
  readonly checked: number;
  /** Entries there were when it began. */
  readonly of: number;
  readonly startedAt: Instant;
}

export interface Verification {
  /** Null when nothing is being checked. */
  readonly running: VerificationRun | null;
  /** Of the newest check that came to its end. */
  readonly result: { readonly report: AuditReport; readonly finishedAt: Instant } | null;
}

/** Entries checked at once; between two slices everything else has its turn. */
const slice = 25;
/** The journal grows all the time: a result is good for so long, and until then for whoever asks. */
const goodFor_ms = 300_000;

/**
 * Checks the chain of the whole journal beside the server's work, at most one check at a time: the first to ask begins it, who asks
 * later is told how far it is. A result is kept as long as the journal's head is the one it was found for, and for five minutes beyond.
 */
export function createAuditVerification(deps: {
  readonly journal: Pick<Journal, 'head' | 'tail'>;
  readonly clock: () => Instant;
  readonly log: Logger;
}): () => Promise<Verification> {
  const { journal, clock, log } = deps;
  let running: VerificationRun | null = null;
  let result: Verification['result'] = null;

  const check = async (of: number) => {
    const startedAt = clock();
    running = { checked: 0, of, startedAt };
    const sliced: Pick<Journal, 'tail'> = {
      tail: async (position, limit) => {
        running = { checked: position, of: Math.max(of, position), startedAt };
        await nextTurn();
        return journal.tail(position, Math.min(limit, slice));
      },
    };
    result = { report: await verifyJournal(sliced), finishedAt: clock() };
  };

  return async () => {
    const head = await journal.head();
    const isGood =
      result &&
      ((result.report.intact && result.report.head === head.hash) ||
        later(result.finishedAt, goodFor_ms) > clock());
    if (!running && !isGood) {
      void check(head.position)
        .catch((error: Error) => log.error({ err: error }, 'the journal could not be checked'))
        .finally(() => (running = null));
    }
    return { running, result };
  };
}
