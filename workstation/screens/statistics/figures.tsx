import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { alarmKindWords, isAlarmKind } from '../../kit/alarm-kinds.ts';
import { Tag } from '../../kit/marks.tsx';
import { Facts } from '../../kit/page.tsx';
import { ShareBar } from '../../kit/share-bar.tsx';
import { CertificatesAndResults, BlindControl } from './quality.tsx';
import { Rate } from './rate.tsx';
import { Tabled } from './tabled.tsx';
import { statisticsWords } from './words.ts';

type Statistics = Schemas['Statistics'];
type Part<K extends keyof Statistics> = Readonly<Record<K, NonNullable<Statistics[K]>>>;

/** What is null is not for the reader's roles and is not there. */
export function Figures({ figures }: { figures: Statistics }) {
  const { turnaround, repeatability, sampling, increments, alarms, blindControl } = figures;
  return (
    <>
      {turnaround && <Turnaround turnaround={turnaround} />}
      {repeatability && <Repeatability repeatability={repeatability} />}
      {sampling && <Sampling sampling={sampling} />}
      {increments && <Increments increments={increments} />}
      {alarms && <Alarms alarms={alarms} />}
      <CertificatesAndResults certificates={figures.certificates} results={figures.results} />
      {blindControl && <BlindControl blindControl={blindControl} />}
    </>
  );
}

/** In the order of a sample's way. */
const stages = ['planned', 'setting-up', 'sampling', 'sampled', 'preparing', 'prepared', 'testing', 'tested'] as const;

function Turnaround({ turnaround }: Part<'turnaround'>) {
  const t = useWords(statisticsWords);
  const format = useFormat();
  const longest = Math.max(1, ...turnaround.map(({ longest_min }) => longest_min ?? 0));
  const span = (minutes: number | null) => (minutes === null ? '—' : format.span(minutes * 60));
  const placeOf = (name: string) => stages.findIndex((each) => each === name);
  const stageOf = (stage: string) => {
    const known = stages.find((each) => each === stage);
    return known ? t(`stage.${known}`) : stage;
  };
  return (
    <Tabled
      title={t('turnaround')}
      empty={t('noTurnaround')}
      keyOf={({ stage }) => stage}
      rows={turnaround.toSorted((a, b) => placeOf(a.stage) - placeOf(b.stage))}
      columns={[
        { key: 'stage', title: t('stage'), cell: ({ stage }) => stageOf(stage) },
        { key: 'n', title: t('n'), number: true, cell: ({ units }) => units },
        { key: 'median', title: t('median'), number: true, cell: ({ median_min }) => span(median_min) },
        { key: 'p90', title: t('p90'), number: true, cell: ({ p90_min }) => span(p90_min) },
        { key: 'longest', title: t('longest'), number: true, cell: ({ longest_min }) => span(longest_min) },
        {
          key: 'bar',
          title: t('median'),
          cell: ({ median_min }) => (
            <svg className="statistics-bar" aria-hidden="true">
              <rect width={`${((median_min ?? 0) / longest) * 100}%`} height="100%" />
            </svg>
          ),
        },
      ]}
    />
  );
}

function Repeatability({ repeatability }: Part<'repeatability'>) {
  const t = useWords(statisticsWords);
  const told = useTold();
  return (
    <Tabled
      title={t('repeatability')}
      empty={t('noRepeatability')}
      keyOf={({ item }) => item}
      rows={repeatability.filter(({ pairs, unjudged }) => pairs + unjudged > 0)}
      columns={[
        { key: 'item', title: t('item'), cell: ({ item, name }) => `${told(name)} ${item}` },
        { key: 'pairs', title: t('pairs'), number: true, cell: ({ pairs }) => pairs },
        { key: 'failed', title: t('failed'), number: true, cell: ({ failed }) => failed },
        {
          key: 'rate',
          title: t('rate'),
          // No standard says from which rate on it is too much: it is told, not judged.
          cell: ({ failureRate, pairs }) => <Rate share={failureRate} n={pairs} abnormal={false} />,
        },
        { key: 'third', title: t('third'), number: true, cell: ({ third }) => third },
        { key: 'discarded', title: t('discarded'), number: true, cell: ({ discarded }) => discarded },
        { key: 'unjudged', title: t('unjudged'), number: true, cell: ({ unjudged }) => unjudged },
      ]}
    />
  );
}

