import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Tag } from '../../kit/marks.tsx';
import { Panel } from '../../kit/page.tsx';
import { Table } from '../../kit/table.tsx';
import { useMay } from '../../session/session.ts';
import { certificateWords } from './words.ts';

type Certificate = Schemas['Certificate'];

/** What customs did with it: what it acknowledged, and, for who may read that, what it pulled. */
export function Customs({ certificate: { number, acknowledgements, files } }: { certificate: Certificate }) {
  const t = useWords(certificateWords);
  const format = useFormat();
  const may = useMay();
  if (files === null) return null;
  return (
    <Panel title={t('acknowledgements')}>
      {acknowledgements.length === 0 ? (
        <p>{t('noAcknowledgements')}</p>
      ) : (
        <Table
          caption={t('said')}
          rows={acknowledgements}
          keyOf={({ id }) => id}
          columns={[
            { key: 'at', title: t('when'), cell: ({ at }) => format.instant(at) },
            { key: 'client', title: t('client'), cell: ({ client }) => client },
            {
              key: 'said',
              title: t('said'),
              cell: ({ status }) => (
                <Tag tone={status === 'RECEIVED' ? 'plain' : 'attention'}>{t(status)}</Tag>
              ),
            },
            { key: 'of', title: t('stateThen'), cell: ({ of }) => t(`status.${of}`) },
            { key: 'message', title: t('message'), cell: ({ message }) => message ?? '' },
          ]}
        />
      )}
      {number !== null && may('listCustomsPulls') && <Pulls number={number} />}
    </Panel>
  );
}

function Pulls({ number }: { number: string }) {
  const t = useWords(certificateWords);
  const format = useFormat();
  const pulls = api.useQuery('get', '/api/v1/customs-pulls', { params: { query: { number, limit: 500 } } });
  return (
    <>
      <h3>{t('pulls')}</h3>
      <Loaded query={pulls}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{t('noPulls')}</p>
          ) : (
            <Table
              caption={t('pulls')}
              rows={items}
              keyOf={({ cursor }) => String(cursor)}
              columns={[
                { key: 'at', title: t('when'), cell: ({ at }) => format.instant(at) },
                { key: 'client', title: t('client'), cell: ({ client }) => client },
                { key: 'what', title: t('what'), cell: ({ what, rendering }) => rendering ?? what },
                { key: 'status', title: t('answered'), number: true, cell: ({ status }) => status ?? '' },
                {
                  key: 'digest',
                  title: 'SHA-256',
                  cell: ({ digest }) => <span className="cert-digest">{digest?.slice(0, 16)}</span>,
                },
              ]}
            />
          )
        }
      </Loaded>
    </>
  );
}
