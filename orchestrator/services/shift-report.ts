import type { AlarmCatalogue } from '../../config/alarms/load.ts';
import type { SiteConfig } from '../../config/site/load.ts';
import type {
  ReportedAlarms,
  ReportedDeterminations,
  Shift,
  ShiftReport,
} from '../../reports/shift-report/model.ts';
import type { Instant } from '../../workflows/kernel/brand.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import { later } from '../../workflows/kernel/step.ts';
import type { ViewStore } from '../storage/ports.ts';
import { alarmStatistics } from '../views/alarm-statistics.ts';
import { alarmView } from '../views/alarm-view.ts';
import { linesBetween } from '../views/logbook.ts';
import { alarmsSince } from './alarm-period.ts';
import type { Caller } from './contract.ts';
import { openMatters } from './hand-over.ts';
import { plantTimes } from './plant-times.ts';
import type { ReportSight } from './report-sight.ts';
import { newestShifts } from './shifts.ts';
import { repeatability } from './statistics.ts';
import { reportedRuns } from './shift-runs.ts';
import type { ServiceDeps } from './support.ts';

export interface ShiftReportService {
  /** The running shift first. */
  shifts(): readonly Shift[];
  /**
   * Without `from` the running shift so far; without `to` until now. What is told of runs is how they stand now. Takes as long as what
   * happened between `from` and now. Refuses `RANGE_INCOMPLETE`, `RANGE_UPSIDE_DOWN`, `RANGE_TOO_LONG`.
   */
  report(
    caller: Caller,
    sight: ReportSight,
    wish: { readonly from?: Instant; readonly to?: Instant },
  ): Promise<Outcome<ShiftReport>>;
}

/** Shifts that are offered: a week of three a day. */
const offeredShifts = 21;
/** A report is of a shift, a day, at most a month; statistics tell of more. */
const longestReport_ms = 31 * 86_400_000;
/** What is open is told of a time that has just ended, not of one that others have worked since. */
const justEnded_ms = 60_000;
const minute_ms = 60_000;

export function createShiftReportService(
  {
    views,
    clock,
    site,
  }: Pick<ServiceDeps, 'views' | 'clock'> & {
    readonly site: Pick<SiteConfig, 'site' | 'timeZone' | 'shifts' | 'units' | 'users'>;
  },
  { rates }: Pick<AlarmCatalogue, 'rates'>,
): ShiftReportService {
  const shiftsAt = (at: Instant, count: number) => newestShifts(site.shifts, site.timeZone, at, count);
  return {
    shifts: () => shiftsAt(clock(), offeredShifts),
    report: async (caller, sight, wish) => {
      const now = clock();
      const period = periodOf(wish, shiftsAt(now, 1)[0]?.from ?? now, now);
      if (!period.ok) return period;
      const { from, to } = period.value;
      const { site: name, timeZone } = site;
      const within = shiftsAt(from, 1).find((shift) => shift.to >= to) ?? null;
      const plant = sight.plant ? await reportedRuns(views, sight, from, to) : null;
      const units = site.units.map(({ unit }) => unit);
      const nameOf = (person: string) => site.users.find(({ id }) => id === person)?.name ?? person;
      return ok({
        site: name,
        timeZone,
        from,
        to,
        madeAt: now,
        madeBy: caller.name,
        shift: within,
        runs: plant && plant.runs,
        interventions: plant && plant.interventions,
        preparations: plant && plant.preparations,
        determinations: sight.bench
          ? determinations(await linesBetween(views, 'determination', from, to))
          : null,
        alarms: sight.plant ? await alarms(views, sight, { from, to, now, rates, nameOf }) : null,
        certificates: sight.cargo
          ? (await linesBetween(views, 'certificate', from, to)).map(({ verdicts: _told, ...line }) => line)
          : null,
        findings: sight.cargo ? await linesBetween(views, 'finding', from, to) : null,
        plant: sight.plant ? await plantTimes(views, units, from, to) : null,
        handOver: later(to, justEnded_ms) < now ? null : await openMatters(views, sight),
      });
    },
  };
}

function periodOf(
  { from: asked, to: until }: { readonly from?: Instant; readonly to?: Instant },
  shiftBegan: Instant,
  now: Instant,
): Outcome<{ readonly from: Instant; readonly to: Instant }> {
  if (asked === undefined && until !== undefined)
    return refuse({
      code: 'RANGE_INCOMPLETE',
      field: 'from',
      message: 'The report has an end and no beginning.',
      remedy: 'Give from, or neither for the running shift.',
    });
  const from = asked ?? shiftBegan;
  // What has not been yet cannot be told.
  const to = until === undefined || until > now ? now : until;
  return checkRange(from, to, longestReport_ms);
}

const day_ms = 86_400_000;

/** Refuses `RANGE_UPSIDE_DOWN` and `RANGE_TOO_LONG`. */
export function checkRange(
  from: Instant,
  to: Instant,
  longest_ms: number,
): Outcome<{ readonly from: Instant; readonly to: Instant }> {
  if (from > to)
    return refuse({
      code: 'RANGE_UPSIDE_DOWN',
      field: 'from',
      message: `${from} is not before ${to}.`,
      remedy: 'Give a from that lies before to, and not in the future.',
    });
  if (Date.parse(to) - Date.parse(from) > longest_ms)
    return refuse({
      code: 'RANGE_TOO_LONG',
      field: 'from',
      message: `From ${from} to ${to} are more than ${longest_ms / day_ms} days.`,
      remedy: `Ask for at most ${longest_ms / day_ms} days at a time.`,
    });
  return ok({ from, to });
}

function determinations(lines: Parameters<typeof repeatability>[0]): ReportedDeterminations {
  const items = repeatability(lines).map(({ item, name, pairs, failed, third }) => {
    return { item, name, entered: lines.filter((line) => line.item === item).length, pairs, failed, third };
  });
  return { entered: lines.length, items };
}

interface AlarmPeriod {
  readonly from: Instant;
  readonly to: Instant;
  readonly now: Instant;
  readonly rates: AlarmCatalogue['rates'];
  readonly nameOf: (person: string) => string;
}

async function alarms(
  views: ViewStore,
  sight: ReportSight,
  { from, to, now, rates, nameOf }: AlarmPeriod,
): Promise<ReportedAlarms> {
  const seen = (await alarmsSince(views, from, now)).filter((alarm) => sight.ofAlarm(alarmView(alarm)));
  const { raised, floods } = alarmStatistics(
    seen,
    to,
    (Date.parse(to) - Date.parse(from)) / (60 * minute_ms),
    rates,
  );
  const standing = seen.flatMap(({ id, code, message, unit, raisedAt, clearedAt }) => {
    const end = clearedAt === null || clearedAt > to ? to : clearedAt;
    if (raisedAt >= to || end < from) return [];
    return [
      {
        id,
        code,
        message,
        unit,
        raisedAt,
        clearedAt,
        minutes: (Date.parse(end) - Date.parse(raisedAt)) / minute_ms,
      },
    ];
  });
  const open = seen.map(alarmView).filter(({ state }) => state !== 'normal');
  return {
    raised,
    longest: standing.reduce<ReportedAlarms['longest']>(
      (most, one) => (one.minutes > (most?.minutes ?? 0) ? one : most),
      null,
    ),
    floods,
    shelved: open.flatMap(({ id, code, message, state, shelved }) => {
      if (state !== 'shelved' || !shelved) return [];
      return [{ id, code, message, until: shelved.until, by: nameOf(shelved.id), reason: shelved.reason }];
    }),
    open: open.length,
  };
}
