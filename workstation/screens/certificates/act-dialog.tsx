import { useState } from 'react';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { CommandDialog } from '../../kit/command-dialog.tsx';
import { VerdictTag } from '../../kit/conformity.tsx';
import { Dialog } from '../../kit/dialog.tsx';
import { TextField } from '../../kit/field.tsx';
import { Facts } from '../../kit/page.tsx';
import { kitWords } from '../../kit/words.ts';
import { useSession } from '../../session/session.ts';
import { fits } from './acts.ts';
import type { Act } from './acts.ts';
import { AmendDialog } from './amend-dialog.tsx';
import { DraftDigest } from './way.tsx';
import { certificateWords } from './words.ts';

type Certificate = Schemas['Certificate'];

interface Props {
  readonly act: Act;
  readonly certificate: Certificate;
  /** Digest of the draft that was shown when the act was begun: what goes on the record. */
  readonly shown: string;
  readonly onClose: () => void;
}

/** Asks for what is open; says why not when it no longer fits, after a reload or because another was faster. */
export function ActDialog({ act, certificate, shown, onClose }: Props) {
  const t = useWords(certificateWords);
  const k = useWords(kitWords);
  const [sending, setSending] = useState(false);
  // What was just sent may show its effect before its answer is here.
  if (!sending && (shown !== certificate.draftDigest || !fits(act, certificate))) {
    const stale = shown !== certificate.draftDigest;
    return (
      <Dialog title={t('cannotSign')} onClose={onClose}>
        <p>{stale ? t('digestChanged') : t('noLonger', { status: t(`status.${certificate.status}`) })}</p>
        <div className="dialog-actions">
          <Button kind="primary" onClick={onClose}>
            {k('close')}
          </Button>
        </div>
      </Dialog>
    );
  }
  const once = async (send: () => Promise<unknown>): Promise<void> => {
    setSending(true);
    await send().finally(() => setSending(false));
  };
  if (act === 'accept' || act === 'return') return <Review {...{ act, certificate, shown, onClose, once }} />;
  if (act === 'sign') return <Sign {...{ act, certificate, shown, onClose, once }} />;
  if (act === 'amend') return <AmendDialog certificate={certificate} onClose={onClose} />;
  if (act === 'propose') return <Propose {...{ act, certificate, shown, onClose, once }} />;
  return <Settle {...{ act, certificate, shown, onClose, once }} />;
}

type Sends = Props & { readonly once: (send: () => Promise<unknown>) => Promise<void> };

function Review({ act, certificate: { id }, shown: draftDigest, onClose, once }: Sends) {
  const t = useWords(certificateWords);
  const review = api.useMutation('post', '/api/v1/certificates/{id}/reviews');
  const params = { path: { id } };
  const accepts = act === 'accept';
  return (
    <CommandDialog
      title={t(accepts ? 'reviewAccept' : 'reviewReturn')}
      effect={
        accepts ? t('reviewAcceptEffect', { digest: draftDigest.slice(0, 12) }) : t('reviewReturnEffect')
      }
      action={t(accepts ? 'accept' : 'returnIt')}
      danger={!accepts}
      reason={!accepts}
      onSend={(reason) =>
        once(() =>
          review.mutateAsync({
            params,
            body: accepts ? { decision: 'ACCEPT', draftDigest } : { decision: 'RETURN', draftDigest, reason },
          }),
        )
      }
      onClose={onClose}
    />
  );
}

/** Evidence was shown; what the signature means and what it is bound to; the password again. */
function Sign({ certificate, shown: draftDigest, onClose, once }: Sends) {
  const t = useWords(certificateWords);
  const told = useTold();
  const { name } = useSession();
  const [password, setPassword] = useState('');
  const approve = api.useMutation('post', '/api/v1/certificates/{id}/approval');
  const { id, draft } = certificate;
  const send = () =>
    once(() =>
      approve
        .mutateAsync({ params: { path: { id } }, body: { draftDigest, password } })
        .finally(() => setPassword('')),
    );
  return (
    <CommandDialog
      title={t('signTitle')}
      effect={`${told(draft.kind.title)} · ${draft.declarationNo} / ${draft.goodsItem} · ${draft.transport.vessel}`}
      action={t('signNow')}
      reason={false}
      ready={password !== ''}
      onSend={send}
      onClose={onClose}
    >
      {draft.conformity && (
        <p>
          <VerdictTag verdict={draft.conformity.overall} /> {told(draft.conformity.conclusion)}
        </p>
      )}
      <div className="cert-meaning">
        <h3>{t('meaning')}</h3>
        <p>{t('meaningText', { name })}</p>
      </div>
      <DraftDigest draft={draft} digest={draftDigest} />
      <Password value={password} onChange={setPassword} />
    </CommandDialog>
  );
}

function Password({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useWords(certificateWords);
  return (
    <TextField
      label={t('password')}
      hint={t('passwordHint')}
      type="password"
      autoComplete="current-password"
      autoFocus
      required
      value={value}
      onChange={onChange}
    />
  );
}

function Propose({ certificate: { id, number }, onClose, once }: Sends) {
  const t = useWords(certificateWords);
  const propose = api.useMutation('post', '/api/v1/certificates/{id}/withdrawal');
  return (
    <CommandDialog
      title={t('propose')}
      effect={t('proposeEffect', { number: number ?? '' })}
      action={t('proposeNow')}
      danger
      onSend={(reason) => once(() => propose.mutateAsync({ params: { path: { id } }, body: { reason } }))}
      onClose={onClose}
    />
  );
}

function Settle({ act, certificate: { id, number, withdrawal }, onClose, once }: Sends) {
  const t = useWords(certificateWords);
  const [password, setPassword] = useState('');
  const settle = api.useMutation('post', '/api/v1/certificates/{id}/withdrawal-settlement');
  const confirms = act === 'confirm';
  const send = (reason: string) =>
    once(() =>
      settle
        .mutateAsync({
          params: { path: { id } },
          body: confirms ? { decision: 'CONFIRM', password } : { decision: 'DECLINE', reason, password },
        })
        .finally(() => setPassword('')),
    );
  return (
    <CommandDialog
      title={t(confirms ? 'confirmIt' : 'decline')}
      effect={t(confirms ? 'confirmEffect' : 'declineEffect', { number: number ?? '' })}
      action={t(confirms ? 'confirmNow' : 'declineNow')}
      danger={confirms}
      reason={!confirms}
      ready={password !== ''}
      onSend={send}
      onClose={onClose}
    >
      {withdrawal && <Facts facts={[[t('proposedBy', { name: withdrawal.proposedBy }), withdrawal.reason]]} />}
      <Password value={password} onChange={setPassword} />
    </CommandDialog>
  );
}
