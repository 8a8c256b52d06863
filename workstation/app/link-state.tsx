import { use, useEffect, useState } from 'react';
import { useWords } from '../i18n/language.ts';
import { LiveContext, useLink } from '../live/use-live.ts';
import { shellWords } from './words.ts';

/** Whether what is shown is current, and since how many tenths of a second nothing was heard. */
export function LinkState() {
  const t = useWords(shellWords);
  const link = useLink();
  const store = use(LiveContext);
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  if (link.state === 'connecting') return <span>○ {t('connecting')}</span>;
  if (link.state === 'lost') return <span className="link lost">✕ {t('lost')}</span>;
  return <span>● {t('live', { age: Math.max(0, (now - store.heardAt) / 1000).toFixed(1) })}</span>;
}
