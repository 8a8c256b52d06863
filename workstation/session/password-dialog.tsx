import { useState } from 'react';
import { fetchClient } from '../api/client.ts';
import { useWords } from '../i18n/language.ts';
import { CommandDialog } from '../kit/command-dialog.tsx';
import { TextField } from '../kit/field.tsx';
import { accountWords } from './account-words.ts';

/** Another password for who is logged in, who must know the present one and type the new one twice. */
export function PasswordDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(accountWords);
  const [present, setPresent] = useState('');
  const [chosen, setChosen] = useState('');
  const [again, setAgain] = useState('');
  const [shown, setShown] = useState(false);
  const change = async () => {
    const { error } = await fetchClient.POST('/api/v1/session/password', { body: { present, chosen } });
    if (error) throw error;
    window.location.assign('/');
  };
  const type = shown ? 'text' : 'password';
  const fresh = { type, autoComplete: 'new-password', required: true } as const;
  return (
    <CommandDialog
      title={t('change')}
      effect={t('changeEffect')}
      action={t('change')}
      reason={false}
      ready={present !== '' && chosen !== '' && again === chosen}
      onSend={change}
      onClose={onClose}
    >
      <TextField
        label={t('present')}
        type={type}
        autoComplete="current-password"
        required
        autoFocus
        value={present}
        onChange={setPresent}
      />
      <TextField label={t('chosen')} hint={t('chosenHint')} {...fresh} value={chosen} onChange={setChosen} />
      <TextField
        label={t('again')}
        error={again !== '' && !chosen.startsWith(again) ? t('differs') : undefined}
        {...fresh}
        value={again}
        onChange={setAgain}
      />
      <label>
        <input type="checkbox" checked={shown} onChange={({ target }) => setShown(target.checked)} />{' '}
        {t('show')}
      </label>
    </CommandDialog>
  );
}
