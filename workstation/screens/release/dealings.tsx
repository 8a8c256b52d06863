import { api } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Tag } from '../../kit/marks.tsx';
import { Panel } from '../../kit/page.tsx';
import { Table } from '../../kit/table.tsx';
import { releaseWords } from './words.ts';

/** What customs said of the certificates of a declaration. */
export function Acknowledgements({ declarationNo }: { declarationNo: string }) {
  const t = useWords(releaseWords);
  const format = useFormat();
  const certificates = api.useQuery('get', '/api/v1/certificates');
  return (
    <Panel title={t('acknowledgements')}>
      <Loaded query={certificates}>
        {({ items }) => {
          const rows = items
            .filter(({ draft }) => draft.declarationNo === declarationNo)
            .flatMap(({ number, acknowledgements }) => acknowledgements.map((each) => ({ ...each, number })));
          if (rows.length === 0) return <p className="secondary">{t('noAcknowledgements')}</p>;
          return (
            <Table
              caption={t('said')}
              rows={rows}
              keyOf={({ id }) => id}
              columns={[
                { key: 'at', title: t('at'), cell: ({ at }) => format.instant(at) },
                { key: 'number', title: t('number'), cell: ({ number }) => number },
                { key: 'client', title: t('client'), cell: ({ client }) => client },
                {
                  key: 'said',
                  title: t('said'),
                  cell: ({ status }) => (
                    <Tag tone={status === 'RECEIVED' ? 'plain' : 'attention'}>{t(status)}</Tag>
                  ),
                },
                { key: 'message', title: t('remark'), cell: ({ message }) => message ?? '' },
              ]}
            />
          );
        }}
      </Loaded>
    </Panel>
  );
}

/** What customs fetched: of the certificates of a declaration, and its advice. The newest first. */
export function Pulls({ declarationNo }: { declarationNo: string }) {
  const t = useWords(releaseWords);
  const format = useFormat();
  const certificates = api.useQuery('get', '/api/v1/certificates');
  const pulls = api.useQuery('get', '/api/v1/customs-pulls', { params: { query: { limit: 500 } } });
  const numbers = new Set(
    certificates.data?.items
      .filter(({ draft }) => draft.declarationNo === declarationNo)
      .map(({ number }) => number),
  );
  return (
    <Panel title={t('pulls')}>
      <Loaded query={pulls}>
        {({ items }) => {
          const rows = items
            .filter(
              ({ number, what }) => (number !== null && numbers.has(number)) || what.includes(declarationNo),
            )
            .toReversed();
          if (rows.length === 0) return <p className="secondary">{t('noPulls')}</p>;
          return (
            <Table
              caption={t('what')}
              rows={rows}
              keyOf={({ cursor }) => String(cursor)}
              columns={[
                { key: 'at', title: t('at'), cell: ({ at }) => format.instant(at) },
                { key: 'client', title: t('client'), cell: ({ client }) => client },
                {
                  key: 'what',
                  title: t('what'),
                  cell: ({ what, number, rendering }) =>
                    number === null ? what : `${number} ${rendering ?? ''}`,
                },
                { key: 'answered', title: t('answered'), number: true, cell: ({ status }) => status ?? '' },
              ]}
            />
          );
        }}
      </Loaded>
    </Panel>
  );
}
