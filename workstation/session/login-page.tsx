import { useWords } from '../i18n/language.ts';
import { LanguageAndTheme } from '../app/language-and-theme.tsx';
import { LoginForm } from './login-form.tsx';
import { sessionWords } from './words.ts';
import './session.css';

/** What somebody sees who is not logged in. */
export function LoginPage({ onDone }: { onDone: () => void }) {
  const t = useWords(sessionWords);
  return (
    <div className="login-page">
      <header>
        <LanguageAndTheme />
      </header>
      <main>
        <h1>Quaylab</h1>
        <p className="secondary">{t('system')}</p>
        <h2>{t('title')}</h2>
        <LoginForm onDone={onDone} />
        <p className="secondary">
          <a href="/about">{t('about')}</a>
        </p>
      </main>
    </div>
  );
}
