import type { Schemas } from '../../api/client.ts';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { portInstant, portMinute } from '../../i18n/port-day.ts';
import { CommandDialog } from '../../kit/command-dialog.tsx';
import { Select, TextField } from '../../kit/field.tsx';
import { useSession } from '../../session/session.ts';
import { planWords } from './words.ts';

type Waiting = Schemas['WaitingRun'] & { readonly unit: string };

const urgencies = ['urgent', 'normal', 'low'] as const;

/** Gives who waits another turn. */
export function TurnDialog({
  waiting,
  onClose,
}: {
  waiting: Waiting & { readonly run: string };
  onClose: () => void;
}) {
  const t = useWords(planWords);
  const { unit, run } = waiting;
  const [urgency, setUrgency] = useState<Waiting['urgency']>(waiting.urgency);
  const { timeZone } = useSession().site;
  const [due, setDue] = useState(() =>
    waiting.dueAt === null ? '' : portMinute(Date.parse(waiting.dueAt), timeZone),
  );
  const [day = '', time = ''] = due.split('T');
  const { mutateAsync } = api.useMutation('post', '/api/v1/units/{unit}/turns');
  return (
    <CommandDialog
      title={t('changeFor', { unit, code: run.slice(run.indexOf('/') + 1) })}
      effect={t('changeEffect')}
      action={t('change')}
      onSend={(reason) =>
        mutateAsync({
          params: { path: { unit } },
          body: { run, urgency, dueAt: due === '' ? null : portInstant(day, time, timeZone), reason },
        })
      }
      onClose={onClose}
    >
      <Select
        label={t('urgency')}
        value={urgency}
        onChange={setUrgency}
        options={urgencies.map((value) => ({ value, label: t(`urgency.${value}`) }))}
      />
      <TextField label={t('dueField')} type="datetime-local" value={due} onChange={setDue} />
    </CommandDialog>
  );
}
