import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.ts';
import { ScanContext, ScanDesk, useScan } from '../scanner/use-scan.ts';
import { Button } from './button.tsx';
import { kitWords } from './words.ts';
import './dialog.css';

/**
 * A modal dialog, named by the words of the button that opened it, without its dots. Escape and the button close it, a click beside it does not: half-written reasons are not lost by a slip. Scans are for
 * what is in it and reach nothing under it.
 */
export function Dialog({ title, onClose, children }: { title: string; onClose: (() => void) | null; children: ReactNode }) {
  const t = useWords(kitWords);
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  const desk = useMemo(() => new ScanDesk(), []);
  const [unwanted, setUnwanted] = useState<string | null>(null);
  useScan((code) => {
    setUnwanted(desk.hand(code) ? null : code);
    return true;
  });
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    // The browser begins with the way out, which stands first; what is asked for comes first for whoever opened it.
    dialog?.querySelector<HTMLElement>('.dialog-body :is(input, select, textarea):not(:disabled)')?.focus();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      className="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
    >
      <header>
        <h2 id={id}>{title.replace(/…$/, '')}</h2>
        {onClose && (
          <Button kind="quiet" onClick={onClose} aria-label={t('close')}>
            ✕
          </Button>
        )}
      </header>
      <div className="dialog-body">
        <ScanContext value={desk}>{children}</ScanContext>
        <p role="status">{unwanted !== null && t('scanNotHere', { code: unwanted })}</p>
      </div>
    </dialog>
  );
}
