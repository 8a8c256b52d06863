import { useQueries } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { api } from '../../api/client.ts';
import { isDay, portDay, utcDaysOf } from '../../i18n/port-day.ts';
import { useWords } from '../../i18n/language.ts';
import { DayField } from '../../kit/day-field.tsx';
import { Empty } from '../../kit/page.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { useServerTime } from '../../live/use-live.ts';
import { useSession } from '../../session/session.ts';
import { AlarmList } from './alarm-list.tsx';
import { alarmsWords } from './words.ts';

/** Alarms that ended on a day of the port; the server keeps them by days of UTC. */
export function AlarmHistory() {
  const t = useWords(alarmsWords);
  const { timeZone } = useSession().site;
  const today = portDay(useServerTime(), timeZone);
  const [query, setQuery] = useSearchParams();
  const asked = query.get('day');
  const day = isDay(asked) ? asked : today;
  const days = useQueries({
    queries: utcDaysOf(day, timeZone).map((closedOn) => api.queryOptions('get', '/api/v1/alarms', { params: { query: { closedOn } } })),
  });
  const missing = days.find(({ data }) => data === undefined);
  const ended = days
    .flatMap(({ data }) => data?.items ?? [])
    .filter(({ clearedAt }) => clearedAt !== null && portDay(Date.parse(clearedAt), timeZone) === day)
    .toSorted((a, b) => (b.clearedAt ?? '').localeCompare(a.clearedAt ?? ''));
  return (
    <>
      <div className="alarms-tools">
        <DayField
          label={t('day')}
          value={day}
          max={today}
          onChange={(value) => setQuery({ tab: 'history', ...(value !== '' && { day: value }) }, { replace: true })}
        />
      </div>
      {missing ? (
        <Loaded query={missing}>{() => null}</Loaded>
      ) : ended.length === 0 ? (
        <Empty>{t('noneThatDay')}</Empty>
      ) : (
        <AlarmList alarms={ended} current />
      )}
    </>
  );
}
