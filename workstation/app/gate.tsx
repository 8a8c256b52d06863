import { useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useState } from 'react';
import { RouterProvider } from 'react-router/dom';
import { api, problemOf, whenSessionIsLost } from '../api/client.ts';
import { useLanguage, useWords } from '../i18n/language.ts';
import { chineseProblems } from '../i18n/problems.ts';
import { LiveProvider } from '../live/live-provider.tsx';
import { LoginPage } from '../session/login-page.tsx';
import { ReloginDialog } from '../session/relogin-dialog.tsx';
import { SessionContext } from '../session/session.ts';
import { useOnePerson } from '../session/one-person.ts';
import { router } from './routes.tsx';
import { shellWords } from './words.ts';

/** So long after the start, ms, the first screen is drawn, and what may be wanted later is read. */
const settled = 2_000;

/** Who is not logged in sees the login; whose session ends while he works keeps his page and logs in over it. */
export function Gate() {
  const t = useWords(shellWords);
  const queries = useQueryClient();
  const me = api.useQuery('get', '/api/v1/me');
  // Drawn in small steps: a page that is drawn in one answers nobody meanwhile.
  const session = useDeferredValue(me.data);
  const [lost, setLost] = useState(false);
  useEffect(() => whenSessionIsLost(() => setLost(true)), []);
  useOnePerson(me.data?.id);
  const language = useLanguage();
  useEffect(() => {
    if (language !== 'zh') return;
    const later = setTimeout(() => void queries.prefetchQuery(chineseProblems), settled);
    return () => clearTimeout(later);
  }, [language, queries]);

  const back = () => {
    setLost(false);
    void queries.invalidateQueries();
  };
  if (session) {
    return (
      <SessionContext value={session}>
        <LiveProvider>
          <RouterProvider router={router} />
          {lost && <ReloginDialog onDone={back} />}
        </LiveProvider>
      </SessionContext>
    );
  }
  if (me.isPending || me.data) return <p className="starting">{t('starting')}</p>;
  const known = problemOf(me.error);
  if (known.status === 401) return <LoginPage onDone={back} />;
  return (
    <p className="starting" role="alert">
      {t('noServer')}
    </p>
  );
}
