import type { Calculation } from '../calculation.ts';
import { iso4259Decision } from './decision.ts';
import { iso4259Dispute } from './dispute.ts';
import { iso4259Duplicates } from './duplicates.ts';
import { iso4259OneLaboratory, iso4259TwoLaboratories } from './laboratories.ts';

/** What ISO 4259-2 decides about results, in the order of its steps. */
export const iso4259Calculations: readonly Calculation[] = [
  iso4259Duplicates,
  iso4259TwoLaboratories,
  iso4259OneLaboratory,
  iso4259Decision,
  iso4259Dispute,
];
