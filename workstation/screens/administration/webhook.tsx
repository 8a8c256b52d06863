import { useState } from 'react';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Empty, Facts, Panel } from '../../kit/page.tsx';
import { Table } from '../../kit/table.tsx';
import { useMay } from '../../session/session.ts';
import { Deliveries } from './webhook-deliveries.tsx';
import { WebhookDialog } from './webhook-dialogs.tsx';
import type { AskedOfWebhook } from './webhook-dialogs.tsx';
import { lookAgainAfter, webhookPath } from './webhook-paths.ts';
import { Standing, useProblemWords } from './webhook-standing.tsx';
import { webhookWords } from './webhook-words.ts';

type WebhookInFull = Schemas['CustomsWebhook'];

/** One webhook: how it stands, what can be done about it, what it did not deliver, and all that was sent. */
export function Webhook({ id }: { id: string }) {
  const webhook = api.useQuery(
    'get',
    webhookPath,
    { params: { path: { id } } },
    { refetchInterval: lookAgainAfter },
  );
  const [asked, setAsked] = useState<AskedOfWebhook | null>(null);
  return (
    <Loaded query={webhook}>
      {(found) => (
        <>
          <About webhook={found} onAsk={setAsked} />
          <Letters webhook={found} onAsk={setAsked} />
          <Deliveries id={id} />
          {asked && <WebhookDialog webhook={found} asked={asked} onClose={() => setAsked(null)} />}
        </>
      )}
    </Loaded>
  );
}

interface Asking {
  webhook: WebhookInFull;
  onAsk: (asked: AskedOfWebhook) => void;
}

/** What is being deleted, or was, takes nothing more. */
const ended: readonly WebhookInFull['state'][] = ['ending', 'deleted'];

function About({ webhook, onAsk }: Asking) {
  const t = useWords(webhookWords);
  const format = useFormat();
  const may = useMay();
  const { client, address, description, createdAt, delivered, behind, suspended, state } = webhook;
  return (
    <Panel
      title={client}
      aside={
        may('commandCustomsWebhook') &&
        !ended.includes(state) && (
          <div className="administration-acts">
            <Button onClick={() => onAsk({ command: 'ping' })}>{t('pingAsk')}</Button>
            <Button onClick={() => onAsk({ command: 'replay' })}>{t('replay')}</Button>
            {suspended ? (
              <Button onClick={() => onAsk({ command: 'reinstate' })}>{t('reinstate')}</Button>
            ) : (
              <Button kind="danger" onClick={() => onAsk({ command: 'suspend' })}>
                {t('suspend')}
              </Button>
            )}
          </div>
        )
      }
    >
      <Facts
        facts={[
          [t('state'), <Standing key="state" of={webhook} />],
          [
            t('address'),
            <code key="address" className="administration-path">
              {address}
            </code>,
          ],
          [t('description'), description ?? '—'],
          [t('created'), format.instant(createdAt)],
          [
            t('delivered'),
            behind === 0
              ? t('deliveredAll', { row: delivered })
              : t('deliveredOf', { row: delivered, behind }),
          ],
          [t('ping'), <Ping key="ping" ping={webhook.ping} />],
        ]}
      />
    </Panel>
  );
}

function Ping({ ping }: Pick<WebhookInFull, 'ping'>) {
  const t = useWords(webhookWords);
  const format = useFormat();
  const problemOf = useProblemWords();
  if (ping === null) return t('noPing');
  const { askedAt, answered } = ping;
  if (answered === null) return `${format.instant(askedAt)} ${t('pingOpen')}`;
  const told = answered.problem === null ? t('pingTaken') : problemOf(answered.problem);
  return `${format.instant(answered.at)} ${told} ${answered.status ?? ''}`;
}

function Letters({ webhook: { deadLetters, suspended }, onAsk }: Asking) {
  const t = useWords(webhookWords);
  const format = useFormat();
  const may = useMay();
  const problemOf = useProblemWords();
  return (
    <Panel title={t('letters')}>
      {deadLetters.length === 0 ? (
        <Empty>{t('noLetters')}</Empty>
      ) : (
        <Table
          caption={t('letters')}
          keyOf={({ cursor }) => String(cursor)}
          rows={deadLetters}
          columns={[
            { key: 'cursor', title: t('cursor'), number: true, cell: ({ cursor }) => cursor },
            { key: 'diedAt', title: t('diedAt'), whole: true, cell: ({ diedAt }) => format.instant(diedAt) },
            { key: 'problem', title: t('problem'), cell: ({ problem }) => problemOf(problem) },
            { key: 'status', title: t('status'), number: true, cell: ({ status }) => status ?? '—' },
            {
              key: 'resentAt',
              title: t('resentAt'),
              whole: true,
              cell: ({ resentAt }) => (resentAt === null ? '—' : format.instant(resentAt)),
            },
            {
              key: 'resend',
              title: t('act'),
              cell: ({ cursor }) =>
                may('commandCustomsWebhook') && !suspended ? (
                  <Button
                    aria-label={t('resendThis', { cursor })}
                    onClick={() => onAsk({ command: 'resend', cursor })}
                  >
                    {t('resend')}
                  </Button>
                ) : null,
            },
          ]}
        />
      )}
    </Panel>
  );
}
