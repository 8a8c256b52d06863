import { Link } from 'react-router';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { VerdictTag } from '../../kit/conformity.tsx';
import { Tag } from '../../kit/marks.tsx';
import { Table } from '../../kit/table.tsx';
import { isAcknowledged, withdrawalIsProposed } from './queue.ts';
import { certificateWords } from './words.ts';

type Certificate = Schemas['Certificate'];

export const addressOf = (id: string): string => `/certificates/${encodeURIComponent(id)}`;

/** Certificates of a queue; the newest first. */
export function CertificateTable({
  caption,
  certificates,
}: {
  caption: string;
  certificates: readonly Certificate[];
}) {
  const t = useWords(certificateWords);
  const told = useTold();
  const format = useFormat();
  const newestFirst = certificates.toSorted(
    (a, b) => (b.issuedAt ?? '9').localeCompare(a.issuedAt ?? '9') || b.id.localeCompare(a.id),
  );
  return (
    <Table
      caption={caption}
      rows={newestFirst}
      keyOf={({ id }) => id}
      columns={[
        {
          key: 'certificate',
          title: t('certificate'),
          cell: ({ id, number, draft }) => (
            <Link to={addressOf(id)}>
              <strong>{told(draft.kind.title)}</strong>
              <br />
              {number ?? t('noNumber')}
            </Link>
          ),
        },
        {
          key: 'cargo',
          title: t('cargo'),
          cell: ({ draft }) => (
            <>
              {told(draft.commodity.name)} {draft.declaredMass.value} {draft.declaredMass.unit}
              <div className="secondary">{draft.transport.vessel}</div>
            </>
          ),
        },
        {
          key: 'declaration',
          title: t('declaration'),
          cell: ({ draft }) => `${draft.declarationNo} / ${draft.goodsItem}`,
        },
        {
          key: 'verdict',
          title: t('verdict'),
          cell: ({ draft }) => draft.conformity && <VerdictTag verdict={draft.conformity.overall} />,
        },
        {
          key: 'persons',
          title: t('persons'),
          cell: ({ preparedBy, reviewedBy, approvedBy }) =>
            `${preparedBy} → ${reviewedBy ?? '…'} → ${approvedBy ?? '…'}`,
        },
        { key: 'at', title: t('at'), whole: true, cell: ({ issuedAt }) => issuedAt && format.instant(issuedAt) },
        { key: 'status', title: t('status'), cell: (certificate) => <State certificate={certificate} /> },
      ]}
    />
  );
}

/** How it stands with us, and with customs. */
export function State({ certificate }: { certificate: Certificate }) {
  const t = useWords(certificateWords);
  const { status, noticeOutstanding } = certificate;
  const ended = status === 'void' || status === 'withdrawn';
  return (
    <span className="cert-state">
      <Tag tone={ended ? 'bad' : status === 'replaced' ? 'attention' : 'plain'}>{t(`status.${status}`)}</Tag>
      {withdrawalIsProposed(certificate) && <Tag tone="attention">{t('settle')}</Tag>}
      {status === 'issued' && (
        <Tag tone={isAcknowledged(certificate) ? 'plain' : 'attention'}>
          {t(isAcknowledged(certificate) ? 'acknowledged' : 'notAcknowledged')}
        </Tag>
      )}
      {noticeOutstanding && <Tag tone="attention">{t('withdrawalNotAcknowledged')}</Tag>}
    </span>
  );
}
