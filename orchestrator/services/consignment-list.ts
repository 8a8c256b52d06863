import type { ViewStore } from '../storage/ports.ts';
import type { ConsignmentRow } from '../views/consignment-view.ts';
import type { ConsignmentView } from '../views/model.ts';
import { collections } from '../views/projection.ts';

/** What is wanted of the list of consignments; all of it has to be so. */
export interface ConsignmentsWanted {
  /** Each word of it is found in the number of the declaration, the ship or the commodity. */
  readonly text?: string | undefined;
  readonly kind?: ConsignmentView['kind'] | undefined;
  readonly status?: string | undefined;
  /** Something is outstanding: this, by its code, or `any`. */
  readonly outstanding?: string | undefined;
  /** Neither closed nor ended. */
  readonly underWay?: boolean | undefined;
  /** `next` of the page before. */
  readonly after?: string | undefined;
  /** Most of a page. */
  readonly limit: number;
}

export interface ConsignmentPage {
  /** The newest first. */
  readonly items: readonly ConsignmentView[];
  /** Where the next page begins; null: there is none. */
  readonly next: string | null;
}

/** Rows looked at before others have a turn: about a tenth of a megabyte. */
const rowsATurn = 500;

const over: readonly string[] = ['closed', 'archived', 'ending', 'ended'];

function fits(
  row: ConsignmentRow,
  { text = '', kind, status, outstanding, underWay }: ConsignmentsWanted,
): boolean {
  return (
    (kind === undefined || row.kind === kind) &&
    (status === undefined || row.status === status) &&
    (outstanding === undefined ||
      (outstanding === 'any' ? row.outstanding.length > 0 : row.outstanding.includes(outstanding))) &&
    (underWay !== true || !over.includes(row.status)) &&
    text
      .toLowerCase()
      .split(/\s+/)
      .every((word) => row.text.includes(word))
  );
}

/** A page of consignments. Looks through short rows, so that what is long is read only of those that are told. */
export async function consignmentPage(
  views: Pick<ViewStore, 'find' | 'get'>,
  wanted: ConsignmentsWanted,
): Promise<ConsignmentPage> {
  const found: ConsignmentRow[] = [];
  let afterKey = wanted.after ?? '';
  for (let more = true; more && found.length <= wanted.limit;) {
    const rows = await views.find<ConsignmentRow>(collections.consignmentRows, {
      afterKey,
      limit: rowsATurn,
    });
    found.push(...rows.filter((row) => fits(row, wanted)));
    afterKey = rows.at(-1)?.key ?? afterKey;
    more = rows.length === rowsATurn;
  }
  const told = found.slice(0, wanted.limit);
  const items = await Promise.all(
    told.map(({ id }) => views.get<ConsignmentView>(collections.consignments, id)),
  );
  return {
    items: items.filter((item) => item !== null),
    next: found.length > told.length ? (told.at(-1)?.key ?? null) : null,
  };
}
