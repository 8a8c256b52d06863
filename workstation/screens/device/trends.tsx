import { keepPreviousData } from '@tanstack/react-query';
import { Suspense, lazy } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { Select } from '../../kit/field.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Empty, Panel } from '../../kit/page.tsx';
import { useServerTime } from '../../live/use-live.ts';
import type { UnitDetail, UnitStage } from '../unit/shapes.ts';
import { useChosenTags } from './chosen-tags.ts';
import { TrendTable } from './trend-table.tsx';
import { deviceWords } from './words.ts';

const TrendChart = lazy(() => import('./trend-chart.tsx'));

const periods = ['1', '4', '12', '24'] as const;
type Period = (typeof periods)[number];

/** How often a trend is read anew, ms. */
const renewal = 15_000;
/** About one for two pixels of a wide screen. */
const points = 400;

/** Curves of the chosen tags with the normal band shaded, and each as a table. */
export function Trends({ unit, stage }: { unit: UnitDetail; stage: UnitStage }) {
  const t = useWords(deviceWords);
  const told = useTold();
  const format = useFormat();
  const [search, setSearch] = useSearchParams();
  const { recorded, chosen } = useChosenTags(stage.tags);
  const period: Period = periods.find((each) => each === search.get('hours')) ?? '1';
  const end = Math.floor(useServerTime() / renewal) * renewal;
  const query = api.useQuery(
    'get',
    '/api/v1/units/{unit}/trends',
    {
      params: {
        path: { unit: unit.unit },
        query: {
          tag: [...chosen],
          from: new Date(end - Number(period) * 3_600_000).toISOString(),
          to: new Date(end).toISOString(),
          points,
        },
      },
    },
    { enabled: chosen.length > 0, placeholderData: keepPreviousData },
  );
  const choosePeriod = (hours: Period) =>
    setSearch(
      (now) => {
        now.set('hours', hours);
        return now;
      },
      { replace: true },
    );
  return (
    <Panel
      title={t('trends')}
      aside={
        <Select
          label={t('period')}
          value={period}
          onChange={choosePeriod}
          options={periods.map((value) => ({ value, label: t('hours', { count: Number(value) }) }))}
        />
      }
    >
      {recorded.length === 0 && <Empty>{t('trendsNone')}</Empty>}
      {recorded.length > 0 && chosen.length === 0 && <Empty>{t('trendsChoose')}</Empty>}
      {chosen.length > 0 && (
        <Loaded query={query}>
          {({ from, to, width_s, series }) =>
            series.map(({ tag: name, buckets }) => {
              const tag = stage.tags.find((each) => each.name === name);
              if (!tag) return null;
              const title = t('trendOf', {
                tag: told(tag.title),
                from: format.time(from),
                to: format.time(to),
              });
              return (
                <section key={name} className="device-trend">
                  <h3>
                    {told(tag.title)} {tag.unit}
                  </h3>
                  {buckets.length === 0 ? (
                    <Empty>{t('noHistory')}</Empty>
                  ) : (
                    <>
                      <Suspense>
                        <TrendChart
                          label={title}
                          period={{ from, to, width_s }}
                          buckets={buckets}
                          tag={tag}
                        />
                      </Suspense>
                      <details>
                        <summary>{t('asTable')}</summary>
                        <TrendTable caption={title} buckets={buckets} tag={tag} />
                      </details>
                    </>
                  )}
                </section>
              );
            })
          }
        </Loaded>
      )}
    </Panel>
  );
}
