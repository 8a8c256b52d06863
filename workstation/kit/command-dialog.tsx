import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { problemOf } from '../api/client.ts';
import { useWords } from '../i18n/language.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { TextArea } from './field.tsx';
import { ProblemNote } from './problem-note.tsx';
import { kitWords } from './words.ts';

/** Shortest reason the server takes, characters. */
const leastReason = 3;
/** Whether this says why, for an auditor who reads it. */
export const isReason = (typed: string): boolean => typed.trim().length >= leastReason;

/**
 * Asks before something is done: to what, with what effect, why. What was written stays when the server refuses, and nothing on the
 * screen changes before the server says so.
 */
export function CommandDialog({
  title,
  effect,
  action,
  danger = false,
  reason: asksReason = true,
  ready = true,
  unready,
  onSend,
  onClose,
  children,
}: {
  title: string;
  /** What will happen then. */
  effect: string;
  /** The word on the button. */
  action: string;
  danger?: boolean;
  reason?: boolean;
  /** False: the fields in `children` are not complete yet. */
  ready?: boolean;
  /** What is missing while it is not ready; by default, that something has still to be filled in. */
  unready?: string;
  /** Throws, or rejects with, a problem document when it is refused. */
  onSend: (reason: string) => Promise<unknown>;
  onClose: () => void;
  children?: ReactNode;
}) {
  const t = useWords(kitWords);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);

  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (pending) return;
    if (asksReason && !isReason(reason)) {
      setMissing(true);
      return;
    }
    setPending(true);
    setProblem(null);
    try {
      await onSend(reason.trim());
      onClose();
    } catch (error) {
      setProblem(problemOf(error));
      setPending(false);
    }
  };

  return (
    <Dialog title={title} onClose={onClose}>
      <form className="dialog-form" onSubmit={(event) => void send(event)}>
        <p>{effect}</p>
        {children}
        {asksReason && (
          <TextArea
            label={t('reason')}
            hint={t('reasonHint')}
            error={missing && !isReason(reason) ? t('reasonMissing') : undefined}
            value={reason}
            onChange={setReason}
            autoFocus={children === undefined}
          />
        )}
        {problem !== null && <ProblemNote problem={problem} />}
        <p className="secondary" aria-live="polite">
          {!ready && (unready ?? t('incomplete'))}
        </p>
        <div className="dialog-actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind={danger ? 'danger' : 'primary'} type="submit" pending={pending} disabled={!ready}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
