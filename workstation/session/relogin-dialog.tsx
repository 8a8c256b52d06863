import { useWords } from '../i18n/language.ts';
import { Button } from '../kit/button.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { LoginForm } from './login-form.tsx';
import { logOut } from './log-out.ts';
import { useSession } from './session.ts';
import { sessionWords } from './words.ts';

/** The session ended in the middle of work: the same person logs in again over the page, nothing typed is lost. */
export function ReloginDialog({ onDone }: { onDone: () => void }) {
  const t = useWords(sessionWords);
  const { id, name } = useSession();
  return (
    <Dialog title={t('again')} onClose={null}>
      <p>{t('againHelp')}</p>
      <LoginForm only={{ id, name }} onDone={onDone} />
      <Button kind="quiet" onClick={() => void logOut()}>
        {t('logOutInstead')}
      </Button>
    </Dialog>
  );
}
