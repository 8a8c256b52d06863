import { useSearchParams } from 'react-router';
import { api } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { Select } from '../../kit/field.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Empty, Page, Panel } from '../../kit/page.tsx';
import { GanttChart } from './gantt-chart.tsx';
import { Queue } from './queue.tsx';
import { TurnTable } from './turn-table.tsx';
import { planWords } from './words.ts';
import './plan.css';

const looks = ['12', '24', '72'] as const;

/** What each unit works at and will work at, and who waits why. */
export default function PlanScreen() {
  const t = useWords(planWords);
  const [search, setSearch] = useSearchParams();
  const hours = looks.find((each) => each === search.get('hours')) ?? '12';
  const schedule = api.useQuery('get', '/api/v1/schedule', { params: { query: { hours: Number(hours) } } });
  return (
    <Page title={t('title')} help={[t('help'), t('helpTurns')]}>
      <Panel
        title={t('gantt')}
        aside={
          <Select
            label={t('hours')}
            value={hours}
            onChange={(chosen) => setSearch({ hours: chosen }, { replace: true })}
            options={looks.map((value) => ({ value, label: t(`hours.${value}`) }))}
          />
        }
      >
        <Loaded query={schedule}>
          {({ items, now, until }) =>
            items.length === 0 ? (
              <Empty>{t('ganttNone')}</Empty>
            ) : (
              <>
                <GanttChart items={items} now={now} until={until} />
                <details>
                  <summary>{t('asTable')}</summary>
                  <TurnTable items={items} />
                </details>
              </>
            )
          }
        </Loaded>
      </Panel>
      <Queue />
    </Page>
  );
}
