import { api } from '../api/client.ts';
import type { Schemas } from '../api/client.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/language.ts';
import { listWords } from './list-words.ts';
import { Loaded } from './loaded.tsx';
import { More } from './more.tsx';
import { Table } from './table.tsx';

type Pull = Schemas['CustomsPull'];

const pageSize = 100;

/** What customs fetched of a certificate, or the advice on a declaration, the oldest first. */
export function CustomsPulls({ number, none }: { number: string; none: string }) {
  const t = useWords(listWords);
  const format = useFormat();
  const told = usePullTold();
  const pulls = api.useInfiniteQuery(
    'get',
    '/api/v1/customs-pulls',
    { params: { query: { number, limit: pageSize } } },
    {
      pageParamName: 'after',
      initialPageParam: 0,
      getNextPageParam: ({ items, next }) => (items.length < pageSize ? undefined : next),
    },
  );
  return (
    <Loaded query={pulls}>
      {({ pages }) => {
        const rows = pages.flatMap(({ items }) => items);
        if (rows.length === 0) return <p className="secondary">{none}</p>;
        return (
          <>
            <Table
              caption={`${t('pulls')} ${number}`}
              rows={rows}
              keyOf={({ cursor }) => String(cursor)}
              columns={[
                { key: 'at', title: t('at'), whole: true, cell: ({ at }) => format.instant(at) },
                { key: 'client', title: t('client'), cell: ({ client }) => client },
                { key: 'what', title: t('what'), cell: told },
                {
                  key: 'answered',
                  title: t('answered'),
                  cell: ({ status }) => (status === null ? '' : t(`status.${status}`)),
                },
                {
                  key: 'digest',
                  title: 'SHA-256',
                  cell: ({ digest }) => digest && <code title={digest}>{digest.slice(0, 12)}…</code>,
                },
              ]}
            />
            <More pages={pulls} count={rows.length} />
          </>
        );
      }}
    </Loaded>
  );
}

/** Tells what was fetched; what this page does not know is told as the server names it. */
export function usePullTold(): (pull: Pick<Pull, 'what' | 'number' | 'rendering'>) => string {
  const t = useWords(listWords);
  return ({ what, number, rendering }) => {
    if (number !== null) return t('what.rendering', { number, rendering: rendering?.toUpperCase() ?? '' });
    const advice = /^release advice \S+ version (\d+)$/.exec(what);
    if (advice) return t('what.advice', { version: advice[1] ?? '' });
    const certificates = /^certificates of \S+ (.+)$/.exec(what);
    if (certificates) return t('what.certificates', { of: certificates[1] ?? '' });
    const changes = /^changes after (\d+) to (\d+)$/.exec(what);
    return changes ? t('what.changes', { range: `${changes[1]}–${changes[2]}` }) : what;
  };
}
