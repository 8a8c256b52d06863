import type { ViewStore } from '../storage/ports.ts';
import type { ListRow } from '../views/projection.ts';
import { pageOfRows } from './list-page.ts';
import type { Page, RowsWanted } from './list-page.ts';

/** The time in a key that `oldestFirst` or `newestFirst` begins. */
export const timeOf = ({ key }: Pick<ListRow, 'key'>): string => key.split(' ', 1).join('');

/**
 * A page of rows in order of time whose cursor names a time and how many of that time were told, and never a row: for lists of which
 * some who read them must not learn what it is that a row is of.
 */
export async function pageByTime<Row extends ListRow>(
  views: Pick<ViewStore, 'find'>,
  { after = '', limit, ...wanted }: Omit<RowsWanted<Row>, 'keyOf'>,
): Promise<Page<Row>> {
  const [time = '', told = '0'] = after.split('+');
  const before = /^\d{1,6}$/.test(told) ? Number(told) : 0;
  const { items, next } = await pageOfRows<Row>(views, {
    ...wanted,
    after: time,
    limit: before + limit,
    keyOf: ({ key }) => key,
  });
  if (next === null) return { items: items.slice(before), next };
  const end = timeOf({ key: next });
  return { items: items.slice(before), next: `${end}+${items.filter((row) => timeOf(row) === end).length}` };
}
