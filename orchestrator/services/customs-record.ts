import type { ViewStore } from '../storage/ports.ts';
import type { ConsignmentView, KeptDecision, ReleaseAdviceView } from '../views/model.ts';
import { collections, orderedKey } from '../views/projection.ts';
import type { PullView } from '../views/pull-view.ts';
import { itemAdvice } from './declared-advice.ts';
import { certificatesCiting } from './issued-certificates.ts';

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
  differences(): Promise<readonly DifferenceReported[]>;
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
    differences: async () => {
      const all = await views.find<ConsignmentView>(collections.consignments);
      const decided = all.filter(({ decisions }) => decisions.some(({ stands }) => stands));
      const reported = decided.map(async (view) =>
        differencesOf(
          view,
          itemAdvice(view, await certificatesCiting(views, 'declarationNo', view.declarationNo)),
        ),
      );
      return (await Promise.all(reported)).flat();
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
