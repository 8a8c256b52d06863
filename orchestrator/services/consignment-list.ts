import type { ViewStore } from '../storage/ports.ts';
import { isUnderWay, openConsignments } from '../views/consignment-view.ts';
import type { ConsignmentRow } from '../views/consignment-view.ts';
import type { ConsignmentView } from '../views/model.ts';
import { collections } from '../views/projection.ts';
import { documentsOf, pageOfRows } from './list-page.ts';
import type { Page, PageWanted } from './list-page.ts';

/** What is wanted of the list of consignments; all of it has to be so. */
export interface ConsignmentsWanted extends PageWanted {
  /** Each word of it is found in the number of the declaration, the ship or the commodity. */
  readonly text?: string | undefined;
  readonly kind?: ConsignmentView['kind'] | undefined;
  readonly status?: string | undefined;
  /** Something is outstanding: this, by its code, or `any`. */
  readonly outstanding?: string | undefined;
  /** Neither closed nor ended. */
  readonly underWay?: boolean | undefined;
}

function fits(
  row: ConsignmentRow,
  { text = '', kind, status, outstanding, underWay }: ConsignmentsWanted,
): boolean {
  return (
    (kind === undefined || row.kind === kind) &&
    (status === undefined || row.status === status) &&
    (outstanding === undefined ||
      (outstanding === 'any' ? row.outstanding.length > 0 : row.outstanding.includes(outstanding))) &&
    (underWay !== true || isUnderWay(row.status)) &&
    text
      .toLowerCase()
      .split(/\s+/)
      .every((word) => row.text.includes(word))
  );
}

/** Whether all that fits is under the index of what is open. */
const isOfOpen = ({ status, outstanding, underWay }: ConsignmentsWanted): boolean =>
  underWay === true || outstanding !== undefined || (status !== undefined && isUnderWay(status));

/** A page of consignments, the newest first. Looks through short rows, so that what is long is read only of those that are told. */
export async function consignmentPage(
  views: Pick<ViewStore, 'find' | 'get'>,
  wanted: ConsignmentsWanted,
): Promise<Page<ConsignmentView>> {
  const rows = await pageOfRows<ConsignmentRow>(views, {
    ...wanted,
    collection: collections.consignmentRows,
    index: isOfOpen(wanted) ? openConsignments : undefined,
    keyOf: ({ key }) => key,
    fits: (row) => fits(row, wanted),
  });
  return documentsOf(views, collections.consignments, rows);
}
