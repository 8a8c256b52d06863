import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../api/client.ts';
import { useWords } from '../i18n/language.ts';
import { Button } from '../kit/button.tsx';
import { useMay } from '../session/session.ts';
import { tourSteps } from './steps.ts';
import { tourWords } from './words.ts';
import './tour.css';

/** Leads a newcomer from screen to screen; it covers nothing and everything goes on working under it. */
export default function Tour({ onEnd }: { onEnd: () => void }) {
  const t = useWords(tourWords);
  const may = useMay();
  const navigate = useNavigate();
  const units = api.useQuery('get', '/api/v1/units', {}, { enabled: may('listUnits') });
  const [at, setAt] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const bar = useRef<HTMLElement>(null);
  const step = tourSteps[at];
  const firstUnit = units.data?.items[0]?.unit;

  const go = (to: number) => {
    const next = tourSteps[to];
    if (!next) return;
    setAt(to);
    const screen = next.screen === 'unit' ? (firstUnit === undefined ? null : `/units/${firstUnit}`) : next.screen;
    if (screen !== null && may(next.needs)) void navigate(screen);
    heading.current?.focus();
  };
  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => style.setProperty('--tour', `${bar.current?.offsetHeight ?? 0}px`));
    if (bar.current) observer.observe(bar.current);
    return () => {
      observer.disconnect();
      style.removeProperty('--tour');
    };
  }, []);

  if (!step) return null;
  return (
    <section ref={bar} className="tour no-print" aria-label={t('title')}>
      <div className="tour-told">
        <h2 ref={heading} tabIndex={-1}>
          {t(step.title)}
        </h2>{' '}
        <span className="secondary">
          {t('title')} · {t('step', { step: at + 1, steps: tourSteps.length })}
        </span>
        <p aria-live="polite">{t(step.text)}</p>
        {!may(step.needs) && <p className="secondary">{t('notYours', { screen: t(step.title) })}</p>}
      </div>
      <div className="dialog-actions">
        <Button kind="quiet" onClick={onEnd}>
          {t('end')}
        </Button>
        <Button disabled={at === 0} onClick={() => go(at - 1)}>
          {t('back')}
        </Button>
        <Button kind="primary" onClick={() => (at === tourSteps.length - 1 ? onEnd() : go(at + 1))}>
          {t(at === tourSteps.length - 1 ? 'end' : 'next')}
        </Button>
      </div>
    </section>
  );
}
