import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { usePullTold } from '../../kit/customs-pulls.tsx';
import { TextField } from '../../kit/field.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Empty, Panel } from '../../kit/page.tsx';
import { Table } from '../../kit/table.tsx';
import { auditWords } from './words.ts';

/** Rows of a page. */
const pageSize = 100;

/** What customs systems fetched: of one certificate, of one client, or all. */
export function Pulls() {
  const [query, setQuery] = useSearchParams();
  const number = query.get('number') ?? '';
  const client = query.get('client') ?? '';
  const after = Number(query.get('after') ?? 0);
  const pulls = api.useQuery('get', '/api/v1/customs-pulls', {
    params: {
      query: {
        ...(number !== '' && { number }),
        ...(client !== '' && { client }),
        ...(Number.isSafeInteger(after) && after > 0 && { after }),
        limit: pageSize,
      },
    },
  });
  const ask = (of: { number: string; client: string }, from?: number) =>
    setQuery({
      tab: 'pulls',
      ...(of.number !== '' && { number: of.number }),
      ...(of.client !== '' && { client: of.client }),
      ...(from !== undefined && { after: String(from) }),
    });
  return (
    <>
      <AskForm key={`${number} ${client}`} number={number} client={client} onAsk={ask} />
      <Loaded query={pulls}>
        {(page) => (
          <PageOfPulls
            page={page}
            onLater={(next) => ask({ number, client }, next)}
            onFirst={() => ask({ number, client })}
            isFirst={after === 0}
          />
        )}
      </Loaded>
    </>
  );
}

function AskForm(asked: { number: string; client: string; onAsk: (of: { number: string; client: string }) => void }) {
  const t = useWords(auditWords);
  const [number, setNumber] = useState(asked.number);
  const [client, setClient] = useState(asked.client);
  return (
    <form
      className="audit-filter no-print"
      onSubmit={(event) => {
        event.preventDefault();
        asked.onAsk({ number: number.trim(), client: client.trim() });
      }}
    >
      <TextField label={t('number')} hint={t('numberHint')} value={number} onChange={setNumber} />
      <TextField label={t('client')} value={client} onChange={setClient} />
      <div className="audit-filter-acts">
        <Button type="submit" kind="primary">
          {t('show')}
        </Button>
      </div>
    </form>
  );
}

interface PageProps {
  page: Schemas['CustomsPullPage'];
  isFirst: boolean;
  onFirst: () => void;
  onLater: (after: number) => void;
}

function PageOfPulls({ page: { items, next }, isFirst, onFirst, onLater }: PageProps) {
  const t = useWords(auditWords);
  const told = usePullTold();
  const format = useFormat();
  return (
    <Panel title={t('pulls')}>
      {items.length === 0 ? (
        <Empty>{t('noPulls')}</Empty>
      ) : (
        <Table
          caption={t('pulls')}
          keyOf={({ cursor }) => String(cursor)}
          rows={items}
          columns={[
            { key: 'at', title: t('at'), whole: true, cell: ({ at }) => format.instant(at) },
            { key: 'client', title: t('client'), cell: ({ client }) => <code>{client}</code> },
            { key: 'what', title: t('what'), cell: told },
            { key: 'number', title: t('number'), cell: ({ number }) => number ?? '—' },
            { key: 'version', title: t('version'), number: true, cell: ({ version }) => version ?? '—' },
            { key: 'rendering', title: t('rendering'), cell: ({ rendering }) => rendering?.toUpperCase() ?? '—' },
            { key: 'answer', title: t('answer'), cell: ({ status }) => (status === null ? '—' : t(`answer.${status}`)) },
            {
              key: 'digest',
              title: t('digest'),
              cell: ({ digest }) => (digest === null ? '—' : <code title={digest}>{digest.slice(0, 12)}…</code>),
            },
          ]}
        />
      )}
      <div className="audit-filter-acts no-print">
        <Button disabled={isFirst} onClick={onFirst}>
          {t('fromStart')}
        </Button>
        <Button disabled={items.length < pageSize} onClick={() => onLater(next)}>
          {t('later')}
        </Button>
      </div>
    </Panel>
  );
}
