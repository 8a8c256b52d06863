import type { Stamped } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { ConsignmentEvent } from './events.ts';
import type { ConsignmentContext } from './record.ts';

type Accepted = Extract<Stamped<ConsignmentEvent>, { readonly type: 'no-limit.accepted' }>;

/** An officer takes items for which no limit exists: they are reported, not judged, and the others decide. */
export const acceptNoLimit = (
  { noLimitAccepted = [] }: ConsignmentContext,
  { items, reason, by, at }: Accepted,
): Pick<ConsignmentContext, 'noLimitAccepted'> => ({
  noLimitAccepted: [...noLimitAccepted, ...items.map((item) => ({ item, reason, by: by.name ?? by.id, at }))],
});

/** Only what the statement says has no limit, once; and not where nothing at all would be judged, for that is no pass. */
export function refuseNoLimit(
  { conformity, noLimitAccepted = [] }: ConsignmentContext,
  { items }: Accepted,
): Refusal | undefined {
  const known = noLimitAccepted.map(({ item }) => item);
  const without = (conformity?.findings ?? []).flatMap(({ code, item }) =>
    code === 'NO_LIMIT' && item !== undefined && !known.includes(item) ? [item] : [],
  );
  const wrong = items.find((item) => !without.includes(item));
  if (wrong !== undefined) {
    return {
      code: 'LIMIT_NOT_LACKING',
      field: 'items',
      message: `There is nothing to accept for "${wrong}": it has a limit, was accepted, or is not part of the statement.`,
      remedy: without.length > 0 ? `Choose among: ${without.join(', ')}.` : 'No item waits for it.',
    };
  }
  return conformity?.items.length === 0
    ? {
        code: 'NOTHING_JUDGED',
        field: 'items',
        message: 'No item has a limit, so nothing would be judged.',
        remedy: 'The statement stays as it is: no limit exists, and no conformity is stated.',
      }
    : undefined;
}
