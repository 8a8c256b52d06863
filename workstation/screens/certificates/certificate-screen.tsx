import { useState } from 'react';
import { useParams } from 'react-router';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Page } from '../../kit/page.tsx';
import { useSession } from '../../session/session.ts';
import { ActDialog } from './act-dialog.tsx';
import { offered, useOpenAct } from './acts.ts';
import type { Act } from './acts.ts';
import { Customs } from './customs.tsx';
import { Evidence } from './evidence.tsx';
import { Notices } from './notices.tsx';
import { Paper } from './paper.tsx';
import { Way } from './way.tsx';
import { certificateWords } from './words.ts';
import './certificates.css';

type Certificate = Schemas['Certificate'];

const words = {
  accept: 'reviewAccept',
  return: 'reviewReturn',
  sign: 'signIt',
  propose: 'propose',
  confirm: 'confirmIt',
  decline: 'decline',
  amend: 'amend',
} as const satisfies Record<Act, string>;
const first: readonly Act[] = ['accept', 'sign'];

/** One certificate: the paper beside what it rests on, and what can be done to it. */
export default function Screen() {
  const { id = '' } = useParams();
  const certificate = api.useQuery('get', '/api/v1/certificates/{id}', { params: { path: { id } } });
  return <Loaded query={certificate}>{(data) => <OneCertificate key={data.id} certificate={data} />}</Loaded>;
}

function OneCertificate({ certificate }: { certificate: Certificate }) {
  const t = useWords(certificateWords);
  const told = useTold();
  const session = useSession();
  const { act, shown, begin, end } = useOpenAct();
  const [seen, setSeen] = useState(shown ?? certificate.draftDigest);
  const changed = seen !== certificate.draftDigest;
  return (
    <Page
      title={`${told(certificate.draft.kind.title)} ${certificate.number ?? t('noNumber')}`}
      help={[t('oneHelp1'), t('oneHelp2'), t('oneHelp3'), t('oneHelp4')]}
      aside={offered(session, certificate).map((each) => (
        <Button
          key={each}
          kind={first.includes(each) ? 'primary' : each === 'confirm' ? 'danger' : 'plain'}
          disabled={changed}
          onClick={() => begin(each, seen)}
        >
          {t(words[each])}
        </Button>
      ))}
    >
      {changed && (
        <div className="cert-notice bad" role="alert">
          <p>{t('changed')}</p>
          <Button onClick={() => setSeen(certificate.draftDigest)}>{t('showNew')}</Button>
        </div>
      )}
      <Notices certificate={certificate} />
      <div className="cert-beside">
        <div className="cert-column">
          <Way certificate={certificate} />
          <Paper certificate={certificate} />
        </div>
        <div className="cert-column">
          <Evidence draft={certificate.draft} />
          <Customs certificate={certificate} />
        </div>
      </div>
      {act && <ActDialog act={act} certificate={certificate} shown={shown ?? seen} onClose={end} />}
    </Page>
  );
}
