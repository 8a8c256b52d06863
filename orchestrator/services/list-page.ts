import type { ViewStore } from '../storage/ports.ts';

/** What is asked of every list that is read page by page. */
export interface PageWanted {
  /** `next` of the page before. */
  readonly after?: string | undefined;
  /** Most of a page, at least 1. */
  readonly limit: number;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Where the next page begins; null: there is none. A page can hold fewer than its limit, and still go on. */
  readonly next: string | null;
}

/** Rows looked at before others have a turn: about a tenth of a megabyte. */
const rowsATurn = 500;
/** Rows looked at for one page, so that what is rarely found costs no request more than this: some 50 ms. */
const rowsAPage = 10_000;

export interface RowsWanted<Row> extends PageWanted {
  readonly collection: string;
  /** Only rows under this index. */
  readonly index?: string | undefined;
  /** Key of a row, by which the collection is in order. */
  readonly keyOf: (row: Row) => string;
  readonly fits?: (row: Row) => boolean;
  /** Nothing after this row is wanted. */
  readonly isBeyond?: (row: Row) => boolean;
}

/** A page of the rows that fit, in the order of their keys. Takes as long as there are rows between them, and no longer than for `rowsAPage`. */
export async function pageOfRows<Row>(
  views: Pick<ViewStore, 'find'>,
  { collection, index, after = '', limit, keyOf, fits = () => true, isBeyond = () => false }: RowsWanted<Row>,
): Promise<Page<Row>> {
  const found: Row[] = [];
  let afterKey = after;
  for (let looked = 0; looked < rowsAPage && found.length <= limit;) {
    const turn = Math.min(rowsATurn, looked === 0 ? limit + 1 : rowsATurn);
    const rows = await views.find<Row>(collection, { afterKey, limit: turn, ...(index !== undefined && { index }) });
    const end = rows.findIndex(isBeyond);
    const wanted = end < 0 ? rows : rows.slice(0, end);
    found.push(...wanted.filter(fits));
    const last = wanted.at(-1);
    if (last) afterKey = keyOf(last);
    looked += turn;
    if (rows.length < turn || end >= 0) return told(found, limit, keyOf, null);
  }
  return told(found, limit, keyOf, afterKey);
}

function told<Row>(
  found: readonly Row[],
  limit: number,
  keyOf: (row: Row) => string,
  lookedUpTo: string | null,
): Page<Row> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? keyOf(last) : lookedUpTo };
}

/** The documents of a page of rows; one that is not there any more is left out. */
export async function documentsOf<T>(
  views: Pick<ViewStore, 'get'>,
  collection: string,
  { items, next }: Page<{ readonly id: string }>,
): Promise<Page<T>> {
  const documents = await Promise.all(items.map(({ id }) => views.get<T>(collection, id)));
  return { items: documents.filter((item) => item !== null), next };
}
