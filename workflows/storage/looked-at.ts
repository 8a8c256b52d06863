import { judgeClosed } from '../custody/chain.ts';
import type { ClosedContainer, CustodyFinding } from '../custody/chain.ts';
import { compareDecimals } from '../kernel/decimal.ts';
import { netMass } from '../sample-handling/masses.ts';
import type { PutAway, StorageContext } from './stored-bottle.ts';

/** What a bottle was found to be, and what is wrong with it. */
export interface LookedAt {
  readonly found: ClosedContainer;
  readonly findings: readonly CustodyFinding[];
}

/**
 * Judges a bottle that is brought against what it should be. One that was opened for a reason must have carried the right seal until
 * then and may be lighter, never heavier. What is found is what it should be the next time, so a break is told once.
 */
export function lookAt(
  { order, expected, record }: Pick<StorageContext, 'order' | 'expected' | 'record'>,
  { seal, sealOff, weighed }: PutAway,
): LookedAt {
  const found = { seal, mass: netMass(weighed) };
  const link = record.filter(({ what }) => what === 'brought').length + 1;
  const opened = sealOff !== null;
  const isTaken = opened && compareDecimals(found.mass, expected.mass) <= 0;
  const now = { seal: opened ? sealOff : seal, mass: isTaken ? expected.mass : found.mass };
  return { found, findings: judgeClosed(order.code, link, expected, now, order.massTolerancePercent) };
}
