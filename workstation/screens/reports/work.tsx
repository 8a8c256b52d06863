import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { Tag } from '../../kit/marks.tsx';
import { Empty, Panel } from '../../kit/page.tsx';
import { Table } from '../../kit/table.tsx';
import { useRunWord } from '../unit/run-words.ts';
import { reportsWords } from './words.ts';

type ShiftReport = Schemas['ShiftReport'];

type Part<K extends keyof ShiftReport> = Readonly<Record<K, NonNullable<ShiftReport[K]>>>;

function useWhen(): (at: string | null) => string {
  const format = useFormat();
  return (at) => (at === null ? '—' : format.instant(at));
}

export function RunsOfShift({ runs }: Part<'runs'>) {
  const t = useWords(reportsWords);
  const told = useTold();
  const when = useWhen();
  const word = useRunWord();
  return (
    <Panel title={t('runs')}>
      {runs.length === 0 ? (
        <Empty>{t('noRuns')}</Empty>
      ) : (
        <Table
          caption={t('runs')}
          keyOf={({ id }) => id}
          rows={runs}
          columns={[
            { key: 'unit', title: t('unit'), cell: ({ unit }) => unit },
            { key: 'code', title: t('code'), cell: ({ sampleCode }) => <code>{sampleCode}</code> },
            { key: 'status', title: t('status'), cell: ({ status }) => word('state', status) },
            { key: 'started', title: t('startedAt'), cell: ({ startedAt }) => when(startedAt) },
            { key: 'ended', title: t('endedAt'), cell: ({ endedAt }) => when(endedAt) },
            { key: 'planned', title: t('planned'), number: true, cell: ({ incrementsPlanned }) => incrementsPlanned ?? '—' },
            { key: 'taken', title: t('taken'), number: true, cell: ({ incrementsTaken }) => incrementsTaken ?? '—' },
            { key: 'missed', title: t('missed'), number: true, cell: ({ incrementsMissed }) => <Abnormal count={incrementsMissed} /> },
            { key: 'byHand', title: t('byHand'), number: true, cell: ({ incrementsByHand }) => <Abnormal count={incrementsByHand} /> },
            { key: 'void', title: t('void'), number: true, cell: ({ incrementsVoid }) => <Abnormal count={incrementsVoid} /> },
            { key: 'mass', title: t('mass'), number: true, cell: ({ sampleMass }) => sampleMass ?? '—' },
            {
              key: 'findings',
              title: t('findings'),
              cell: ({ findings }) => (
                <ul>
                  {findings.map((finding) => (
                    <li key={finding.code}>{told(finding)}</li>
                  ))}
                </ul>
              ),
            },
          ]}
        />
      )}
    </Panel>
  );
}

/** A number that should be nought. */
function Abnormal({ count }: { count: number | null }) {
  if (count === null) return '—';
  return count === 0 ? '0' : <Tag tone="attention">{String(count)}</Tag>;
}

const deeds = [
  'hold',
  'resume',
  'finish',
  'abort',
  'void-increment',
  'replace-container',
  'begin-manual',
  'manual-increment',
  'manual-container',
  'skip-stage',
] as const;

/** What a run is known by to people: the code behind the name of its definition. */
const codeOf = (run: string): string => run.slice(run.indexOf('/') + 1);

export function InterventionsOfShift({ interventions }: Part<'interventions'>) {
  const t = useWords(reportsWords);
  const when = useWhen();
  const deedOf = (kind: string) => {
    const known = deeds.find((each) => each === kind);
    return known ? t(`deed.${known}`) : kind;
  };
  return (
    <Panel title={t('interventions')}>
      {interventions.length === 0 ? (
        <Empty>{t('noInterventions')}</Empty>
      ) : (
        <Table
          caption={t('interventions')}
          keyOf={({ run, at, kind, by }) => `${run} ${at} ${kind} ${by}`}
          rows={interventions}
          columns={[
            { key: 'at', title: t('at'), cell: ({ at }) => when(at) },
            { key: 'unit', title: t('unit'), cell: ({ unit }) => unit },
            { key: 'run', title: t('run'), cell: ({ run }) => <code>{codeOf(run)}</code> },
            { key: 'deed', title: t('deed'), cell: ({ kind }) => deedOf(kind) },
            { key: 'by', title: t('by'), cell: ({ by }) => by },
            { key: 'reason', title: t('reason'), cell: ({ reason }) => reason },
            { key: 'status', title: t('status'), cell: ({ status }) => t(`settled.${status}`) },
            { key: 'second', title: t('second'), cell: ({ second }) => second ?? '—' },
          ]}
        />
      )}
    </Panel>
  );
}

export function PreparationsOfShift({ preparations }: Part<'preparations'>) {
  const t = useWords(reportsWords);
  const when = useWhen();
  const word = useRunWord();
  return (
    <Panel title={t('preparations')}>
      {preparations.length === 0 ? (
        <Empty>{t('noPreparations')}</Empty>
      ) : (
        <Table
          caption={t('preparations')}
          keyOf={({ id }) => id}
          rows={preparations}
          columns={[
            { key: 'code', title: t('code'), cell: ({ sampleCode }) => <code>{sampleCode}</code> },
            { key: 'status', title: t('status'), cell: ({ status }) => word('state', status) },
            { key: 'started', title: t('startedAt'), cell: ({ startedAt }) => when(startedAt) },
            { key: 'ended', title: t('endedAt'), cell: ({ endedAt }) => when(endedAt) },
            { key: 'bottles', title: t('bottles'), number: true, cell: ({ bottles }) => bottles },
          ]}
        />
      )}
    </Panel>
  );
}

export function DeterminationsOfShift({ determinations }: Part<'determinations'>) {
  const t = useWords(reportsWords);
  const told = useTold();
  const title = t('determinations', { count: determinations.entered });
  return (
    <Panel title={title}>
      {determinations.items.length === 0 ? (
        <Empty>{t('noDeterminations')}</Empty>
      ) : (
        <Table
          caption={title}
          keyOf={({ item }) => item}
          rows={determinations.items}
          columns={[
            { key: 'item', title: t('item'), cell: ({ item, name }) => `${told(name)} ${item}` },
            { key: 'entered', title: t('entered'), number: true, cell: ({ entered }) => entered },
            { key: 'pairs', title: t('pairs'), number: true, cell: ({ pairs }) => pairs },
            { key: 'failed', title: t('failed'), number: true, cell: ({ failed }) => <Abnormal count={failed} /> },
            { key: 'third', title: t('third'), number: true, cell: ({ third }) => third },
          ]}
        />
      )}
    </Panel>
  );
}
