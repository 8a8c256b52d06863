import { useState } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.ts';
import { isReason } from '../../kit/command-dialog.tsx';
import { Dialog } from '../../kit/dialog.tsx';
import { TextArea } from '../../kit/field.tsx';
import { kitWords } from '../../kit/words.ts';
import { workWords } from './words.ts';

/** Asks why, above the form of what is corrected; `ready` of the form says whether it was written, and shows it where not. */
export function CorrectionDialog({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: (reason: string, ready: () => boolean) => ReactNode;
}) {
  const t = useWords(workWords);
  const common = useWords(kitWords);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = !isReason(reason);
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{t('correctEffect')}</p>
      <TextArea
        label={common('reason')}
        hint={common('reasonHint')}
        value={reason}
        onChange={setReason}
        error={tried && missing ? common('reasonMissing') : undefined}
        autoFocus
      />
      {children(reason.trim(), () => {
        setTried(true);
        return !missing;
      })}
    </Dialog>
  );
}
