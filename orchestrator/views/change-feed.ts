import type { CertificateContext } from '../../workflows/certificate/record.ts';
import type { ConsignmentContext } from '../../workflows/consignment/record.ts';
import { releaseEvent } from '../engine/decide.ts';
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

/** A release applies what waited while the process was on hold: whatever that was, customs looks again. */
const released = releaseEvent;

/** How a certificate comes to stand otherwise, and what told it so. */
const standings = [
  { state: 'issued', by: 'report.issued' },
  { state: 'replaced', by: 'certificate.replaced' },
  { state: 'withdrawn', by: 'withdrawal.confirmed' },
] as const;

/** What holds a cargo, frees it, ends its inspection or opens it again: the advice may be another one. */
const changingAdvice: readonly string[] = [
  'quarantine.found', 'quarantine.settled', 'custody.broken', 'laboratories.compared', 'no-limit.accepted',
  'inspection.ended', 'reinspection.requested',
  'certificate.withdrawn',
]; // prettier-ignore

function changeOf({ definition, input, snapshot, hold }: Projected): Omit<ChangeRow, 'cursor' | 'at'> | null {
  // On hold nothing was applied yet.
  if (!snapshot || hold) return null;
  const { type } = input.event;
  if (definition === 'certificate') {
    const { draft, number } = snapshot.context as CertificateContext;
    const told = standings.find(({ state, by }) => snapshot.value === state && (type === by || type === released));
    return told ? { type: `certificate.${told.state}`, declarationNo: draft.declarationNo, certificateNo: number } : null;
  }
  if (definition !== 'consignment') return null;
  const { order, certificate, decisions } = snapshot.context as ConsignmentContext;
  const row = { declarationNo: order.declarationNo, certificateNo: certificate?.number ?? null };
  if (type === 'customs.decided' || (type === released && decisions.length > 0)) return { type: 'decision.recorded', ...row };
  const assessed = (type === 'decode.authorised' || type === released) && snapshot.value === 'assessed';
  return assessed || changingAdvice.includes(type) ? { type: 'advice.changed', ...row } : null;
}
