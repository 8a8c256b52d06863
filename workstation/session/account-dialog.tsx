import { fetchClient } from '../api/client.ts';
import { useWords } from '../i18n/language.ts';
import { CommandDialog } from '../kit/command-dialog.tsx';
import { accountWords } from './account-words.ts';
import { useSession } from './session.ts';

/** Who is logged in, and the way to end all sessions of his. Afterwards the page is loaded anew, as after logging out. */
export default function AccountDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(accountWords);
  const { id, name } = useSession();
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
    </CommandDialog>
  );
}
