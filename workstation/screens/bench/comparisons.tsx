import { useState } from 'react';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Tag } from '../../kit/marks.tsx';
import { More } from '../../kit/more.tsx';
import { Empty, Panel } from '../../kit/page.tsx';
import { pagewise, rowsOf } from '../../kit/pagewise.ts';
import { Table } from '../../kit/table.tsx';
import { useMay } from '../../session/session.ts';
import { shortened } from './difference.ts';
import { ReportDialog } from './report-dialog.tsx';
import { benchWords } from './words.ts';

type Comparison = Schemas['LaboratoryComparison'];
type Line = Comparison['reports'][number]['items'][number] & {
  readonly code: string;
  readonly report: Comparison['reports'][number];
};

const linesOf = (comparisons: readonly Comparison[]): readonly Line[] =>
  comparisons.flatMap(({ code, reports }) =>
    reports.flatMap((report) => report.items.map((item) => ({ ...item, code, report }))),
  );

/** Our approved results beside those of other laboratories on their part of the same sample. */
export function Comparisons() {
  const t = useWords(benchWords);
  const format = useFormat();
  const may = useMay();
  const [entering, setEntering] = useState(false);
  const query = api.useInfiniteQuery('get', '/api/v1/laboratory-comparisons', {}, pagewise);
  return (
    <Panel
      title={t('tabComparisons')}
      aside={
        may('enterLaboratoryReport') && <Button onClick={() => setEntering(true)}>{t('enterReport')}</Button>
      }
    >
      <Loaded query={query}>
        {({ pages }) =>
          rowsOf(pages).length === 0 ? (
            <Empty>{t('comparisonsNone')}</Empty>
          ) : (
            <Table
              caption={t('comparisonsTable')}
              rows={linesOf(rowsOf(pages))}
              keyOf={({ code, report, item }) => `${code} ${report.laboratory} ${report.reportNo} ${item}`}
              columns={[
                { key: 'code', title: t('code'), cell: ({ code }) => <strong>{code}</strong> },
                { key: 'laboratory', title: t('laboratory'), cell: ({ report }) => report.laboratory },
                {
                  key: 'report',
                  title: t('reportNo'),
                  cell: ({ report }) => (
                    <>
                      {report.reportNo} <span className="secondary">{format.date(report.reportedOn)}</span>
                    </>
                  ),
                },
                {
                  key: 'item',
                  title: t('item'),
                  cell: ({ item, basis, unit }) => `${item}${basis === null ? '' : ` ${basis}`} ${unit}`,
                },
                { key: 'own', title: t('own'), number: true, cell: ({ own }) => shortened(own) },
                { key: 'other', title: t('other'), number: true, cell: ({ other }) => shortened(other) },
                {
                  key: 'difference',
                  title: t('difference'),
                  number: true,
                  cell: ({ difference }) => (difference === null ? '–' : shortened(difference)),
                },
                { key: 'limit', title: t('limitR'), number: true, cell: ({ limit }) => (limit === null ? '–' : shortened(limit)) },
                {
                  key: 'verdict',
                  title: t('verdict'),
                  cell: ({ verdict, reason }) => (
                    <>
                      <Tag
                        tone={
                          verdict === 'DISAGREE' ? 'bad' : verdict === 'NOT_JUDGED' ? 'attention' : 'plain'
                        }
                      >
                        {t(verdict)}
                      </Tag>{' '}
                      {reason && t(reason)}
                    </>
                  ),
                },
              ]}
            />
          )
        }
      </Loaded>
      <More pages={query} count={rowsOf(query.data?.pages).length} />
      {entering && <ReportDialog onClose={() => setEntering(false)} />}
    </Panel>
  );
}
