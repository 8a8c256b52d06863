import { Link } from 'react-router';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { addressOf } from './certificate-table.tsx';
import { certificateWords } from './words.ts';

type Certificate = Schemas['Certificate'];

/** What makes it more, or less, than a certificate that stands: withdrawal, and what it replaces or is replaced by. */
export function Notices({ certificate }: { certificate: Certificate }) {
  const t = useWords(certificateWords);
  const format = useFormat();
  const { status, withdrawal, noticeOutstanding, replacedBy, draft } = certificate;
  const { replaces } = draft;
  return (
    <>
      {status === 'void' && <p className="cert-notice bad">{t('void')}</p>}
      {withdrawal && (
        <p className="cert-notice bad">
          {withdrawal.confirmedAt === null
            ? t('withdrawalProposed', {
                name: withdrawal.proposedBy,
                at: format.instant(withdrawal.proposedAt),
                reason: withdrawal.reason,
              })
            : t('withdrawn', {
                name: withdrawal.proposedBy,
                second: withdrawal.confirmedBy ?? '',
                at: format.instant(withdrawal.confirmedAt),
                reason: withdrawal.reason,
              })}{' '}
          {noticeOutstanding && <strong>{t('noticeOutstanding')}</strong>}
        </p>
      )}
      {replacedBy && (
        <p className="cert-notice">
          {t('replacedBy', { number: replacedBy.number, at: format.instant(replacedBy.at) })}{' '}
          <ToNumber number={replacedBy.number} />
        </p>
      )}
      {replaces && (
        <p className="cert-notice">
          {t('replaces', { number: replaces.number, reason: replaces.reason })}{' '}
          <ToNumber number={replaces.number} />
        </p>
      )}
    </>
  );
}

/** The way to a certificate that is known by its number. */
function ToNumber({ number }: { number: string }) {
  const t = useWords(certificateWords);
  const certificates = api.useQuery('get', '/api/v1/certificates', { params: { query: { number } } });
  const other = certificates.data?.items[0];
  return other ? <Link to={addressOf(other.id)}>{t('openThat', { number })}</Link> : null;
}
