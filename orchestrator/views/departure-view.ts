import { itemAdvice } from '../services/declared-advice.ts';
import type { ViewPut } from '../storage/ports.ts';
import type { CertificateView, ConsignmentView } from './model.ts';
import { collections } from './projection.ts';
import type { ListRow } from './projection.ts';

/** Under this index are goods items that are looked at when departures are listed, in the order of declarations. */
export const possibleDepartures = 'possible';

/** A goods item of which a decision that stands departs from the advice. What was not decided has no row. */
export function departuresOf(view: ConsignmentView): readonly ViewPut[] {
  if (view.decisions.length === 0) return [];
  const row: ListRow = { key: view.id, id: view.id };
  const departs = itemAdvice(view, []).differences.length > 0;
  return [{ collection: collections.departures, key: row.key, doc: row, ...(departs && { index: possibleDepartures }) }];
}

/** A consignment in the archive does not learn that its certificate was withdrawn: whoever lists looks at it as well. */
export function withdrawnDeparture({ status, consignment }: Pick<CertificateView, 'status' | 'consignment'>): readonly ViewPut[] {
  if (status !== 'withdrawn') return [];
  const row: ListRow = { key: `${consignment} withdrawn`, id: consignment };
  return [{ collection: collections.departures, key: row.key, doc: row, index: possibleDepartures }];
}
