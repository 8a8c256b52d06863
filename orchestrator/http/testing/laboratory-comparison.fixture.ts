import { decimalString as d, instant } from '../../../workflows/kernel/brand.ts';
import { ok } from '../../../workflows/kernel/refusal.ts';
import type { LaboratoryComparisonService } from '../../services/laboratory-comparison.ts';
import type { LaboratoryComparisonView } from '../../views/laboratory-comparison-view.ts';
import { assayCode } from './assay.fixture.ts';

/** Ash of another laboratory that is too far off, and a house that has it. */
export const laboratoryComparison: LaboratoryComparisonView = {
  code: assayCode,
  analysts: ['analyst'],
  reviewer: 'reviewer',
  verdict: 'DISAGREE',
  reports: [
    {
      laboratory: 'Laboratory 2',
      reportNo: 'R-1',
      reportedOn: '2026-05-04',
      by: 'Person reviewer',
      at: instant('2026-05-04T03:21:00.000Z'),
      verdict: 'DISAGREE',
      items: [
        {
          item: 'A',
          basis: 'd',
          otherBasis: 'd',
          unit: '%',
          own: d('11.193'),
          other: d('11.60'),
          difference: d('0.407'),
          limit: d('0.3'),
          verdict: 'DISAGREE',
          reason: null,
          steps: [
            {
              name: { zh: '再现性临界差', en: 'Two laboratories' },
              expression: '|x_A − x_B| ≤ R',
              source: {
                standard: 'GB/T 483',
                edition: '2007',
                clause: 'reproducibility',
                confidence: 'general',
              },
              inputs: [{ symbol: 'R', value: '0.3', unit: '%' }],
              unrounded: null,
              reported: 'DISAGREE',
              unit: '',
            },
          ],
        },
      ],
    },
  ],
};

/** What was asked of it goes into `note`. */
export const fakeLaboratoryComparison = (
  note: (method: string, by: string, what: unknown) => void,
): LaboratoryComparisonService => ({
  comparisons: async (verdict) => {
    note('comparisons', '', verdict);
    return { items: [laboratoryComparison], next: null };
  },
  comparison: async (code) => (code === assayCode ? laboratoryComparison : null),
  enterReport: async (caller, code, report) => {
    note('enterReport', caller.id, { code, ...report });
    return ok(laboratoryComparison);
  },
});
