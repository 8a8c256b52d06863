import { createHash } from 'node:crypto';
import { ok, refuse } from '../../../workflows/kernel/refusal.ts';
import type { ImportReport, InstrumentResults } from '../../instruments/import.ts';

export const instrumentId = 'tga-1';

/** One instrument, whose every file has two determinations and is taken; `report` changes what becomes of it. */
export function fakeInstruments(
  note: (method: string, by: string, what: unknown) => void,
  report: Partial<ImportReport> = {},
): InstrumentResults {
  return {
    take: async (caller, instrument, bytes) => {
      if (instrument !== instrumentId)
        return refuse({
          code: 'INSTRUMENT_NOT_FOUND',
          message: `No ${instrument}.`,
          remedy: 'Check the id.',
        });
      note('takeResults', caller.id, { instrument, bytes: bytes.toString('utf8') });
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const counts = { determinations: 2, entered: 2, before: 0, faults: [] };
      return ok({ instrument, sha256, analyst: caller.id, status: 'taken', ...counts, ...report });
    },
  };
}
