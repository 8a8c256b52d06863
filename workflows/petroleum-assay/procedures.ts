import { measuring, type Procedure } from '../assay/procedure.ts';
import { judgeUnverified } from '../assay/unverified.ts';
import { iso4259On } from '../iso4259/edition.ts';
import type { Iso4259Rules } from '../iso4259/rules.ts';
import { RefusedError } from '../kernel/refusal.ts';
import type { PetroleumAssayRules, PetroleumItem } from './assay-rules.ts';
import { judgeDuplicates } from './duplicates.ts';
import type { PetroleumPrecisionRules } from './rules.ts';

interface PetroleumTestRules {
  readonly assay: PetroleumAssayRules;
  readonly precision: PetroleumPrecisionRules;
  /** Of the laboratory pack that the assay section names. */
  readonly iso4259: Iso4259Rules;
}

/** What a petroleum pack can test. Judging throws `EDITION_NOT_IN_FORCE` on a day for which no edition of ISO 4259-2 is held. */
export const petroleumProcedures = ({ assay, precision, iso4259 }: PetroleumTestRules): readonly Procedure[] => {
  const procedureOf = (item: PetroleumItem): Procedure => {
    if (item.rule === 'precision-not-known') return measuring(item, judgeUnverified);
    return measuring(item, (of, values, on) => {
      const edition = iso4259On(iso4259, on);
      if (!edition.ok) throw new RefusedError(edition.refusal);
      return judgeDuplicates(of, values, precision, edition.value);
    });
  };
  return [...assay.items, ...assay.itemsOnRequest].map(procedureOf);
};
