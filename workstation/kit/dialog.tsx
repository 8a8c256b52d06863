import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.ts';
import { Button } from './button.tsx';
import { kitWords } from './words.ts';
import './dialog.css';

/** A modal dialog. Escape and the button close it, a click beside it does not: half-written reasons are not lost by a slip. */
export function Dialog({ title, onClose, children }: { title: string; onClose: (() => void) | null; children: ReactNode }) {
  const t = useWords(kitWords);
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
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
        <h2 id={id}>{title}</h2>
        {onClose && (
          <Button kind="quiet" onClick={onClose} aria-label={t('close')}>
            ✕
          </Button>
        )}
      </header>
      <div className="dialog-body">{children}</div>
    </dialog>
  );
}
