import type { ViewStore } from '../storage/ports.ts';
import { approvedAssays, openAssays } from '../views/assay-view.ts';
import type { AssayRow } from '../views/assay-view.ts';
import type { AssayTaskView } from '../views/model.ts';
import { collections } from '../views/projection.ts';
import { documentsOf, pageOfRows } from './list-page.ts';
import type { Page, PageWanted } from './list-page.ts';

/** What is wanted of the list of samples to test. */
export interface AssaysWanted extends PageWanted {
  /** `open`: those that are tested or reviewed. */
  readonly status: AssayTaskView['status'] | 'open';
}

/** A page of samples at the bench, the oldest first; of those whose results are approved the newest first. */
export async function assayPage(
  views: Pick<ViewStore, 'find' | 'get'>,
  { status, ...wanted }: AssaysWanted,
): Promise<Page<AssayTaskView>> {
  const rows = await pageOfRows<AssayRow>(views, {
    ...wanted,
    collection: collections.assayRows,
    index: status === 'approved' ? approvedAssays : openAssays,
    keyOf: ({ key }) => key,
    fits: (row) => status === 'open' || row.status === status,
  });
  return documentsOf(views, collections.assays, rows);
}
