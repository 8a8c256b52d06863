import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { kitWords } from './words.ts';
import './page.css';

/** A screen: its name, what belongs beside it, and help of its own (F1). */
export function Page({
  title,
  aside,
  help,
  children,
}: {
  title: string;
  aside?: ReactNode;
  /** What the screen is for and how it is worked, a paragraph each. */
  help: readonly string[];
  children: ReactNode;
}) {
  const t = useWords(kitWords);
  const [helping, setHelping] = useState(false);
  useEffect(() => {
    document.title = `${title} · Quaylab`;
  }, [title]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F1') return;
      event.preventDefault();
      setHelping(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <div className="page">
      <header className="page-head">
        <h1>{title}</h1>
        <div className="page-aside no-print">
          {aside}
          <Button kind="quiet" onClick={() => setHelping(true)} aria-keyshortcuts="F1">
            {t('help')}
          </Button>
        </div>
      </header>
      {children}
      {helping && (
        <Dialog title={`${title} · ${t('help')}`} onClose={() => setHelping(false)}>
          {help.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </Dialog>
      )}
    </div>
  );
}

/** A part of a screen under a name of its own. */
export function Panel({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="panel" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}

/** Nothing is here: says what would be, and how to get it. */
export function Empty({ children }: { children: ReactNode }) {
  return <p className="empty">{children}</p>;
}

/** Names beside values. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
