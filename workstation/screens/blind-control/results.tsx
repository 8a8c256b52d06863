import { useSearchParams } from 'react-router';
import { api } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { Select } from '../../kit/field.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Tag } from '../../kit/marks.tsx';
import { More } from '../../kit/more.tsx';
import { Empty, Panel } from '../../kit/page.tsx';
import { pagewise, rowsOf } from '../../kit/pagewise.ts';
import { Table } from '../../kit/table.tsx';
import { useNameOf } from '../../session/session.ts';
import { ControlChart } from './control-chart.tsx';
import { blindControlWords } from './words.ts';

/** Scored results of controls, with the control chart of an item. */
export function Results() {
  const t = useWords(blindControlWords);
  const format = useFormat();
  const nameOf = useNameOf();
  const [search, setSearch] = useSearchParams();
  const item = search.get('item') ?? '';
  const query = api.useInfiniteQuery('get', '/api/v1/blind-control-results', {}, pagewise);
  return (
    <Panel title={t('tabResults')}>
      <Loaded query={query}>
        {({ pages }) => {
          const items = rowsOf(pages);
          const points = items.filter((point) => item === '' || point.item === item);
          const names = [...new Set(items.map((point) => point.item))];
          if (items.length === 0) return <Empty>{t('resultsNone')}</Empty>;
          return (
            <>
              <div className="blind-filter no-print">
                <Select
                  label={t('filter')}
                  value={item}
                  onChange={(chosen) => setSearch(chosen === '' ? {} : { item: chosen })}
                  options={[
                    { value: '', label: t('allItems') },
                    ...names.map((name) => ({ value: name, label: name })),
                  ]}
                />
              </div>
              {item !== '' && <ControlChart item={item} points={points} />}
              <Table
                caption={t('resultsTable')}
                rows={points.map((point, no) => ({ ...point, no }))}
                keyOf={({ no }) => String(no)}
                columns={[
                  { key: 'scored', title: t('scoredAt'), cell: ({ scoredAt }) => format.instant(scoredAt) },
                  {
                    key: 'item',
                    title: t('item'),
                    cell: (point) =>
                      `${point.item}${point.basis === null ? '' : ` ${point.basis}`} ${point.unit}`,
                  },
                  {
                    key: 'kind',
                    title: t('kind'),
                    cell: ({ kind, material }) => `${t(kind)} ${material ?? ''}`,
                  },
                  {
                    key: 'code',
                    title: t('code'),
                    cell: ({ code, of }) => (
                      <>
                        {code ?? '–'}
                        {of !== null && <div className="secondary">{`${t('of')} ${of}`}</div>}
                      </>
                    ),
                  },
                  { key: 'value', title: t('value'), number: true, cell: ({ value }) => value ?? '–' },
                  {
                    key: 'reference',
                    title: t('referenceValue'),
                    number: true,
                    cell: ({ reference }) => reference ?? '–',
                  },
                  {
                    key: 'difference',
                    title: t('difference'),
                    number: true,
                    cell: ({ difference }) => difference ?? '–',
                  },
                  {
                    key: 'limits',
                    title: t('limits'),
                    number: true,
                    cell: ({ warningLimit, actionLimit }) => `${warningLimit ?? '–'} / ${actionLimit ?? '–'}`,
                  },
                  { key: 'score', title: t('score'), number: true, cell: ({ score }) => score ?? '–' },
                  {
                    key: 'verdict',
                    title: t('verdict'),
                    cell: ({ verdict, reason }) => (
                      <>
                        <Tag tone={verdict === 'action' ? 'bad' : verdict === 'ok' ? 'plain' : 'attention'}>
                          {t(verdict)}
                        </Tag>{' '}
                        {reason && t(reason)}
                      </>
                    ),
                  },
                  {
                    key: 'analysts',
                    title: t('analysts'),
                    whole: true,
                    cell: ({ analysts }) => analysts.map(nameOf).join(', '),
                  },
                ]}
              />
            </>
          );
        }}
      </Loaded>
      <More pages={query} count={rowsOf(query.data?.pages).length} />
    </Panel>
  );
}
