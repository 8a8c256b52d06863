import { useSearchParams } from 'react-router';
import { api } from '../../api/client.ts';
import { dayAfter, isDay, portDay, portInstant } from '../../i18n/port-day.ts';
import { useWords } from '../../i18n/language.ts';
import { DayField } from '../../kit/day-field.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Page } from '../../kit/page.tsx';
import { useSession } from '../../session/session.ts';
import { Figures } from './figures.tsx';
import { statisticsWords } from './words.ts';
import './statistics.css';

/** Figures of a period, which stands in the address as days of the port. */
export default function StatisticsScreen() {
  const t = useWords(statisticsWords);
  const { timeZone } = useSession().site;
  const [query, setQuery] = useSearchParams();
  const from = query.get('from');
  const to = query.get('to');
  const statistics = api.useQuery('get', '/api/v1/statistics', {
    params: {
      query: {
        ...(isDay(from) && { from: portInstant(from, '00:00', timeZone) }),
        ...(isDay(to) && { to: portInstant(dayAfter(to), '00:00', timeZone) }),
      },
    },
  });
  const choose = (name: 'from' | 'to', day: string) =>
    setQuery(
      (before) => {
        if (day === '') before.delete(name);
        else before.set(name, day);
        return before;
      },
      { replace: true },
    );
  const shown = statistics.data;
  const dayOf = (instant: string) => portDay(Date.parse(instant), timeZone);
  return (
    <Page title={t('title')} help={[t('help')]}>
      <div className="statistics-period" role="group" aria-label={t('period')}>
        <DayField
          label={t('fromDay')}
          value={from ?? (shown ? dayOf(shown.from) : '')}
          onChange={(day) => choose('from', day)}
        />
        <DayField label={t('toDay')} value={to ?? (shown ? dayOf(shown.to) : '')} onChange={(day) => choose('to', day)} />
      </div>
      <Loaded query={statistics}>{(figures) => <Figures figures={figures} />}</Loaded>
    </Page>
  );
}
