import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Tag } from '../../kit/marks.tsx';
import { More } from '../../kit/more.tsx';
import { Empty, Panel } from '../../kit/page.tsx';
import { pagewise, rowsOf } from '../../kit/pagewise.ts';
import { Table } from '../../kit/table.tsx';
import { deliveriesPath, lookAgainAfter } from './webhook-paths.ts';
import { useProblemWords } from './webhook-standing.tsx';
import { webhookWords } from './webhook-words.ts';

type Delivery = Schemas['WebhookDelivery'];

/** What was sent to a webhook, and what became of it, the newest first. */
export function Deliveries({ id }: { id: string }) {
  const t = useWords(webhookWords);
  const format = useFormat();
  const problemOf = useProblemWords();
  const deliveries = api.useInfiniteQuery(
    'get',
    deliveriesPath,
    { params: { path: { id } } },
    { ...pagewise, refetchInterval: lookAgainAfter },
  );
  return (
    <Panel title={t('deliveries')}>
      <Loaded query={deliveries}>
        {({ pages }) =>
          rowsOf(pages).length === 0 ? (
            <Empty>{t('noDeliveries')}</Empty>
          ) : (
            <Table
              caption={t('deliveries')}
              keyOf={({ no }) => String(no)}
              rows={rowsOf(pages)}
              columns={[
                { key: 'at', title: t('at'), whole: true, cell: ({ at }) => format.instant(at) },
                { key: 'what', title: t('what'), cell: (delivery) => <What delivery={delivery} /> },
                { key: 'status', title: t('status'), number: true, cell: ({ status }) => status ?? '—' },
                {
                  key: 'failures',
                  title: t('failures'),
                  number: true,
                  cell: ({ failures }) => failures ?? '—',
                },
                {
                  key: 'problem',
                  title: t('problem'),
                  cell: ({ problem }) => (problem === null ? '—' : problemOf(problem)),
                },
                {
                  key: 'next',
                  title: t('nextAttemptAt'),
                  whole: true,
                  cell: ({ nextAttemptAt }) => (nextAttemptAt === null ? '—' : format.instant(nextAttemptAt)),
                },
              ]}
            />
          )
        }
      </Loaded>
      <More pages={deliveries} count={rowsOf(deliveries.data?.pages).length} />
    </Panel>
  );
}

function What({ delivery: { kind, from, to, problem } }: { delivery: Delivery }) {
  const t = useWords(webhookWords);
  const rows = from === null ? '' : from === to ? t('row', { from }) : t('rows', { from, to: to ?? from });
  return (
    <>
      {problem === null ? t(`kind.${kind}`) : <Tag tone="bad">{t(`kind.${kind}`)}</Tag>} {rows}
    </>
  );
}
