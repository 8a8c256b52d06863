import type { AlarmCatalogue } from '../../config/alarms/load.ts';
import type { Verdict } from '../../workflows/conformity/types.ts';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import type { Instant, UnitId } from '../../workflows/kernel/brand.ts';
import { toDecimal } from '../../workflows/kernel/decimal.ts';
import { isSampling } from '../../workflows/sampler-run/kinds.ts';
import type { StageTurnaround } from '../../workflows/scheduling/turnaround.ts';
import type { ViewStore } from '../storage/ports.ts';
import { alarmStatistics } from '../views/alarm-statistics.ts';
import type { AlarmStatistics } from '../views/alarm-statistics.ts';
import { linesBetween } from '../views/logbook.ts';
import type { LogbookLine } from '../views/logbook.ts';
import type { RunView } from '../views/model.ts';
import { collections } from '../views/projection.ts';
import { alarmsSince } from './alarm-period.ts';
import type { BlindControlService } from './blind-control.ts';
import { turnaroundOf } from './stage-turnaround.ts';
import type { ServiceDeps } from './support.ts';

/** Figures carry what they are counted from, so that one of one does not look like a hundred per cent. */
export interface Statistics {
  readonly repeatability: readonly ItemRepeatability[];
  readonly sampling: readonly SampledUnit[];
  readonly increments: readonly UnitIncrements[];
  readonly turnaround: readonly StageTurnaround[];
  readonly alarms: Pick<AlarmStatistics, 'raised' | 'perHour' | 'peak' | 'floods' | 'mostFrequent'>;
  readonly results: readonly { readonly verdict: Verdict; readonly results: number }[];
  readonly certificates: CertificateCounts & {
    readonly byKind: readonly (CertificateCounts & { readonly code: string; readonly title: Bilingual })[];
  };
  readonly blindControl: readonly ControlScores[];
}

interface ItemRepeatability {
  readonly item: string;
  readonly name: Bilingual;
  /** First two determinations of a round that the rule judged. */
  readonly pairs: number;
  readonly failed: number;
  /** Of the pairs, as a fraction; null without any. */
  readonly failureRate: number | null;
  readonly third: number;
  /** Rounds that the rule discarded. */
  readonly discarded: number;
  /** Pairs for which no limit is known. */
  readonly unjudged: number;
}

type SampledUnit = Omit<LogbookLine<'sampling'>, 'planned' | 'taken' | 'missed'> & {
  readonly incrementsPlanned: number;
  readonly incrementsTaken: number;
  readonly incrementsMissed: number | null;
  /** Whether the required precision was reached; null where it is not known. */
  readonly met: boolean | null;
};

interface UnitIncrements {
  readonly unit: UnitId;
  /** That ended. */
  readonly runs: number;
  readonly planned: number;
  readonly taken: number;
  readonly missed: number;
  readonly void: number;
  readonly byHand: number;
  /** Of what was planned, as a fraction; null where nothing was. */
  readonly missedRate: number | null;
}

interface CertificateCounts {
  readonly issued: number;
  readonly replaced: number;
  readonly withdrawn: number;
}

interface ControlScores {
  readonly item: string;
  readonly kind: 'duplicate' | 'reference';
  readonly scored: number;
  readonly ok: number;
  readonly warning: number;
  readonly action: number;
  readonly notJudged: number;
}

export interface StatisticsService {
  /** Of what happened in [from, to). Takes as long as those days have lines. Who may read which part is decided at the edge. */
  between(from: Instant, to: Instant): Promise<Statistics>;
}

export function createStatisticsService(
  {
    views,
    clock,
    blindControl,
  }: Pick<ServiceDeps, 'views' | 'clock'> & { readonly blindControl: Pick<BlindControlService, 'results'> },
  { rates }: Pick<AlarmCatalogue, 'rates'>,
): StatisticsService {
  return {
    between: async (from, to) => {
      const stages = await linesBetween(views, 'stage', from, to);
      const certificates = await linesBetween(views, 'certificate', from, to);
      const points = await blindControl.results({ from, to });
      return {
        repeatability: repeatability(await linesBetween(views, 'determination', from, to)),
        sampling: (await linesBetween(views, 'sampling', from, to)).map(sampledUnit),
        increments: await increments(views, from, to),
        turnaround: turnaroundOf(stages),
        alarms: await alarms(views, from, to, clock(), rates),
        results: resultsByVerdict(certificates),
        certificates: { ...countsOf(certificates), byKind: byKind(certificates) },
        blindControl: [...groupedBy(points, ({ item, kind }) => `${item} ${kind}`).values()].map(
          (each): ControlScores => {
            const of = (wanted: string) => each.filter(({ verdict }) => verdict === wanted).length;
            const { item, kind } = each[0];
            return {
              item,
              kind,
              scored: each.length,
              ok: of('ok'),
              warning: of('warning'),
              action: of('action'),
              notJudged: of('not-judged'),
            };
          },
        ),
      };
    },
  };
}

