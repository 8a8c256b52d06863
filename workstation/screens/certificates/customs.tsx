import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { CustomsPulls } from '../../kit/customs-pulls.tsx';
import { listWords } from '../../kit/list-words.ts';
import { Tag } from '../../kit/marks.tsx';
import { Panel } from '../../kit/page.tsx';
import { Table } from '../../kit/table.tsx';
import { useMay } from '../../session/session.ts';
import { certificateWords } from './words.ts';

type Certificate = Schemas['Certificate'];

/** What customs did with it: what it acknowledged, and, for who may read that, what it pulled. */
export function Customs({ certificate: { number, acknowledgements, files } }: { certificate: Certificate }) {
  const t = useWords(certificateWords);
  const l = useWords(listWords);
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
            { key: 'at', title: t('when'), whole: true, cell: ({ at }) => format.instant(at) },
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
      {number !== null && may('listCustomsPulls') && (
        <>
          <h3>{l('pulls')}</h3>
          <CustomsPulls number={number} none={l('noPulls')} />
        </>
      )}
    </Panel>
  );
}
