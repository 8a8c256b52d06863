import type {
  ReportedIntervention,
  ReportedPreparation,
  ReportedRun,
} from '../../reports/shift-report/model.ts';
import type { Instant } from '../../workflows/kernel/brand.ts';
import { later } from '../../workflows/kernel/step.ts';
import { isSampling } from '../../workflows/sampler-run/kinds.ts';
import type { ViewStore } from '../storage/ports.ts';
import type { HandlingView } from '../views/handling-view.ts';
import { linesBetween, linesOfOpen } from '../views/logbook.ts';
import type { LogbookLine } from '../views/logbook.ts';
import type { RunView } from '../views/model.ts';
import { collections } from '../views/projection.ts';
import type { ReportSight } from './report-sight.ts';

type Run = RunView & { readonly line: LogbookLine<'run'>; readonly isOver: boolean };

/** After everything that has been told. */
const never = '9999-12-31T00:00:00.000Z' as Instant;
/** Runs that were under way at a time can have ended only much later; no run of a sampler or a line lasts longer, ms. */
const longestRun_ms = 31 * 86_400_000;

/** Samplings, preparations and what people did to them between two instants. */
export async function reportedRuns(views: ViewStore, sight: ReportSight, from: Instant, to: Instant) {
  const runs = (await runsBetween(views, from, to)).filter(({ id }) => sight.ofProcess(id));
  const handlings = (await handlingsBetween(views, from, to)).filter(({ id }) => sight.ofProcess(id));
  const commands = (await linesBetween(views, 'command', from, to)).filter(({ run }) => sight.ofProcess(run));
  const isWithin = ({ at }: { readonly at: Instant }) => at >= from && at < to;
  const interventions: readonly ReportedIntervention[] = [
    ...commands.map(({ command, ...line }) => ({
      ...line,
      kind: command,
      status: 'done' as const,
      second: null,
    })),
    ...runs.flatMap(({ id, unit, interventions: all }) =>
      all
        .filter(isWithin)
        .map(({ at, by, kind, reason, status, second }) => ({
          run: id,
          unit,
          at,
          by,
          kind,
          reason,
          status,
          second: second?.by ?? null,
        })),
    ),
  ];
  return {
    runs: runs.filter(({ definition }) => isSampling(definition)).map(reportedRun),
    interventions: interventions.toSorted((a, b) => a.at.localeCompare(b.at)),
    preparations: [
      ...runs
        .filter(({ definition }) => !isSampling(definition))
        .map(({ line, ...run }) => ({
          ...preparationOf(run),
          definition: run.definition,
          bottles: line.bottles,
        })),
      ...handlings.map((handling) => ({
        ...preparationOf(handling),
        definition: 'sample-handling',
        bottles: handling.bottles.length,
      })),
    ],
  };
}

const preparationOf = ({
  id,
  sampleCode,
  status,
  startedAt,
  endedAt,
}: RunView | HandlingView): Omit<ReportedPreparation, 'definition' | 'bottles'> => ({
  id,
  sampleCode,
  status,
  startedAt,
  endedAt,
});

function reportedRun({ interventions: _listed, reason: _told, line, isOver, ...run }: Run): ReportedRun {
  return {
    ...run,
    endedAt: run.endedAt ?? (isOver ? line.at : null),
    incrementsVoid: line.voided,
    findings: line.findings,
  };
}

/** Those that had begun, and were not over before. */
async function runsBetween(views: ViewStore, from: Instant, to: Instant): Promise<readonly Run[]> {
  const open = await linesOfOpen(views, 'run');
  const ended = await linesBetween(views, 'run', from, later(to, longestRun_ms));
  const all = [
    ...open.map((line) => ({ line, isOver: false })),
    ...ended.map((line) => ({ line, isOver: true })),
  ];
  const found = await Promise.all(
    all.map(async ({ line, isOver }) => {
      const run = await views.get<RunView>(collections.runs, line.id);
      const begun = run?.startedAt ?? (isOver ? line.at : never);
      return run && begun < to ? [{ ...run, line, isOver }] : [];
    }),
  );
  return found.flat();
}

async function handlingsBetween(
  views: ViewStore,
  from: Instant,
  to: Instant,
): Promise<readonly HandlingView[]> {
  const lines = [
    ...(await linesOfOpen(views, 'handling')),
    ...(await linesBetween(views, 'handling', from, later(to, longestRun_ms))),
  ];
  const handlings = await Promise.all(
    lines.map(({ id }) => views.get<HandlingView>(collections.handlings, id)),
  );
  return handlings.flatMap((handling) => (handling && handling.startedAt < to ? [handling] : []));
}