function Sampling({ sampling }: Part<'sampling'>) {
  const t = useWords(statisticsWords);
  const told = useTold();
  const format = useFormat();
  return (
    <Tabled
      title={t('sampling')}
      empty={t('noSampling')}
      keyOf={({ at, label, unit }) => `${at} ${label.en} ${unit ?? ''}`}
      rows={sampling}
      columns={[
        { key: 'at', title: t('at'), cell: ({ at }) => format.instant(at) },
        { key: 'unit', title: t('unit'), cell: ({ unit }) => unit ?? '—' },
        { key: 'part', title: t('part'), cell: ({ label }) => told(label) },
        { key: 'planned', title: t('planned'), number: true, cell: ({ incrementsPlanned }) => incrementsPlanned },
        { key: 'taken', title: t('taken'), number: true, cell: ({ incrementsTaken }) => incrementsTaken },
        { key: 'missed', title: t('missed'), number: true, cell: ({ incrementsMissed }) => incrementsMissed ?? '—' },
        { key: 'required', title: t('required'), number: true, cell: ({ required }) => required ?? '—' },
        { key: 'reached', title: t('reached'), number: true, cell: ({ reached }) => reached ?? '—' },
        {
          key: 'met',
          title: t('met'),
          cell: ({ met }) => (met === null ? t('notApplicable') : met ? t('yes') : <Tag tone="bad">{t('no')}</Tag>),
        },
      ]}
    />
  );
}

function Increments({ increments }: Part<'increments'>) {
  const t = useWords(statisticsWords);
  return (
    <Tabled
      title={t('increments')}
      empty={t('noIncrements')}
      keyOf={({ unit }) => unit}
      rows={increments}
      columns={[
        { key: 'unit', title: t('unit'), cell: ({ unit }) => unit },
        { key: 'runs', title: t('runs'), number: true, cell: ({ runs }) => runs },
        { key: 'planned', title: t('planned'), number: true, cell: ({ planned }) => planned },
        { key: 'taken', title: t('taken'), number: true, cell: ({ taken }) => taken },
        { key: 'missed', title: t('missed'), number: true, cell: ({ missed }) => missed },
        { key: 'void', title: t('void'), number: true, cell: (row) => row.void },
        { key: 'byHand', title: t('byHand'), number: true, cell: ({ byHand }) => byHand },
        {
          key: 'rate',
          title: t('missedRate'),
          cell: ({ missedRate, planned }) => <Rate share={missedRate} n={planned} abnormal={(missedRate ?? 0) > 0} />,
        },
      ]}
    />
  );
}

function Alarms({ alarms }: Part<'alarms'>) {
  const t = useWords(statisticsWords);
  const kind = useWords(alarmKindWords);
  const format = useFormat();
  return (
    <Tabled
      title={t('alarms')}
      empty={t('noAlarms')}
      before={
        <Facts
          facts={[
            [t('raised'), format.number(alarms.raised)],
            [t('perHour'), format.number(alarms.perHour, 2)],
            [t('floods'), format.number(alarms.floods.length)],
          ]}
        />
      }
      keyOf={({ code, unit }) => `${code} ${unit ?? ''}`}
      rows={alarms.mostFrequent}
      columns={[
        { key: 'alarm', title: t('mostFrequent'), cell: ({ code }) => (isAlarmKind(code) ? kind(code) : code) },
        { key: 'unit', title: t('unit'), cell: ({ unit }) => unit ?? '—' },
        { key: 'raised', title: t('raised'), number: true, cell: ({ raised }) => raised },
        { key: 'share', title: t('share'), cell: ({ raised }) => <ShareBar share={raised / Math.max(1, alarms.raised)} /> },
      ]}
    />
  );
}
