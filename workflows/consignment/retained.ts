import type { Instant } from '../kernel/brand.ts';
import { tellStorage } from '../storage/events.ts';
import type { HoldLifted, HoldSet, RetainUntil } from '../storage/events.ts';
import { storedBottleStart } from '../storage/stored-bottle.ts';
import type { Wish } from './reaction.ts';
import type { ConsignmentContext } from './record.ts';
import type { Trade } from './trade.ts';
import type { ConsignmentUnit } from './unit.ts';

/** What becomes of the bottles that are kept, where the site follows them in its store. */

type Kept = ConsignmentUnit['bottles'][number];

/** Has the retained bottles of a unit, which have their codes now, put away. */
export const storeBottles = (
  { processId, order }: ConsignmentContext,
  bottles: readonly Kept[],
  trade: Trade,
): readonly Wish[] =>
  bottles.flatMap(({ code, kind, mass, seal }) =>
    code !== null && order.site.storesRetained && trade.isRetained(kind)
      ? [
          {
            type: 'process.start' as const,
            params: storedBottleStart({
              parent: processId,
              code,
              kind,
              mass,
              seal,
              massTolerancePercent: trade.gainTolerancePercent,
              retention: { rules: trade.retention, timeZone: order.site.timeZone },
            }),
          },
        ]
      : [],
  );

const tellAll = (
  { units, order }: ConsignmentContext,
  trade: Trade,
  event: RetainUntil | HoldSet | HoldLifted,
): readonly Wish[] =>
  units
    .filter(({ origin }) => origin.kind !== 'reserve')
    .flatMap(({ bottles }) => bottles)
    .flatMap(({ code, kind }) =>
      code !== null && order.site.storesRetained && trade.isRetained(kind) ? [tellStorage(code, event)] : [],
    );

/** The results were reported: from this day the bottles are kept as long as the rule says. */
export const countRetention = (context: ConsignmentContext, trade: Trade, at: Instant): readonly Wish[] =>
  tellAll(context, trade, { type: 'storage.retain-until', countedFrom: at, reason: 'results reported' });

/** While a result is disputed, nothing is disposed of. */
export const holdBottles = (context: ConsignmentContext, trade: Trade): readonly Wish[] =>
  tellAll(context, trade, { type: 'hold.set', reason: 're-inspection' });

export const releaseBottles = (context: ConsignmentContext, trade: Trade): readonly Wish[] =>
  tellAll(context, trade, { type: 'hold.lifted', reason: 're-inspection concluded' });

/** The retained bottle is wanted in the laboratory. */
export const fetchForTest = ({ order }: ConsignmentContext, { code }: Kept): readonly Wish[] =>
  code !== null && order.site.storesRetained
    ? [tellStorage(code, { type: 'reserve.fetched-for-test', reason: 'tested in place of the others' })]
    : [];
