import { useState } from 'react';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { CommandDialog } from '../../kit/command-dialog.tsx';
import { Dialog } from '../../kit/dialog.tsx';
import { TextField } from '../../kit/field.tsx';
import { administrationWords } from './words.ts';

export type Client = Schemas['CustomsClient'];
export type ClientWithSecret = Schemas['CustomsClientWithSecret'];

type Scope = Client['scopes'][number];
const scopes: readonly Scope[] = ['certificates.read', 'certificates.acknowledge', 'decisions.write', 'orders.write', 'webhooks.manage'];

/** As the server takes it. */
const isClientId = (typed: string): boolean => /^[a-z0-9][a-z0-9.-]{2,59}$/.test(typed);

interface Asking {
  onClose: () => void;
  /** Called with the secret, which the server tells this once. */
  onIssued: (client: ClientWithSecret) => void;
}

export function RegisterDialog({ onClose, onIssued }: Asking) {
  const t = useWords(administrationWords);
  const register = api.useMutation('post', '/api/v1/customs-clients');
  const [clientId, setClientId] = useState('');
  const [chosen, setChosen] = useState<readonly Scope[]>(['certificates.read', 'certificates.acknowledge']);
  const [sandbox, setSandbox] = useState(false);
  const [certificate, setCertificate] = useState('');
  const send = async () => {
    const bound = certificate.trim() === '' ? {} : { certificate: certificate.trim() };
    onIssued(await register.mutateAsync({ body: { clientId: clientId.trim(), scopes: [...chosen], sandbox, ...bound } }));
  };
  const toggle = (scope: Scope, on: boolean) => setChosen(scopes.filter((each) => (each === scope ? on : chosen.includes(each))));
  return (
    <CommandDialog
      title={t('registerTitle')}
      effect={t('registerEffect')}
      action={t('registerTitle')}
      reason={false}
      ready={isClientId(clientId.trim()) && chosen.length > 0}
      onSend={send}
      onClose={onClose}
    >
      <TextField
        label={t('clientId')}
        hint={t('clientIdHint')}
        error={clientId !== '' && !isClientId(clientId.trim()) ? t('clientIdWrong') : undefined}
        value={clientId}
        onChange={setClientId}
        autoFocus
        autoComplete="off"
      />
      <fieldset className="administration-choices">
        <legend>{t('scopes')}</legend>
        {scopes.map((scope) => (
          <Choice key={scope} label={t(`scope.${scope}`)} on={chosen.includes(scope)} onChange={(on) => toggle(scope, on)} />
        ))}
      </fieldset>
      <fieldset className="administration-choices">
        <legend>{t('sandbox')}</legend>
        <Choice label={t('sandboxHint')} on={sandbox} onChange={setSandbox} />
      </fieldset>
      <TextField label={t('certificate')} hint={t('certificateHint')} value={certificate} onChange={setCertificate} autoComplete="off" />
    </CommandDialog>
  );
}

function Choice({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className="administration-choice">
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}

/** Time to bring a new secret to a system at the other end, h. */
const usualOverlap = '24';

export function RotateDialog({ client, onClose, onIssued }: Asking & { client: Client }) {
  const t = useWords(administrationWords);
  const rotate = api.useMutation('post', '/api/v1/customs-clients/{clientId}/rotate');
  const [overlap, setOverlap] = useState(usualOverlap);
  const hours = Number(overlap);
  const send = async () =>
    onIssued(await rotate.mutateAsync({ params: { path: { clientId: client.clientId } }, body: { overlap_h: hours } }));
  return (
    <CommandDialog
      title={t('rotateTitle', { client: client.clientId })}
      effect={t('rotateEffect')}
      action={t('rotateTitle', { client: client.clientId })}
      reason={false}
      ready={overlap.trim() !== '' && Number.isFinite(hours) && hours >= 0}
      onSend={send}
      onClose={onClose}
    >
      <TextField label={t('overlap')} hint={t('overlapHint')} inputMode="decimal" value={overlap} onChange={setOverlap} autoFocus />
    </CommandDialog>
  );
}

export function RevokeDialog({ client, onClose }: { client: Client; onClose: () => void }) {
  const t = useWords(administrationWords);
  const revoke = api.useMutation('post', '/api/v1/customs-clients/{clientId}/revoke');
  return (
    <CommandDialog
      danger
      title={t('revokeTitle', { client: client.clientId })}
      effect={t('revokeEffect')}
      action={t('revokeTitle', { client: client.clientId })}
      onSend={(reason) => revoke.mutateAsync({ params: { path: { clientId: client.clientId } }, body: { reason } })}
      onClose={onClose}
    />
  );
}

/** Shows a secret. It is closed by saying that it is kept, not by Escape: it does not come again. */
export function SecretDialog({ client, onClose }: { client: ClientWithSecret; onClose: () => void }) {
  const t = useWords(administrationWords);
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = () =>
    navigator.clipboard.writeText(client.secret).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <Dialog title={t('secretTitle', { client: client.clientId })} onClose={null}>
      <p>
        <strong>{t('secretOnce')}</strong>
      </p>
      <TextField label={t('secret')} value={client.secret} onChange={() => undefined} readOnly onFocus={(event) => event.target.select()} />
      <p aria-live="polite">{copied !== null && t(copied ? 'copied' : 'notCopied')}</p>
      <div className="dialog-actions">
        <Button onClick={() => void copy()}>{t('copy')}</Button>
        <Button kind="primary" onClick={onClose}>
          {t('stored')}
        </Button>
      </div>
    </Dialog>
  );
}
