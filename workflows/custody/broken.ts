import type { BlindCode, ProcessId } from '../kernel/brand.ts';
import { send } from '../kernel/effects.ts';
import type { CustodyFinding } from './chain.ts';

/**
 * The chain of custody of a container broke. Whoever waits for it keeps it in quarantine and decides: findings are never judged away
 * by who found them.
 */
export interface CustodyBroken {
  readonly type: 'custody.broken';
  readonly code: BlindCode;
  readonly found: 'in-storage' | 'on-the-way';
  /** What is new since it was told last; at least one. */
  readonly findings: readonly CustodyFinding[];
  /** Use the reserve instead; of a stored bottle, which is a reserve itself, another one. */
  readonly proposes: 'reserve' | 'other-reserve';
}

/** Tells who waits for the container. */
export const custodyBroken = (
  to: ProcessId,
  code: BlindCode,
  found: CustodyBroken['found'],
  findings: readonly CustodyFinding[],
) => {
  const proposes = found === 'in-storage' ? 'other-reserve' : 'reserve';
  const event: CustodyBroken = { type: 'custody.broken', code, found, findings, proposes };
  return send(to, event);
};
