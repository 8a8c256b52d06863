import { ok, refuse } from '../../../workflows/kernel/refusal.ts';
import type { JourneyService } from '../../services/journey.ts';
import type { LabelService } from '../../services/labels.ts';
import { assayCode } from './assay.fixture.ts';
import { consignmentId } from './consignment.fixture.ts';

export const labelBytes = Buffer.from('^XA^XZ');

/** One sample under the code of the fixtures, in whatever stage is asked for, and one consignment. */
export const fakeJourneys = (
  note: (method: string, by: string, what: unknown) => void,
): { readonly labels: LabelService; readonly journey: JourneyService } => ({
  labels: {
    async print(caller, within, wish) {
      note('printLabel', caller.id, { within, ...wish });
      return wish.code === assayCode
        ? ok(labelBytes)
        : refuse({ code: 'NOT_FOUND', field: 'code', message: `No ${wish.code}.`, remedy: 'Check it.' });
    },
  },
  journey: {
    ofConsignment: async (id) =>
      id === consignmentId ? { consignment: id, nodes: [], edges: [], events: [] } : null,
    ofSample: async (code, within) => {
      const [stage] = within;
      return code === assayCode && stage ? { code, stage, events: [] } : null;
    },
  },
});
