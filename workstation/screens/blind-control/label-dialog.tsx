import { useState } from 'react';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { CommandDialog } from '../../kit/command-dialog.tsx';
import { TextField } from '../../kit/field.tsx';
import { normaliseNumber } from '../../scanner/normalise.ts';
import { blindControlWords } from './words.ts';

const isNumber = (typed: string): boolean => /^\d+(\.\d+)?$/.test(normaliseNumber(typed));
const orNull = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim());

/** What was filled; of a divided bottle also what is left. */
export function LabelDialog({
  id,
  control,
  onClose,
}: {
  id: string;
  control: Schemas['BlindControl'];
  onClose: () => void;
}) {
  const t = useWords(blindControlWords);
  const { mutateAsync } = api.useMutation('post', '/api/v1/blind-controls/{id}/labelling');
  const [portion, setPortion] = useState('');
  const [seal, setSeal] = useState('');
  const [rest, setRest] = useState('');
  const [restSeal, setRestSeal] = useState('');
  const divides = control.kind === 'duplicate';
  return (
    <CommandDialog
      title={`${t('label')} · ${control.code ?? ''}`}
      effect={t('labelEffect')}
      action={t('label')}
      reason={false}
      ready={isNumber(portion) && (!divides || isNumber(rest))}
      onSend={() =>
        mutateAsync({
          params: { path: { id } },
          body: {
            act: 'LABELLED',
            portion_kg: normaliseNumber(portion),
            seal: orNull(seal),
            rest_kg: divides ? normaliseNumber(rest) : null,
            restSeal: divides ? orNull(restSeal) : null,
          },
        })
      }
      onClose={onClose}
    >
      <TextField label={t('portion')} inputMode="decimal" value={portion} onChange={setPortion} autoFocus />
      <TextField label={t('seal')} hint={t('sealHint')} value={seal} onChange={setSeal} />
      {divides && (
        <>
          <TextField label={t('rest')} inputMode="decimal" value={rest} onChange={setRest} />
          <TextField label={t('restSeal')} hint={t('sealHint')} value={restSeal} onChange={setRestSeal} />
        </>
      )}
    </CommandDialog>
  );
}
