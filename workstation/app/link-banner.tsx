import { useEffect, useState } from 'react';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/language.ts';
import { useLink } from '../live/use-live.ts';
import { shellWords } from './words.ts';

/** Over everything while nothing on the screen is current. */
export function LinkBanner() {
  const t = useWords(shellWords);
  const format = useFormat();
  const link = useLink();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  if (link.state !== 'lost') return null;
  return (
    <p className="link-banner" role="alert">
      {t('linkLost', { span: format.span((now - link.since) / 1000) })}
    </p>
  );
}
