import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { CommandDialog } from '../../kit/command-dialog.tsx';
import { Select } from '../../kit/field.tsx';
import { AlarmMark } from '../../kit/marks.tsx';
import { Empty } from '../../kit/page.tsx';
import { Pager, usePage } from '../../kit/pager.tsx';
import { useMay } from '../../session/session.ts';
import { AlarmList } from './alarm-list.tsx';
import type { Alarm } from './alarm-row.tsx';
import { alarmsWords } from './words.ts';

const pageSize = 20;
const priorities = ['1', '2', '3', '4'] as const;

/** Alarms that call or called, worst first; filter and page stand in the address. */
export function ActiveAlarms({ alarms, current }: { alarms: readonly Alarm[]; current: boolean }) {
  const t = useWords(alarmsWords);
  const may = useMay();
  const [query, setQuery] = useSearchParams();
  const unit = query.get('unit') ?? '';
  const priority = query.get('priority') ?? '';
  const units = [...new Set(alarms.flatMap((alarm) => alarm.unit ?? []))].toSorted();
  const wanted = alarms.filter((alarm) => (unit === '' || alarm.unit === unit) && (priority === '' || String(alarm.priority) === priority));
  const page = usePage(wanted, pageSize);
  const unseen = page.shown.filter(({ acknowledged }) => acknowledged === null);
  const [asked, setAsked] = useState<readonly Alarm[] | null>(null);
  const filter = (name: 'unit' | 'priority', value: string) =>
    setQuery(
      (before) => {
        before.delete('page');
        if (value === '') before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );

  return (
    <>
      <Flood />
      <div className="alarms-tools no-print">
        <Select
          label={t('unit')}
          value={unit}
          onChange={(value) => filter('unit', value)}
          options={[{ value: '', label: t('all') }, ...units.map((value) => ({ value, label: value }))]}
        />
        <Select
          label={t('priority')}
          value={priority}
          onChange={(value) => filter('priority', value)}
          options={[{ value: '', label: t('all') }, ...priorities.map((value) => ({ value, label: t('ofPriority', { priority: value }) }))]}
        />
        <span className="alarms-spread" />
        {unseen.length > 0 && may('acknowledgeAlarm') && (
          <Button disabled={!current} onClick={() => setAsked(unseen)}>
            {t('acknowledgePage', { count: unseen.length })}
          </Button>
        )}
      </div>
      {page.shown.length > 0 ? (
        <AlarmList alarms={page.shown} current={current} />
      ) : (
        current && <Empty>{t(alarms.length === 0 ? 'none' : 'noneOfFilter')}</Empty>
      )}
      <Pager {...page} />
      {asked && <AcknowledgePage alarms={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

/** Acknowledges what stood on the page when it was asked for: what came since is not among it. */
function AcknowledgePage({ alarms, onClose }: { alarms: readonly Alarm[]; onClose: () => void }) {
  const t = useWords(alarmsWords);
  const told = useTold();
  const { mutateAsync } = api.useMutation('post', '/api/v1/alarms/{id}/acknowledge');
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const send = async () => {
    for (const { id } of alarms.filter((alarm) => !done.has(alarm.id))) {
      await mutateAsync({ params: { path: { id } } });
      setDone((before) => new Set(before).add(id));
    }
  };
  return (
    <CommandDialog
      title={t('acknowledgePageTitle')}
      effect={t('acknowledgePageEffect', { count: alarms.length })}
      action={t('acknowledge')}
      reason={false}
      onClose={onClose}
      onSend={send}
    >
      <ul className="alarms-asked">
        {alarms.map(({ id, priority, unit, message }) => (
          <li key={id}>
            <AlarmMark priority={priority} /> <strong>{unit}</strong> {told(message)} {done.has(id) && '✓'}
          </li>
        ))}
      </ul>
    </CommandDialog>
  );
}

/** Says that alarms come faster than one person can attend to them. */
function Flood() {
  const t = useWords(alarmsWords);
  const format = useFormat();
  const statistics = api.useQuery('get', '/api/v1/alarms/statistics', { params: { query: { hours: 1 } } });
  const last = statistics.data?.floods.at(-1);
  const running = last !== undefined && last.to === statistics.data?.to;
  return (
    <p role="status" className={running ? 'alarms-flood' : 'visually-hidden'}>
      {running && t('floodNow', { count: last.raised, at: format.time(last.from) })}
    </p>
  );
}
