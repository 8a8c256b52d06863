import { useRouteError } from 'react-router';
import { useWords } from '../i18n/language.ts';
import { Button } from '../kit/button.tsx';
import { shellWords } from './words.ts';

/** A screen threw: the rest goes on, and the text is there for whoever mends it. */
export function Broken() {
  const t = useWords(shellWords);
  const error = useRouteError();
  return (
    <main className="page" role="alert">
      <h1>{t('broken')}</h1>
      <p>{t('brokenHelp')}</p>
      <pre>{error instanceof Error ? error.message : String(error)}</pre>
      <p>
        <Button kind="primary" onClick={() => window.location.reload()}>
          {t('reload')}
        </Button>
      </p>
    </main>
  );
}
