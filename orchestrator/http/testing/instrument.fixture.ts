import { createHash } from 'node:crypto';
import { ok, refuse } from '../../../workflows/kernel/refusal.ts';
import type { ImportReport, InstrumentResults } from '../../instruments/import.ts';
import type { InstrumentList, InstrumentOverview } from '../../instruments/list.ts';
import { fixtureTime } from './shared.fixture.ts';

export const instrumentId = 'tga-1';

const listedInstrument: InstrumentOverview = {
  id: instrumentId,
  format: 'csv',
  analyst: 'analyst1',
  watched: true,
  items: [{ inFile: 'ASH', item: 'A', unit: '%' }],
  lastFile: { instrument: instrumentId, sha256: 'ab'.repeat(32), analyst: 'analyst1', at: fixtureTime },
};

/** One instrument, whose every file has two determinations and is taken; `report` changes what becomes of it. */
export function fakeInstruments(
  note: (method: string, by: string, what: unknown) => void,
  report: Partial<ImportReport> = {},
): InstrumentResults & InstrumentList {
  return {
    list: async () => [listedInstrument],
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
