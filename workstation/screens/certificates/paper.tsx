import type { Schemas } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { Panel } from '../../kit/page.tsx';
import { Draft } from './draft.tsx';
import { certificateWords } from './words.ts';

type Certificate = Schemas['Certificate'];

const renderings = ['pdf', 'json', 'xml', 'jws'] as const;

/** The paper as it was issued; before that, what it will say. */
export function Paper({ certificate }: { certificate: Certificate }) {
  const t = useWords(certificateWords);
  const { id, number, files, draft } = certificate;
  const address = `/api/v1/certificates/${encodeURIComponent(id)}`;
  if (files === null) {
    return (
      <Panel title={t('draft')}>
        <Draft draft={draft} />
      </Panel>
    );
  }
  const pdf = `${address}/pdf`;
  return (
    <Panel title={t('paper')}>
      <p className="cert-links no-print">
        <a href={pdf} target="_blank" rel="noreferrer">
          {t('openPdf')}
        </a>
        {number !== null && (
          <a href={`/verify/${encodeURIComponent(number)}`} target="_blank" rel="noreferrer">
            {t('publicPage')}
          </a>
        )}
      </p>
      <iframe
        className="cert-frame no-print"
        src={`${pdf}#navpanes=0&view=FitH`}
        title={t('paperFrame', { number: number ?? '' })}
      />
      <h3>{t('downloads')}</h3>
      <p className="cert-links no-print">
        {renderings.map((each) =>
          files[each] === null ? null : (
            <a key={each} href={`${address}/${each}`} download>
              {t(each)}
            </a>
          ),
        )}
      </p>
      <details>
        <summary>{t('fileDigests')}</summary>
        <dl>
          {renderings.map((each) =>
            files[each] === null ? null : (
              <div key={each}>
                <dt className="secondary">{t(each)}</dt>
                <dd className="cert-digest">{files[each]}</dd>
              </div>
            ),
          )}
        </dl>
      </details>
    </Panel>
  );
}