/** Lines by what they have in common, in the order in which that is met. */
function groupedBy<T>(
  lines: readonly T[],
  key: (line: T) => string,
): ReadonlyMap<string, readonly [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>();
  for (const line of lines) {
    const group = groups.get(key(line));
    if (group) group.push(line);
    else groups.set(key(line), [line]);
  }
  return groups;
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** What is neither a judgement nor a failure of one: too few, no limit known, an answer instead of a number. */
const notJudged = ['first', 'precision-not-known', 'observed', 'observers-disagree'];

/** How often two determinations agreed, by item. */
export function repeatability(lines: readonly LogbookLine<'determination'>[]): readonly ItemRepeatability[] {
  return [...groupedBy(lines, ({ item }) => item).values()].map((each) => {
    const seconds = each.filter(({ no }) => no === 2);
    const pairs = seconds.filter(({ verdict }) => !notJudged.includes(verdict));
    const failed = pairs.filter(({ verdict }) => verdict !== 'accepted').length;
    return {
      item: each[0].item,
      name: each[0].name,
      pairs: pairs.length,
      failed,
      failureRate: share(failed, pairs.length),
      third: each.filter(({ no }) => no === 3).length,
      discarded: each.filter(({ no }) => no === null).length,
      unjudged: seconds.filter(({ verdict }) => verdict === 'precision-not-known').length,
    };
  });
}

function sampledUnit({ planned, taken, missed, ...line }: LogbookLine<'sampling'>): SampledUnit {
  const { required, reached } = line;
  return {
    ...line,
    incrementsPlanned: planned,
    incrementsTaken: taken,
    incrementsMissed: missed,
    // The smaller the better: it is the half-width of the interval the lot's ash lies in.
    met: required === null || reached === null ? null : toDecimal(reached).lte(toDecimal(required)),
  };
}

async function increments(views: ViewStore, from: Instant, to: Instant): Promise<readonly UnitIncrements[]> {
  const ended = await Promise.all(
    (await linesBetween(views, 'run', from, to)).map(async ({ id, voided }) => ({
      run: await views.get<RunView>(collections.runs, id),
      voided,
    })),
  );
  const samplings = ended.flatMap(({ run, voided }) =>
    run && isSampling(run.definition) ? [{ ...run, voided }] : [],
  );
  return [...groupedBy(samplings, ({ unit }) => unit).values()].map((runs) => {
    const sum = (of: (run: (typeof runs)[0]) => number | null) =>
      runs.reduce((total, run) => total + (of(run) ?? 0), 0);
    const [planned, missed] = [sum((run) => run.incrementsPlanned), sum((run) => run.incrementsMissed)];
    return {
      unit: runs[0].unit,
      runs: runs.length,
      planned,
      taken: sum((run) => run.incrementsTaken),
      missed,
      void: sum(({ voided }) => voided),
      byHand: sum((run) => run.incrementsByHand),
      missedRate: share(missed, planned),
    };
  });
}

const hour_ms = 3_600_000;

async function alarms(
  views: ViewStore,
  from: Instant,
  to: Instant,
  now: Instant,
  rates: AlarmCatalogue['rates'],
): Promise<Statistics['alarms']> {
  const hours = (Date.parse(to) - Date.parse(from)) / hour_ms;
  // How they stand belongs to now, not to the end of a time that is over.
  const { raised, perHour, peak, floods, mostFrequent } = alarmStatistics(
    await alarmsSince(views, from, now),
    to,
    hours,
    rates,
  );
  return { raised, perHour, peak, floods, mostFrequent };
}

function resultsByVerdict(lines: readonly LogbookLine<'certificate'>[]): Statistics['results'] {
  const counts = new Map<Verdict, number>();
  for (const { verdicts } of lines)
    for (const [verdict, results = 0] of Object.entries(verdicts) as [Verdict, number][])
      counts.set(verdict, (counts.get(verdict) ?? 0) + results);
  return [...counts].map(([verdict, results]) => ({ verdict, results }));
}

function countsOf(lines: readonly LogbookLine<'certificate'>[]): CertificateCounts {
  const of = (wanted: string) => lines.filter(({ what }) => what === wanted).length;
  return { issued: of('issued'), replaced: of('replaced'), withdrawn: of('withdrawn') };
}

const byKind = (lines: readonly LogbookLine<'certificate'>[]): Statistics['certificates']['byKind'] =>
  [...groupedBy(lines, ({ kind }) => kind.code).values()].map((each) => ({
    ...each[0].kind,
    ...countsOf(each),
  }));
