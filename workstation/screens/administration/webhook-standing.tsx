import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { Age } from '../../kit/live-value.tsx';
import { Tag } from '../../kit/marks.tsx';
import { useNameOf } from '../../session/session.ts';
import { webhookWords } from './webhook-words.ts';

type Told = Pick<Schemas['CustomsWebhookRow'], 'state' | 'failing' | 'stopped' | 'suspended'>;

/** How a webhook stands, since when and why. */
export function Standing({ of: { state, failing, stopped, suspended } }: { of: Told }) {
  const t = useWords(webhookWords);
  const format = useFormat();
  const nameOf = useNameOf();
  const problemOf = useProblemWords();
  if (suspended)
    return (
      <>
        <Tag tone="attention">{t(`state.${state}`)}</Tag> <Age since={suspended.at} />
        <div className="secondary">
          {t('suspendedBy', { by: nameOf(suspended.by), reason: suspended.reason })}
        </div>
      </>
    );
  if (stopped)
    return (
      <>
        <Tag tone="bad">{t(`state.${state}`)}</Tag> <Age since={stopped.at} />
        <div className="secondary">{problemOf(stopped.problem)}</div>
      </>
    );
  if (failing)
    return (
      <>
        <Tag tone="bad">{t('failing')}</Tag> <Age since={failing.since} />
        <div className="secondary">
          {t('failed', { problem: problemOf(failing.problem), failures: failing.failures })}
        </div>
        {failing.nextAttemptAt !== null && (
          <div className="secondary">{t('nextAttempt', { at: format.instant(failing.nextAttemptAt) })}</div>
        )}
      </>
    );
  return state === 'following' ? t('state.following') : <Tag tone="attention">{t(`state.${state}`)}</Tag>;
}

const problems = [
  'NOT_TAKEN',
  'REDIRECTED',
  'GONE',
  'TIMED_OUT',
  'NAME_UNKNOWN',
  'UNREACHABLE',
  'TLS_FAILED',
  'ADDRESS_REFUSED',
  'NOT_ENTITLED',
  'SUSPENDED',
] as const;

/** Why something was not taken; a problem this page does not know is told as the server names it. */
export function useProblemWords(): (problem: string) => string {
  const t = useWords(webhookWords);
  return (problem) => {
    const known = problems.find((each) => each === problem);
    return known ? t(`problem.${known}`) : problem;
  };
}
