import { DateTime } from 'luxon';
import { keptUntil } from '../custody/retention.ts';
import type { RetentionReason } from '../custody/retention.ts';
import { RefusedError } from '../kernel/refusal.ts';
import type { Instant } from '../kernel/brand.ts';
import type { LegalHold, StorageContext } from './stored-bottle.ts';

/** How long a bottle is kept, as far as is known. */
export interface Keeping {
  /** Last day, ISO date; null while it has no end. */
  readonly keepUntil: string | null;
  /** First day it may be disposed of; null while it has no end. */
  readonly disposableFrom: string | null;
  /** `not-begun`: nobody has said yet from when the period counts. */
  readonly decidedBy: RetentionReason | 'not-begun';
}

type Known = Pick<StorageContext, 'order' | 'countedFrom' | 'until' | 'holds'>;

export const standingHolds = ({ holds }: Pick<StorageContext, 'holds'>): readonly LegalHold[] =>
  holds.filter(({ lifted }) => lifted === null);

/** Throws a RefusedError for an order whose zone or contract's day is none; other days were checked before they were taken. */
export function keepingOf(known: Known): Keeping {
  const { countedFrom, until, holds } = known;
  const { rule, timeZone } = known.order.retention;
  const isHeld = standingHolds(known).length > 0;
  if (countedFrom === null)
    return { keepUntil: null, disposableFrom: null, decidedBy: isHeld ? 'legal-hold' : 'not-begun' };
  // The day a hold was lifted still belongs to it, as the last day of a dispute does.
  const lifted = holds.flatMap((hold) => (hold.lifted ? [dayOf(hold.lifted.at, timeZone)] : []));
  const legalHold = isHeld ? 'open' : lifted.sort().at(-1);
  const kept = keptUntil(
    { countedFrom, timeZone, contractUntil: until ?? undefined, legalHold },
    rule.period,
  );
  if (!kept.ok) throw new RefusedError(kept.refusal);
  const { keepUntil, disposableFrom, decidedBy } = kept.value;
  return { keepUntil, disposableFrom, decidedBy };
}

const dayOf = (at: Instant, zone: string): string => DateTime.fromISO(at, { zone }).toISODate() ?? '';

/** ms from an instant until a bottle may be disposed of, 0 when it may; null while its retention has no end. */
export function untilDisposable(known: Known, now: Instant): number | null {
  const { disposableFrom } = keepingOf(known);
  if (disposableFrom === null) return null;
  const first = DateTime.fromISO(disposableFrom, { zone: known.order.retention.timeZone });
  return Math.max(0, first.toMillis() - Date.parse(now));
}

/** Whether a text is a day or an instant of the calendar, ISO. */
export const isDate = (text: string): boolean => DateTime.fromISO(text).isValid;

/** The later of two days or instants, ISO; a day begins at the site's midnight. */
export function later(a: string | null, b: string | undefined, zone: string): string | null {
  if (a === null || b === undefined) return b ?? a;
  const [first, second] = [DateTime.fromISO(a, { zone }), DateTime.fromISO(b, { zone })];
  return second > first ? b : a;
}
