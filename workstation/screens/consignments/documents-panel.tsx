import { Link } from 'react-router';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { Tag } from '../../kit/marks.tsx';
import { Panel } from '../../kit/page.tsx';
import { Table } from '../../kit/table.tsx';
import { consignmentWords } from './words.ts';

type Consignment = Schemas['Consignment'];

const to = (id: string): string => `/certificates/${encodeURIComponent(id)}`;

/** The certificate of results, and the papers beside it. */
export function DocumentsPanel({
  certificateId,
  certificateNo,
  withdrawn,
  documents,
}: Pick<Consignment, 'certificateId' | 'certificateNo' | 'withdrawn' | 'documents'>) {
  const t = useWords(consignmentWords);
  const told = useTold();
  const format = useFormat();
  return (
    <Panel title={t('documents')}>
      {certificateId !== null && (
        <p>
          <Link to={to(certificateId)}>
            {t('toCertificate')} {certificateNo}
          </Link>
        </p>
      )}
      {withdrawn.map(({ number, at, reason }) => (
        <p key={number}>{t('withdrawnText', { number, at: format.instant(at), reason })}</p>
      ))}
      {documents.length === 0 ? (
        <p className="secondary">{t('noDocuments')}</p>
      ) : (
        <Table
          caption={t('document')}
          rows={documents}
          keyOf={({ process }) => process}
          columns={[
            {
              key: 'kind',
              title: t('document'),
              cell: ({ process, kind, number }) => (
                <Link to={to(process)}>
                  {told(kind.title)} {number}
                </Link>
              ),
            },
            {
              key: 'status',
              title: t('documentStatus'),
              cell: ({ status }) => <Tag tone={status === 'issued' ? 'plain' : 'attention'}>{t(status)}</Tag>,
            },
            { key: 'at', title: t('at'), whole: true, cell: ({ at }) => format.instant(at) },
            { key: 'reason', title: t('remark'), cell: ({ reason }) => reason ?? '' },
          ]}
        />
      )}
    </Panel>
  );
}
