import type { ProcessId, UnitId } from '../../workflows/kernel/brand.ts';
import type { ViewStore } from '../storage/ports.ts';
import type { RunView } from '../views/model.ts';
import { collections, newestFirst } from '../views/projection.ts';
import { endedRuns, endedRunsOf, openRuns } from '../views/run-view.ts';
import type { RunRow } from '../views/run-view.ts';
import { documentsOf, pageOfRows } from './list-page.ts';
import type { Page, PageWanted } from './list-page.ts';

/** What is wanted of the list of runs; all of it has to be so. */
export interface RunsWanted extends PageWanted {
  readonly unit?: UnitId | undefined;
  /** Whether it is not over yet; absent: both. */
  readonly open?: boolean | undefined;
  /** Which runs who asks may see; absent: all. */
  readonly sees?: ((id: ProcessId) => boolean) | undefined;
}

/** Before keys of open and of ended runs. */
const [opened, ended] = ['0 ', '1 '];

/** A run that has not begun is newer than any that has. */
const openKey = ({ id, startedAt }: RunView): string => `${opened}${startedAt === null ? '' : newestFirst(startedAt)} ${id}`;

/** A page of runs: the open ones, then those that are over, each the newest first. */
export async function runPage(views: Pick<ViewStore, 'find' | 'get'>, wanted: RunsWanted): Promise<Page<RunView>> {
  const { unit, open, sees = () => true, after = '', limit } = wanted;
  const of = (run: { readonly id: ProcessId; readonly unit: UnitId }) =>
    (unit === undefined || run.unit === unit) && sees(run.id);
  const items: RunView[] = [];
  if (open !== false && !after.startsWith(ended)) {
    const all = await views.find<RunView>(collections.runs, { index: openRuns });
    const keyed = all.filter(of).map((run) => ({ key: openKey(run), run }));
    const left = keyed.filter(({ key }) => key > after).sort((a, b) => (a.key < b.key ? -1 : 1));
    const told = left.slice(0, limit);
    items.push(...told.map(({ run }) => run));
    if (left.length > limit) return { items, next: told.at(-1)?.key ?? null };
    if (open !== true && items.length === limit) return { items, next: ended };
  }
  if (open === true) return { items, next: null };
  const rows = await pageOfRows<RunRow>(views, {
    collection: collections.runRows,
    index: unit === undefined ? endedRuns : endedRunsOf(unit),
    after: after.startsWith(ended) ? after.slice(ended.length) : '',
    limit: limit - items.length,
    keyOf: ({ key }) => key,
    fits: of,
  });
  const past = await documentsOf<RunView>(views, collections.runs, rows);
  return { items: [...items, ...past.items], next: past.next === null ? null : `${ended}${past.next}` };
}
