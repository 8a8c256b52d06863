import type { CertificateContext } from '../../workflows/certificate/machine.ts';
import type { ConsignmentContext } from '../../workflows/consignment/types.ts';
import type { ViewPut } from '../storage/ports.ts';
import type { ChangeRow } from './model.ts';
import { collections, orderedKey } from './projection.ts';
import type { Projected } from './projection.ts';

/**
 * The feed customs follows: one row a change, numbered in order of the journal without gaps. Projecting the journal again gives the
 * same rows with the same numbers.
 */
export class ChangeFeed {
  #last: number;

  constructor(last: number) {
    this.#last = last;
  }

  project(entry: Projected): readonly ViewPut[] {
    const change = changeOf(entry);
    if (!change) return [];
    this.#last += 1;
    const doc: ChangeRow = { cursor: this.#last, ...change, at: entry.input.at };
    return [{ collection: collections.changes, key: orderedKey(this.#last), doc }];
  }
}

function changeOf({ definition, input, snapshot }: Projected): Omit<ChangeRow, 'cursor' | 'at'> | null {
  if (definition === 'certificate' && input.event.type === 'report.issued' && snapshot?.value === 'issued') {
    const { draft, number } = snapshot.context as CertificateContext;
    return { type: 'certificate.issued', declarationNo: draft.declarationNo, certificateNo: number };
  }
  if (definition !== 'consignment' || !snapshot) return null;
  const { order, certificateNo } = snapshot.context as ConsignmentContext;
  const row = { declarationNo: order.declarationNo, certificateNo };
  if (input.event.type === 'decode.authorised' && snapshot.value === 'assessed') return { type: 'advice.changed', ...row };
  if (input.event.type === 'customs.decided') return { type: 'decision.recorded', ...row };
  return null;
}
