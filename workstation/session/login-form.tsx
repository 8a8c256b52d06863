import { useState } from 'react';
import type { FormEvent } from 'react';
import { fetchClient, problemOf } from '../api/client.ts';
import { useWords } from '../i18n/language.ts';
import { Button } from '../kit/button.tsx';
import { TextField } from '../kit/field.tsx';
import { ProblemNote } from '../kit/problem-note.tsx';
import { sessionWords } from './words.ts';

/** User name and password; with `only` just that person may come in, so that nobody signs in another's page. */
export function LoginForm({ only, onDone }: { only?: { id: string; name: string }; onDone: () => void }) {
  const t = useWords(sessionWords);
  const [user, setUser] = useState(only?.id ?? '');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<unknown>(null);
  const [pending, setPending] = useState(false);

  const logIn = async (event: FormEvent) => {
    event.preventDefault();
    if (pending) return;
    setPending(true);
    setProblem(null);
    try {
      const { error } = await fetchClient.POST('/api/v1/session', { body: { user, password, keep: 'cookie' } });
      if (error) setProblem(error);
      else onDone();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setPending(false);
      setPassword('');
    }
  };

  return (
    <form onSubmit={(event) => void logIn(event)} className="login-form">
      {only ? (
        <p>{t('sameUser', { name: only.name })}</p>
      ) : (
        <TextField label={t('user')} value={user} onChange={setUser} autoComplete="username" required autoFocus />
      )}
      <TextField
        label={t('password')}
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        required
        autoFocus={only !== undefined}
      />
      {problem !== null && <ProblemNote problem={problem} />}
      <Button kind="primary" type="submit" pending={pending}>
        {t('logIn')}
      </Button>
    </form>
  );
}
