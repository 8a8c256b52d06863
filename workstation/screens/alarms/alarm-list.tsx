import { useState } from 'react';
import { useWords } from '../../i18n/language.ts';
import { AlarmRow } from './alarm-row.tsx';
import type { Alarm } from './alarm-row.tsx';
import { ShelveDialog, UnshelveDialog } from './shelf-dialogs.tsx';
import { alarmsWords } from './words.ts';

/** Alarms one below the other, with the dialogs they ask in. */
export function AlarmList({ alarms, current }: { alarms: readonly Alarm[]; current: boolean }) {
  const t = useWords(alarmsWords);
  const [asked, setAsked] = useState<{ what: 'shelve' | 'unshelve'; alarm: Alarm } | null>(null);
  const close = () => setAsked(null);
  return (
    <>
      <ol className="alarms-list" aria-label={t('list')}>
        {alarms.map((alarm) => (
          <AlarmRow
            key={alarm.id}
            alarm={alarm}
            current={current}
            onShelve={(each) => setAsked({ what: 'shelve', alarm: each })}
            onUnshelve={(each) => setAsked({ what: 'unshelve', alarm: each })}
          />
        ))}
      </ol>
      {asked?.what === 'shelve' && <ShelveDialog alarm={asked.alarm} onClose={close} />}
      {asked?.what === 'unshelve' && <UnshelveDialog alarm={asked.alarm} onClose={close} />}
    </>
  );
}
