import { useEffect } from 'react';
import { Link as To } from 'react-router';
import { api } from '../api/client.ts';
import { useFormat } from '../i18n/format.ts';
import { useTold, useWords } from '../i18n/language.ts';
import { Button } from '../kit/button.tsx';
import { AlarmMark } from '../kit/marks.tsx';
import { useLink } from '../live/use-live.ts';
import { useMay } from '../session/session.ts';
import { shellWords } from './words.ts';
import { worstFirst } from '../screens/alarms/worst-first.ts';

/** The worst alarm, always in sight. "No alarms" and "alarms unknown" look different: silence is not proof. */
export function AlarmStrip() {
  const t = useWords(shellWords);
  const told = useTold();
  const format = useFormat();
  const may = useMay();
  const link = useLink();
  const alarms = api.useQuery('get', '/api/v1/alarms');
  const acknowledge = api.useMutation('post', '/api/v1/alarms/{id}/acknowledge');
  const known = link.state === 'live' && alarms.data !== undefined;
  const open = worstFirst(alarms.data?.items ?? []);
  const shelved = open.filter(({ state }) => state === 'shelved').length;
  const [worst] = open.filter(({ state }) => state !== 'shelved');
  const waiting = worst && worst.state !== 'acknowledged';
  const sendable = known && may('acknowledgeAlarm') && waiting === true && !acknowledge.isPending;

  const { mutate } = acknowledge;
  const id = worst?.id;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F9' || event.repeat) return;
      event.preventDefault();
      if (sendable && id !== undefined) mutate({ params: { path: { id } } });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [sendable, id, mutate]);

  return (
    <section className={`alarm-strip no-print${known ? '' : ' unknown'}`} aria-label={t('alarmsPage')}>
      {!known && <strong>? {t('alarmsUnknown')}</strong>}
      {worst ? (
        <>
          <AlarmMark priority={worst.priority} unacknowledged={known && waiting === true} />
          <span>{format.time(worst.raisedAt)}</span>
          {worst.unit !== null && <strong>{worst.unit}</strong>}
          <To to="/alarms" className="alarm-text">
            {told(worst.message)}
          </To>
          {worst.firstOut && <span>{t('firstOut')}</span>}
          <span>{t(worst.state === 'returned-unacknowledged' ? 'returned' : waiting ? 'unacknowledged' : 'acknowledged')}</span>
        </>
      ) : (
        known && <span>{t('noAlarms')}</span>
      )}
      <span className="spread" />
      {open.length - shelved > 1 && <To to="/alarms">{t(alarms.data?.next ? 'alarmsAndMore' : 'alarms', { count: open.length - shelved })}</To>}
      <span>{t('shelved', { count: shelved })}</span>
      {waiting === true && may('acknowledgeAlarm') && (
        <Button
          aria-keyshortcuts="F9"
          disabled={!known}
          pending={acknowledge.isPending}
          onClick={() => mutate({ params: { path: { id: worst.id } } })}
        >
          {t('acknowledge')} [{t('acknowledgeKey')}]
        </Button>
      )}
    </section>
  );
}
