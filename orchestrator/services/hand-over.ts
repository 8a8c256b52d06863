import type { OpenMatter } from '../../reports/shift-report/model.ts';
import { wordsOfDraft, wordsOfState } from '../../reports/shift-report/words.ts';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import type { ViewStore } from '../storage/ports.ts';
import { reasonInWords } from '../views/alarm-conditions/in-words.ts';
import { alarmView } from '../views/alarm-view.ts';
import type { StoredAlarm } from '../views/alarm-view.ts';
import type { HandlingView } from '../views/handling-view.ts';
import { linesOfOpen } from '../views/logbook.ts';
import type { AssayTaskView, ConsignmentView, RunView } from '../views/model.ts';
import { collections } from '../views/projection.ts';
import type { SetupView } from '../views/setup-view.ts';
import type { ReportSight } from './report-sight.ts';

/** What is open now and waits for those who come: what the reader may see of it, the most urgent kinds first. */
export async function openMatters(views: ViewStore, sight: ReportSight): Promise<readonly OpenMatter[]> {
  return [
    ...(sight.plant
      ? [
          ...(await openAlarms(views, sight)),
          ...(await openRuns(views, sight)),
          ...(await openByHand(views, sight)),
        ]
      : []),
    ...(sight.bench ? await openAssays(views) : []),
    ...(sight.cargo ? [...(await openConsignments(views)), ...(await openCertificates(views))] : []),
  ];
}

async function openAlarms(views: ViewStore, sight: ReportSight): Promise<readonly OpenMatter[]> {
  const alarms = (await views.find<StoredAlarm>(collections.alarms, { index: 'open' }))
    .map(alarmView)
    .filter(sight.ofAlarm);
  return alarms
    .toSorted((a, b) => a.priority - b.priority)
    .map(({ id, message, raisedAt }) => ({ what: 'alarm', id, text: message, since: raisedAt }));
}

async function openRuns(views: ViewStore, sight: ReportSight): Promise<readonly OpenMatter[]> {
  const lines = (await linesOfOpen(views, 'run')).filter(({ id }) => sight.ofProcess(id));
  const runs = await Promise.all(lines.map(({ id }) => views.get<RunView>(collections.runs, id)));
  return runs.flatMap((run): OpenMatter[] => {
    if (!run) return [];
    const { id, unit, status, reason, incrementsPlanned, incrementsTaken, startedAt } = run;
    const count = incrementsPlanned === null ? '' : ` ${incrementsTaken ?? 0}/${incrementsPlanned}`;
    const state = wordsOfState(status);
    const why = reason === null ? { zh: '', en: '' } : reasonInWords(reason);
    const text = {
      zh: `${unit} ${state.zh}${count}${why.zh && `：${why.zh}`}`,
      en: `${unit} ${state.en}${count}${why.en && `: ${why.en}`}`,
    };
    return [{ what: 'run', id, text, since: startedAt }];
  });
}

/** Identifiers, states and counts are written alike in both languages. */
const same = (text: string): Bilingual => ({ zh: text, en: text });

async function openByHand(views: ViewStore, sight: ReportSight): Promise<readonly OpenMatter[]> {
  const seen = ({ id }: SetupView | HandlingView) => sight.ofProcess(id);
  const setups = (await views.find<SetupView>(collections.setups, { index: 'open' })).filter(seen);
  const handlings = (await views.find<HandlingView>(collections.handlings, { index: 'open' })).filter(seen);
  return [
    ...setups.map(({ id, sampler, checks, waiting, startedAt }): OpenMatter => {
      const toDo = checks.filter(({ state }) => state !== 'passed').length;
      const text = {
        zh: `${sampler} 采样前检查：未完成 ${toDo} 项，待复核 ${waiting.length} 项`,
        en: `${sampler} set-up: ${toDo} checks to do, ${waiting.length} to confirm`,
      };
      return { what: 'setup', id, text, since: startedAt };
    }),
    ...handlings.map(({ id, tasks, steps, startedAt }): OpenMatter => {
      const named = tasks.map(({ what, step }) => ({ what, ...(steps.find((each) => each.id === step)?.name ?? same(step)) }));
      const text = {
        zh: named.map(({ what, zh }) => `${zh}（${what === 'do' ? '待做' : '待复核'}）`).join('、'),
        en: named.map(({ what, en }) => `${en} (${what === 'do' ? 'to do' : 'to confirm'})`).join(', '),
      };
      return { what: 'handling', id, text, since: startedAt };
    }),
  ];
}

/** How many, without a code: the list of the bench has those for who may see them. */
async function openAssays(views: ViewStore): Promise<readonly OpenMatter[]> {
  const states = [
    ['testing', { zh: '待检样品', en: 'Samples to test' }],
    ['in-review', { zh: '待审核样品', en: 'Samples to review' }],
  ] as const;
  const matters = await Promise.all(
    states.map(async ([index, { zh, en }]): Promise<readonly OpenMatter[]> => {
      const tasks = await views.find<AssayTaskView>(collections.assays, { index });
      const since = tasks.map(({ receivedAt }) => receivedAt).toSorted()[0] ?? null;
      return tasks.length === 0
        ? []
        : [
            {
              what: 'assay',
              id: null,
              text: { zh: `${zh}：${tasks.length}`, en: `${en}: ${tasks.length}` },
              since,
            },
          ];
    }),
  );
  return matters.flat();
}

async function openConsignments(views: ViewStore): Promise<readonly OpenMatter[]> {
  const lines = await linesOfOpen(views, 'consignment');
  const cargoes = await Promise.all(
    lines.map(({ id }) => views.get<ConsignmentView>(collections.consignments, id)),
  );
  return cargoes.flatMap((cargo) =>
    (cargo?.outstanding ?? []).map(({ zh, en }): OpenMatter => {
      const named = `${cargo?.declarationNo ?? ''} ${cargo?.vessel ?? ''}`;
      return {
        what: 'consignment',
        id: cargo?.id ?? null,
        text: { zh: `${named}：${zh}`, en: `${named}: ${en}` },
        since: null,
      };
    }),
  );
}

async function openCertificates(views: ViewStore): Promise<readonly OpenMatter[]> {
  return (await linesOfOpen(views, 'drafted')).map(({ id, kind: { title }, declarationNo, status, at }) => {
    const state = wordsOfDraft(status);
    const text = {
      zh: `${declarationNo} ${title.zh}：${state.zh}`,
      en: `${declarationNo} ${title.en}: ${state.en}`,
    };
    return { what: 'certificate', id, text, since: at };
  });
}
