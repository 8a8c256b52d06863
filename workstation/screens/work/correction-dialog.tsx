import { useState } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { TextArea } from '../../kit/field.tsx';
import { kitWords } from '../../kit/words.ts';
import { workWords } from './words.ts';

/** Asks why, above the form of what is corrected. */
export function CorrectionDialog({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: (reason: string) => ReactNode;
}) {
  const t = useWords(workWords);
  const common = useWords(kitWords);
  const [reason, setReason] = useState('');
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{t('correctEffect')}</p>
      <TextArea
        label={common('reason')}
        hint={common('reasonHint')}
        value={reason}
        onChange={setReason}
        required
        autoFocus
      />
      {children(reason)}
    </Dialog>
  );
}
