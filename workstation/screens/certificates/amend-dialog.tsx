import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { CommandDialog } from '../../kit/command-dialog.tsx';
import { TextField } from '../../kit/field.tsx';
import { addressOf } from './certificate-table.tsx';
import { asTyped, correctionsOf, parties, voyageFields } from './amendment.ts';
import { certificateWords } from './words.ts';

/** Corrects what the customer told; the new certificate names this one and why. */
export function AmendDialog({
  certificate: { consignment, draft },
  onClose,
}: {
  certificate: Schemas['Certificate'];
  onClose: () => void;
}) {
  const t = useWords(certificateWords);
  const navigate = useNavigate();
  const amend = api.useMutation('post', '/api/v1/consignments/{id}/certificate-amendments');
  const [typed, setTyped] = useState(() => asTyped(draft));
  const begun = useRef<string | null>(null);
  const corrections = correctionsOf(draft, typed);
  const field = (name: string, label: string) => (
    <TextField
      key={name}
      label={label}
      value={typed[name] ?? ''}
      onChange={(value) => setTyped({ ...typed, [name]: value })}
    />
  );
  const send = async (reason: string) => {
    if (corrections === null) return;
    const { certificateId } = await amend.mutateAsync({
      params: { path: { id: consignment } },
      body: { reason, corrections },
    });
    begun.current = certificateId;
  };
  const close = () => {
    if (begun.current === null) onClose();
    else void navigate(addressOf(begun.current));
  };
  return (
    <CommandDialog
      title={t('amendTitle')}
      effect={t('amendEffect')}
      action={t('amendNow')}
      ready={corrections !== null}
      unready={t('amendNothing')}
      onSend={send}
      onClose={close}
    >
      <div className="cert-pair">
        {parties.flatMap((of) => [
          field(`${of}.name`, t('name', { of: t(of) })),
          field(`${of}.address`, t('address', { of: t(of) })),
        ])}
        {voyageFields.map((each) => field(each, t(each)))}
        {field('inspectionOrderNo', t('orderNo'))}
      </div>
    </CommandDialog>
  );
}
