import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { CommandDialog } from '../../kit/command-dialog.tsx';
import { Select } from '../../kit/field.tsx';
import { dialogWords } from './dialog-words.ts';
import type { RunDetail } from './shapes.ts';
import { unitWords } from './words.ts';

const causes = ['shift', 'grade', 'origin', 'belt-stop'] as const;

/** Ends a sampling unit before its plan does. */
export default function DivideDialog({
  run,
  onClose,
}: {
  run: Pick<RunDetail, 'id' | 'unit' | 'sampleCode'>;
  onClose: () => void;
}) {
  const t = useWords(unitWords);
  const d = useWords(dialogWords);
  const [cause, setCause] = useState<(typeof causes)[number]>('shift');
  const { mutateAsync } = api.useMutation('post', '/api/v1/runs/{id}/division');
  return (
    <CommandDialog
      title={t('commandFor', { command: t('divide'), unit: `${run.unit} ${run.sampleCode}` })}
      effect={d('divideEffect')}
      action={t('divide')}
      danger
      onSend={(reason) => mutateAsync({ params: { path: { id: run.id } }, body: { cause, reason } })}
      onClose={onClose}
    >
      <Select
        label={d('divideCause')}
        value={cause}
        onChange={setCause}
        options={causes.map((value) => ({ value, label: d(`cause.${value}`) }))}
      />
    </CommandDialog>
  );
}
