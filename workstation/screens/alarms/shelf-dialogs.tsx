import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { CommandDialog } from '../../kit/command-dialog.tsx';
import { Select } from '../../kit/field.tsx';
import type { Alarm } from './alarm-row.tsx';
import { alarmsWords } from './words.ts';

/** How long people put an alarm aside, min; the longest is the catalogue's. */
const usualSpans: readonly number[] = [15, 30, 60, 120, 240];
const usualSpan = 60;

export function ShelveDialog({ alarm, onClose }: { alarm: Alarm; onClose: () => void }) {
  const t = useWords(alarmsWords);
  const told = useTold();
  const performance = api.useQuery('get', '/api/v1/alarms/statistics', { params: { query: { hours: 1 } } });
  const longest = performance.data?.limits.shelving_min ?? usualSpan;
  const spans = [...usualSpans.filter((span) => span < longest), longest];
  const [chosen, setChosen] = useState<number | null>(null);
  const minutes = chosen ?? Math.min(usualSpan, longest);
  const shelve = api.useMutation('post', '/api/v1/alarms/{id}/shelve');
  const spanOf = (span: number) => (span % 60 === 0 ? t('hours', { count: span / 60 }) : t('minutes', { count: span }));
  return (
    <CommandDialog
      title={t('shelveTitle')}
      effect={t('shelveEffect')}
      action={t('shelveTitle')}
      onClose={onClose}
      onSend={(reason) => shelve.mutateAsync({ params: { path: { id: alarm.id } }, body: { minutes, reason } })}
    >
      <p>
        <strong>{alarm.unit}</strong> {told(alarm.message)}
      </p>
      <Select
        label={t('shelveFor')}
        value={String(minutes)}
        onChange={(span) => setChosen(Number(span))}
        options={spans.map((span) => ({ value: String(span), label: spanOf(span) }))}
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
