import { useState } from 'react';
import { fetchClient } from '../api/client.ts';
import { useWords } from '../i18n/language.ts';
import { Button } from '../kit/button.tsx';
import { CommandDialog } from '../kit/command-dialog.tsx';
import { accountWords } from './account-words.ts';
import { PasswordDialog } from './password-dialog.tsx';
import { useSession } from './session.ts';

/** Who is logged in, the way to another password, and to end all sessions of his. Afterwards the page is loaded anew, as after logging out. */
export default function AccountDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(accountWords);
  const { id, name, site } = useSession();
  const [changes, setChanges] = useState(false);
  if (changes) return <PasswordDialog onClose={onClose} />;
  const endAll = async () => {
    const { error } = await fetchClient.POST('/api/v1/session/end-all');
    if (error) throw error;
    window.location.assign('/');
  };
  return (
    <CommandDialog
      title={name}
      effect={t('everywhereEffect')}
      action={t('everywhere')}
      danger
      reason={false}
      onSend={endAll}
      onClose={onClose}
    >
      <p>
        {t('user')} <code>{id}</code>
      </p>
      {site.demonstration ? <p>{t('fixed')}</p> : <Button onClick={() => setChanges(true)}>{t('change')}</Button>}
    </CommandDialog>
  );
}
