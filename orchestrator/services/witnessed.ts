import type { Refusal } from '../../workflows/kernel/refusal.ts';
import type { ViewStore } from '../storage/ports.ts';
import { collections } from '../views/projection.ts';

/** What services share whose processes keep a record that one person tells and another confirms. */

/** The second person's word on what was told; who told it may only decline. */
export type Settlement =
  | { readonly decision: 'CONFIRM'; readonly numbers: readonly number[] }
  | { readonly decision: 'DECLINE'; readonly numbers: readonly number[]; readonly reason: string };

export const settlementEvent = (word: Settlement) =>
  word.decision === 'CONFIRM'
    ? ({ type: 'intervention.confirmed', numbers: word.numbers } as const)
    : ({ type: 'intervention.declined', numbers: word.numbers, reason: word.reason } as const);

/** Evidence is stored before it is named: refuses `EVIDENCE_NOT_FOUND` with the field. */
export async function refuseUnstored(
  views: Pick<ViewStore, 'get'>,
  evidence: readonly string[],
  field: string,
): Promise<Refusal | undefined> {
  const found = await Promise.all(evidence.map((sha256) => views.get(collections.evidence, sha256)));
  const missing = evidence.find((_, index) => found[index] === null);
  return missing === undefined
    ? undefined
    : {
        code: 'EVIDENCE_NOT_FOUND',
        field,
        message: `There is no evidence ${missing}.`,
        remedy:
          'Store the photo or scan first (POST /api/v1/evidence), and name it by the SHA-256 in the answer.',
      };
}
