import { Link, useSearchParams } from 'react-router';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Age } from '../../kit/live-value.tsx';
import { Empty, Panel } from '../../kit/page.tsx';
import { Table } from '../../kit/table.tsx';
import { Standing } from './webhook-standing.tsx';
import { Webhook } from './webhook.tsx';
import { lookAgainAfter, webhooksPath } from './webhook-paths.ts';
import { webhookWords } from './webhook-words.ts';

type Row = Schemas['CustomsWebhookRow'];

/** What customs systems are told without asking: who is behind and why, and one of them in full. */
export function Webhooks() {
  const t = useWords(webhookWords);
  const webhooks = api.useQuery('get', webhooksPath, {}, { refetchInterval: lookAgainAfter });
  const [query] = useSearchParams();
  const chosen = query.get('webhook');
  return (
    <>
      <Panel title={t('webhooks')}>
        <Loaded query={webhooks}>
          {({ items }) =>
            items.length === 0 ? <Empty>{t('none')}</Empty> : <Rows rows={items} chosen={chosen} />
          }
        </Loaded>
      </Panel>
      {chosen !== null && <Webhook key={chosen} id={chosen} />}
    </>
  );
}

function Rows({ rows, chosen }: { rows: readonly Row[]; chosen: string | null }) {
  const t = useWords(webhookWords);
  return (
    <>
      <Table
        caption={t('webhooks')}
        keyOf={({ id }) => id}
        rows={rows}
        columns={[
          {
            key: 'client',
            title: t('client'),
            cell: ({ id, client, description }) => (
              <>
                <Link
                  to={{ search: `?tab=webhooks&webhook=${encodeURIComponent(id)}` }}
                  preventScrollReset
                  aria-current={id === chosen ? 'true' : undefined}
                >
                  {client}
                </Link>
                {description !== null && <div className="secondary">{description}</div>}
              </>
            ),
          },
          {
            key: 'address',
            title: t('address'),
            cell: ({ address }) => <code className="administration-path">{address}</code>,
          },
          { key: 'state', title: t('state'), cell: (row) => <Standing of={row} /> },
          { key: 'behind', title: t('behind'), number: true, cell: ({ behind }) => behind },
          { key: 'dead', title: t('dead'), number: true, cell: ({ deadLetters }) => deadLetters },
          {
            key: 'last',
            title: t('last'),
            cell: ({ lastDelivery: last }) =>
              last === null ? (
                t('never')
              ) : (
                <>
                  {t(`kind.${last.kind}`)} <Age since={last.at} />
                </>
              ),
          },
        ]}
      />
      {chosen === null && <p className="secondary">{t('choose')}</p>}
    </>
  );
}
