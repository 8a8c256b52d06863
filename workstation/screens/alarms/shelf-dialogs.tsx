import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { CommandDialog } from '../../kit/command-dialog.tsx';
import { Select } from '../../kit/field.tsx';
import type { Alarm } from './alarm-row.tsx';
import { alarmsWords } from './words.ts';

/** How long an alarm may be put aside, min; no longer than a shift. */
const spans = ['15', '30', '60', '120', '240', '480'] as const;

export function ShelveDialog({ alarm, onClose }: { alarm: Alarm; onClose: () => void }) {
  const t = useWords(alarmsWords);
  const told = useTold();
  const [minutes, setMinutes] = useState<(typeof spans)[number]>('60');
  const shelve = api.useMutation('post', '/api/v1/alarms/{id}/shelve');
  const spanOf = (span: (typeof spans)[number]) =>
    Number(span) < 60 ? t('minutes', { count: Number(span) }) : t('hours', { count: Number(span) / 60 });
  return (
    <CommandDialog
      title={t('shelveTitle')}
      effect={t('shelveEffect')}
      action={t('shelveTitle')}
      onClose={onClose}
      onSend={(reason) => shelve.mutateAsync({ params: { path: { id: alarm.id } }, body: { minutes: Number(minutes), reason } })}
    >
      <p>
        <strong>{alarm.unit}</strong> {told(alarm.message)}
      </p>
      <Select
        label={t('shelveFor')}
        value={minutes}
        onChange={setMinutes}
        options={spans.map((value) => ({ value, label: spanOf(value) }))}
      />
    </CommandDialog>
  );
}

export function UnshelveDialog({ alarm, onClose }: { alarm: Alarm; onClose: () => void }) {
  const t = useWords(alarmsWords);
  const told = useTold();
  const unshelve = api.useMutation('post', '/api/v1/alarms/{id}/unshelve');
  return (
    <CommandDialog
      title={t('unshelveTitle')}
      effect={t('unshelveEffect')}
      action={t('unshelveTitle')}
      onClose={onClose}
      onSend={(reason) => unshelve.mutateAsync({ params: { path: { id: alarm.id } }, body: { reason } })}
    >
      <p>
        <strong>{alarm.unit}</strong> {told(alarm.message)}
      </p>
    </CommandDialog>
  );
}
