import { useSearchParams } from 'react-router';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { alarmKindWords, isAlarmKind } from '../../kit/alarm-kinds.ts';
import { Select } from '../../kit/field.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Empty, Facts, Panel } from '../../kit/page.tsx';
import { ShareBar } from '../../kit/share-bar.tsx';
import { Table } from '../../kit/table.tsx';
import { alarmsWords } from './words.ts';

const periods = ['8', '24', '168', '744'] as const;
type Period = (typeof periods)[number];

/** How many alarms a person has to attend to, and which come most often (ANSI/ISA-18.2 performance). */
export function AlarmPerformance() {
  const t = useWords(alarmsWords);
  const [query, setQuery] = useSearchParams();
  const hours = periods.find((each) => each === query.get('hours')) ?? '24';
  const statistics = api.useQuery('get', '/api/v1/alarms/statistics', { params: { query: { hours: Number(hours) } } });
  return (
    <>
      <div className="alarms-tools no-print">
        <Select<Period>
          label={t('period')}
          value={hours}
          onChange={(value) => setQuery({ tab: 'performance', hours: value }, { replace: true })}
          options={periods.map((value) => ({ value, label: t(`period.${value}`) }))}
        />
      </div>
      <Loaded query={statistics}>{(figures) => <Figures figures={figures} />}</Loaded>
    </>
  );
}

function Figures({ figures }: { figures: Schemas['AlarmPerformance'] }) {
  const t = useWords(alarmsWords);
  const kind = useWords(alarmKindWords);
  const format = useFormat();
  const { open, peak } = figures;
  return (
    <>
      <Panel title={t('rates')}>
        <Facts
          facts={[
            [t('from'), format.instant(figures.from)],
            [t('to'), format.instant(figures.to)],
            [t('raised'), format.number(figures.raised)],
            [t('perHour'), format.number(figures.perHour, 1)],
            [t('peak'), peak ? t('peakValue', { count: peak.raised, at: format.instant(peak.from) }) : '—'],
            [t('nowUnacknowledged'), format.number(open.unacknowledged)],
            [t('nowAcknowledged'), format.number(open.acknowledged)],
            [t('nowShelved'), format.number(open.shelved)],
            [t('stale', { hours: figures.limits.stale_h }), format.number(open.stale)],
          ]}
        />
      </Panel>
      <Panel title={t('floods')}>
        {figures.floods.length === 0 ? (
          <Empty>{t('noFloods')}</Empty>
        ) : (
          <Table
            caption={t('floods')}
            keyOf={({ from }) => from}
            rows={figures.floods}
            columns={[
              { key: 'from', title: t('from'), cell: ({ from }) => format.instant(from) },
              { key: 'to', title: t('to'), cell: ({ to }) => format.instant(to) },
              { key: 'raised', title: t('raised'), number: true, cell: ({ raised }) => format.number(raised) },
            ]}
          />
        )}
      </Panel>
      <Panel title={t('mostFrequent')}>
        {figures.mostFrequent.length === 0 ? (
          <Empty>{t('noneInPeriod')}</Empty>
        ) : (
          <Table
            caption={t('mostFrequent')}
            keyOf={({ code, unit }) => `${code} ${unit ?? ''}`}
            rows={figures.mostFrequent}
            columns={[
              { key: 'what', title: t('what'), cell: ({ code }) => (isAlarmKind(code) ? kind(code) : code) },
              { key: 'unit', title: t('unit'), cell: ({ unit }) => unit ?? '—' },
              { key: 'raised', title: t('raised'), number: true, cell: ({ raised }) => format.number(raised) },
              { key: 'share', title: t('share'), cell: ({ raised }) => <ShareBar share={raised / figures.raised} /> },
            ]}
          />
        )}
      </Panel>
    </>
  );
}
