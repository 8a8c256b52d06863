import type { Stamped } from '../kernel/process.ts';
import type { StorageEvent } from './events.ts';
import type { StorageContext, StorageEntry } from './stored-bottle.ts';

type Event = Stamped<StorageEvent>;

/** The record with one line more. */
export const noted = (
  { record }: Pick<StorageContext, 'record'>,
  { by, at }: Pick<Event, 'by' | 'at'>,
  what: StorageEntry['what'],
  more: Partial<Pick<StorageEntry, 'slot' | 'reason' | 'found'>> = {},
): Pick<StorageContext, 'record'> => ({
  record: [...record, { what, by, at, slot: null, reason: null, found: null, ...more }],
});

/** Acts whose line in the record is no more than who, when, where and why. */
export const linesOf: Partial<Record<Event['type'], StorageEntry['what']>> = {
  'bottle.fetch': 'fetched',
  'bottle.used-up': 'used-up',
  'reserve.fetched-for-test': 'wanted-for-test',
  'quarantine.lifted': 'quarantine-lifted',
  'disposal.proposed': 'disposal-proposed',
  'disposal.confirmed': 'disposed',
  'disposal.declined': 'disposal-declined',
};
