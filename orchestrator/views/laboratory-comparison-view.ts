import { verdictOf } from '../../workflows/laboratory-comparison/comparison.ts';
import type {
  ComparedReport,
  ComparisonContext,
  ComparisonVerdict,
} from '../../workflows/laboratory-comparison/comparison.ts';
import type { BlindCode } from '../../workflows/kernel/brand.ts';
import { collections } from './projection.ts';
import type { Projection } from './projection.ts';

/** Our results of one bottle beside those of other laboratories, under its assay code; nothing of the cargo. */
export interface LaboratoryComparisonView {
  readonly code: BlindCode;
  readonly analysts: readonly string[];
  readonly reviewer: string;
  /** The gravest of all reports. */
  readonly verdict: ComparisonVerdict;
  readonly reports: readonly (Omit<ComparedReport, 'by'> & {
    readonly by: string;
    readonly verdict: ComparisonVerdict;
  })[];
}

/** Built of named fields only, so that nothing of the cargo can slip in. */
export const projectLaboratoryComparison: Projection = ({ definition, snapshot }) => {
  if (definition !== 'laboratory-comparison' || !snapshot) return [];
  const { order, reports } = snapshot.context as ComparisonContext;
  const { code, analysts, reviewer } = order.approved;
  const doc: LaboratoryComparisonView = {
    code,
    analysts,
    reviewer,
    verdict: verdictOf(reports.flatMap(({ items }) => items)),
    reports: reports.map(({ laboratory, reportNo, reportedOn, by, at, items }) => {
      return { laboratory, reportNo, reportedOn, by: by.name ?? by.id, at, verdict: verdictOf(items), items };
    }),
  };
  return [{ collection: collections.laboratoryComparisons, key: code, index: doc.verdict, doc }];
};
