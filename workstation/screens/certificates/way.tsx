import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { ReactNode } from 'react';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { Panel } from '../../kit/page.tsx';
import { State } from './certificate-table.tsx';
import { digestOf } from './digest.ts';
import { certificateWords } from './words.ts';

type Certificate = Schemas['Certificate'];

/** Who had which part in it, and the digest that binds them. */
export function Way({ certificate }: { certificate: Certificate }) {
  const t = useWords(certificateWords);
  const format = useFormat();
  const { preparedBy, reviewedBy, approvedBy, issuedAt, consignment, draft, draftDigest } = certificate;
  const steps: readonly (readonly [string, ReactNode])[] = [
    [t('prepared'), preparedBy],
    [t('reviewed'), reviewedBy ?? t('notYet')],
    [t('approved'), approvedBy ?? t('notYet')],
    [t('issuedAt'), issuedAt === null ? t('notYet') : format.instant(issuedAt)],
  ];
  return (
    <Panel title={t('way')} aside={<State certificate={certificate} />}>
      <ol className="cert-way">
        {steps.map(([name, value]) => (
          <li key={name}>
            <span className="secondary">{name}</span>
            <span>{value}</span>
          </li>
        ))}
        <li>
          <span className="secondary">{t('consignment')}</span>
          <Link to={`/consignments/${encodeURIComponent(consignment)}`}>
            {draft.declarationNo} / {draft.goodsItem}
          </Link>
        </li>
      </ol>
      <p aria-live="polite">{certificate.status === 'approving' && t('signing')}</p>
      <DraftDigest draft={draft} digest={draftDigest} />
    </Panel>
  );
}

/** The digest that is signed, and whether it is that of what this browser shows. */
export function DraftDigest({ draft, digest }: { draft: Certificate['draft']; digest: string }) {
  const t = useWords(certificateWords);
  const computed = useQuery({
    queryKey: ['digest', digest, draft],
    queryFn: () => digestOf(draft),
    staleTime: Infinity,
  });
  const said =
    computed.data === undefined
      ? 'digestChecking'
      : computed.data === null
        ? 'digestUnchecked'
        : computed.data === digest
          ? 'digestMatches'
          : 'digestDiffers';
  return (
    <div>
      <p className="secondary">
        {t('digest')} · {t('digestIs')}
      </p>
      <p className="cert-digest">{digest}</p>
      {said === 'digestDiffers' ? (
        <p className="cert-notice bad">{t(said)}</p>
      ) : (
        <p className="secondary">{t(said)}</p>
      )}
    </div>
  );
}
