import type { SiteConfig } from '../../config/site/load.ts';
import type { BlindSampleEvent } from '../../workflows/blind-control/messages.ts';
import type { ControlScore, ControlVerdict } from '../../workflows/blind-control/control-score.ts';
import { blindControlProcess } from '../../workflows/blind-control/terms.ts';
import type { BlindCode, Instant, ProcessId } from '../../workflows/kernel/brand.ts';
import { refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import type { BlindControlRates, BlindSampleRow, BlindSampleView } from '../views/blind-control-view.ts';
import { collections, oldestFirst } from '../views/projection.ts';
import type { ListRow } from '../views/projection.ts';
import type { Caller } from './contract.ts';
import { documentsOf } from './list-page.ts';
import type { Page, PageWanted } from './list-page.ts';
import { pageByTime, timeOf } from './time-page.ts';
import { ask, notFound, personOf } from './support.ts';
import type { ServiceDeps } from './support.ts';

/** What a custodian tells of a control. */
export type ControlAct = Extract<
  BlindSampleEvent,
  { readonly type: 'control.labelled' } | { readonly type: 'control.given-up' }
>;

/** Which controls; what is absent is not asked for. */
export interface ControlFilter {
  readonly status?: BlindSampleView['status'];
  readonly kind?: BlindSampleView['kind'];
  /** Which controls who asks may know of; absent: all. */
  readonly sees?: (control: Pick<BlindSampleView, 'status'>) => boolean;
}

/** Which points of a control chart; `from` and `to` are included. */
export interface ResultFilter {
  readonly item?: string;
  readonly kind?: BlindSampleView['kind'];
  readonly group?: string;
  readonly material?: string;
  readonly verdict?: ControlVerdict;
  readonly from?: Instant;
  readonly to?: Instant;
}

/** One item of one scored control, as a point of a control chart. */
export interface ControlPoint extends Omit<ControlScore, 'steps'> {
  readonly control: ProcessId;
  readonly code: BlindCode;
  readonly of: BlindCode | null;
  readonly kind: BlindSampleView['kind'];
  readonly group: string;
  readonly commodity: string;
  readonly material: string | null;
  readonly scoredAt: Instant;
  readonly analysts: readonly string[];
  readonly reviewer: string | null;
}

/** Controls that are put in blind. Who may be told of one before it is scored is decided at the edge. */
export interface BlindControlService {
  /** A page, the oldest first. */
  controls(filter: ControlFilter, wanted: PageWanted): Promise<Page<BlindSampleView>>;
  control(id: ProcessId): Promise<BlindSampleView | null>;
  /** Refuses what the control refuses. */
  act(caller: Caller, id: ProcessId, act: ControlAct): Promise<Outcome<BlindSampleView>>;
  /** Nothing wanted and nothing counted where the site controls nothing. */
  rates(): Promise<BlindControlRates>;
  /** In the order they were scored. Takes as long as controls were scored between `from` and `to`. */
  results(filter: ResultFilter): Promise<readonly ControlPoint[]>;
  /** A page of them, as many controls as are wanted, each with its points. */
  resultPage(filter: ResultFilter, wanted: PageWanted): Promise<Page<ControlPoint>>;
}

export function createBlindControlService(
  deps: ServiceDeps & { readonly site: Pick<SiteConfig, 'laboratory'> },
): BlindControlService {
  const { views, newId, site } = deps;
  const laboratory = blindControlProcess(site.laboratory.office);
  const control = (id: ProcessId) => views.get<BlindSampleView>(collections.blindSamples, id);
  const resultPage: BlindControlService['resultPage'] = async (filter, { after, limit }) => {
    const { from, to } = filter;
    const rows = await pageByTime<ListRow>(views, {
      after: after ?? (from && oldestFirst(from)),
      limit,
      collection: collections.scoredBlindSamples,
      isBeyond: (row) => to !== undefined && timeOf(row) > oldestFirst(to),
    });
    const { items, next } = await documentsOf<BlindSampleView>(views, collections.blindSamples, rows);
    return { items: items.flatMap(pointsOf).filter((point) => isWanted(point, filter)), next };
  };
  return {
    controls: async ({ status, kind, sees = () => true }, wanted) => {
      const rows = await pageByTime<BlindSampleRow>(views, {
        ...wanted,
        collection: collections.blindSampleRows,
        fits: (row) => isAsked(row.status, status) && isAsked(row.kind, kind) && sees(row),
      });
      return documentsOf(views, collections.blindSamples, rows);
    },
    control,
    act: async (caller, id, act) =>
      (await control(id))
        ? ask(deps, id, { id: newId(), actor: personOf(caller), event: act }, () => control(id))
        : refuse(notFound('id', id)),
    rates: async () =>
      (await views.get<BlindControlRates>(collections.blindControls, laboratory)) ?? {
        groups: [],
        materials: [],
      },
    resultPage,
    results: async (filter) => {
      const points: ControlPoint[] = [];
      for (let after: string | null | undefined; after !== null;) {
        const page = await resultPage(filter, { after, limit: controlsATurn });
        points.push(...page.items);
        after = page.next;
      }
      return points;
    },
  };
}

/** Controls read at once where all of a time are wanted. */
const controlsATurn = 500;

const isAsked = <T>(is: T, asked: T | undefined): boolean => asked === undefined || is === asked;

function pointsOf(view: BlindSampleView): readonly ControlPoint[] {
  const {
    id: control,
    code,
    of,
    kind,
    group,
    commodity,
    material,
    endedAt,
    analysts,
    reviewer,
    scores,
  } = view;
  if (endedAt === null) return [];
  const shared = {
    control,
    code,
    of,
    kind,
    group,
    commodity,
    material,
    scoredAt: endedAt,
    analysts,
    reviewer,
  };
  return scores.map(({ steps: _steps, ...score }) => ({ ...score, ...shared }));
}

const isWanted = (
  point: ControlPoint,
  { item, kind, group, material, verdict, from, to }: ResultFilter,
): boolean =>
  isAsked(point.item, item) &&
  isAsked(point.kind, kind) &&
  isAsked(point.group, group) &&
  isAsked(point.material, material) &&
  isAsked(point.verdict, verdict) &&
  (from === undefined || from <= point.scoredAt) &&
  (to === undefined || point.scoredAt <= to);
