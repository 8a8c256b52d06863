import { api } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { conformityWords } from '../../kit/conformity-words.ts';
import { AdviceTag } from '../../kit/conformity.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Tag } from '../../kit/marks.tsx';
import { More } from '../../kit/more.tsx';
import { Panel } from '../../kit/page.tsx';
import { pagewise, rowsOf } from '../../kit/pagewise.ts';
import { Table } from '../../kit/table.tsx';
import { releaseWords } from './words.ts';

/** Decisions that stand and depart from what is advised now. */
export function Differences() {
  const t = useWords(releaseWords);
  const c = useWords(conformityWords);
  const format = useFormat();
  const differences = api.useInfiniteQuery('get', '/api/v1/decision-differences', {}, pagewise);
  return (
    <Panel title={t('differences')}>
      <Loaded query={differences}>
        {({ pages }) =>
          rowsOf(pages).length === 0 ? (
            <p className="secondary">{t('noDifferences')}</p>
          ) : (
            <Table
              caption={t('departure')}
              rows={rowsOf(pages)}
              keyOf={({ decision }) => decision.id}
              columns={[
                {
                  key: 'declaration',
                  title: t('declaration'),
                  cell: ({ declarationNo, goodsItem }) => `${declarationNo} / ${goodsItem}`,
                },
                { key: 'gate', title: t('gate'), cell: ({ gate }) => c(gate) },
                { key: 'advice', title: t('advised'), cell: ({ advice }) => <AdviceTag advice={advice} /> },
                { key: 'outcome', title: t('decided'), cell: ({ outcome }) => c(outcome) },
                {
                  key: 'departure',
                  title: t('departure'),
                  cell: ({ departure }) => (
                    <Tag tone={departure === 'LAXER' ? 'bad' : 'attention'}>{c(departure)}</Tag>
                  ),
                },
                {
                  key: 'at',
                  title: t('at'),
                  cell: ({ decision }) => `${format.instant(decision.at)} ${decision.officer}`,
                },
              ]}
            />
          )
        }
      </Loaded>
      <More pages={differences} count={rowsOf(differences.data?.pages).length} />
    </Panel>
  );
}
