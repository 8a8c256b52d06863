import type { ViewStore } from '../storage/ports.ts';
import type { ConsignmentView, KeptDecision, ReleaseAdviceView } from '../views/model.ts';
import { possibleDepartures } from '../views/departure-view.ts';
import { collections, orderedKey } from '../views/projection.ts';
import type { ListRow } from '../views/projection.ts';
import type { PullView } from '../views/pull-view.ts';
import { itemAdvice } from './declared-advice.ts';
import { certificatesCiting } from './issued-certificates.ts';
import { pageOfRows } from './list-page.ts';
import type { Page, PageWanted } from './list-page.ts';

/** A decision of customs that departs from what the laboratory advises now. */
export type DifferenceReported = Omit<
  ReleaseAdviceView['items'][number]['differences'][number],
  'decision'
> & {
  readonly declarationNo: string;
  readonly goodsItem: number;
  readonly outstanding: readonly string[];
  readonly decision: KeptDecision;
};

/** What the house knows of its dealings with customs. */
export interface CustomsRecordService {
  /** Pulls with cursor > `after`, oldest first, at most `limit`; of one certificate, of one client, or all. */
  pulls(
    of: { readonly number: string } | { readonly client: string } | 'all',
    after: number,
    limit: number,
  ): Promise<readonly PullView[]>;
  /** A page of goods items with their differences, in the order of declarations. */
  differences(wanted: PageWanted): Promise<Page<DifferenceReported>>;
}

export function createCustomsRecordService({ views }: { readonly views: ViewStore }): CustomsRecordService {
  return {
    pulls: (of, after, limit) => {
      const page = { afterKey: orderedKey(after), limit };
      if (of === 'all') return views.find<PullView>(collections.pulls, page);
      return 'number' in of
        ? views.find<PullView>(collections.certificatePulls, { ...page, index: of.number })
        : views.find<PullView>(collections.pulls, { ...page, index: `customs-client/${of.client}` });
    },
    differences: async (wanted) => {
      const { items: rows, next } = await pageOfRows<ListRow>(views, {
        ...wanted,
        collection: collections.departures,
        index: possibleDepartures,
        keyOf: ({ key }) => key,
      });
      // Two rows of a goods item stand side by side; the second was told with the first, also where a page ends between them.
      const own = rows.filter(({ id }, at) => id !== rows[at - 1]?.id && id !== wanted.after);
      const reported = own.map(async ({ id }) => {
        const view = await views.get<ConsignmentView>(collections.consignments, id);
        if (!view) return [];
        const issued = await certificatesCiting(views, 'declarationNo', view.declarationNo);
        return differencesOf(view, itemAdvice(view, issued));
      });
      return { items: (await Promise.all(reported)).flat(), next };
    },
  };
}

function differencesOf(
  { declarationNo }: ConsignmentView,
  { goodsItem, differences, decisions, gates }: ReleaseAdviceView['items'][number],
): readonly DifferenceReported[] {
  return differences.flatMap(({ decision: id, ...difference }) => {
    const outstanding = gates.find(({ gate }) => gate === difference.gate)?.outstanding ?? [];
    return decisions
      .filter((each) => each.id === id)
      .map((decision) => ({ declarationNo, goodsItem, ...difference, outstanding, decision }));
  });
}
