import type { ReactNode } from 'react';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { Tag } from '../../kit/marks.tsx';
import { Empty } from '../../kit/page.tsx';
import { Table } from '../../kit/table.tsx';
import { useNameOf } from '../../session/session.ts';
import { workWords } from './words.ts';

interface Kept {
  readonly no: number;
  readonly kind: 'do' | 'correct';
  readonly by: string;
  readonly at: string;
  readonly reason: string;
  readonly status: 'proposed' | 'done' | 'declined';
  readonly second: { readonly by: string; readonly at: string; readonly reason: string | null } | null;
}

/** All that was told, in its order: nothing is ever taken away. */
export function Records<Record extends Kept>({
  records,
  subjectTitle,
  subject,
  content,
}: {
  records: readonly Record[];
  /** What each record is about, as the head of its column. */
  subjectTitle: string;
  subject: (record: Record) => string;
  content: (record: Record) => ReactNode;
}) {
  const t = useWords(workWords);
  const nameOf = useNameOf();
  const format = useFormat();
  if (records.length === 0) return <Empty>{t('recordsNone')}</Empty>;
  return (
    <Table
      caption={t('table', { what: t('records') })}
      rows={records}
      keyOf={({ no }) => String(no)}
      columns={[
        { key: 'no', title: t('record', { no: '' }), number: true, cell: ({ no }) => no },
        {
          key: 'subject',
          title: subjectTitle,
          cell: (record) => (
            <>
              {subject(record)} {record.kind === 'correct' && <Tag>{t('correction')}</Tag>}
            </>
          ),
        },
        { key: 'content', title: t('told'), cell: content },
        {
          key: 'by',
          title: t('by'),
          cell: ({ by, at, reason }) => (
            <>
              {nameOf(by)} <span className="secondary">{format.instant(at)}</span>
              {reason !== '' && <div>{reason}</div>}
            </>
          ),
        },
        {
          key: 'second',
          title: t('second'),
          cell: ({ second }) =>
            second && (
              <>
                {nameOf(second.by)} <span className="secondary">{format.instant(second.at)}</span>
                {second.reason !== null && <div>{second.reason}</div>}
              </>
            ),
        },
        {
          key: 'status',
          title: t('state'),
          cell: ({ status }) => <Tag tone={status === 'done' ? 'plain' : 'attention'}>{t(status)}</Tag>,
        },
      ]}
    />
  );
}
