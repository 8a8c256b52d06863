import { api } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { More } from '../../kit/more.tsx';
import { Empty, Page } from '../../kit/page.tsx';
import { pagewise, rowsOf } from '../../kit/pagewise.ts';
import { Tabs, useTab } from '../../kit/tabs.tsx';
import { useLink } from '../../live/use-live.ts';
import { ActiveAlarms } from './active-alarms.tsx';
import { AlarmHistory } from './history.tsx';
import { AlarmList } from './alarm-list.tsx';
import { AlarmPerformance } from './performance.tsx';
import { alarmsWords } from './words.ts';
import { worstFirst } from './worst-first.ts';
import './alarms.css';

/** What calls, what is put aside, what was, and how much it is altogether. */
export default function AlarmsScreen() {
  const t = useWords(alarmsWords);
  const tab = useTab(['active', 'shelved', 'history', 'performance']);
  const link = useLink();
  const alarms = api.useInfiniteQuery('get', '/api/v1/alarms', {}, pagewise);
  const open = worstFirst(rowsOf(alarms.data?.pages));
  const active = open.filter(({ state }) => state !== 'shelved');
  const shelved = open.filter(({ state }) => state === 'shelved');
  /** Of an avalanche only the worst are read at first. */
  const told = (count: number) => (alarms.hasNextPage ? `${count}+` : count);
  const current = link.state === 'live' && alarms.data !== undefined && !alarms.isError;
  return (
    <Page title={t('title')} help={[t('help'), t('helpAcknowledge'), t('helpShelve'), t('helpPerformance')]}>
      <Tabs
        label={t('parts')}
        shown={tab}
        tabs={[
          { id: 'active', title: t('active', { count: current ? told(active.length) : '?' }) },
          { id: 'shelved', title: t('shelvedTab', { count: current ? told(shelved.length) : '?' }) },
          { id: 'history', title: t('history') },
          { id: 'performance', title: t('performance') },
        ]}
      />
      {!current && link.state === 'lost' && <p className="alarms-unknown">? {t('unknown')}</p>}
      {tab === 'active' && <Loaded query={alarms}>{() => <ActiveAlarms alarms={active} current={current} />}</Loaded>}
      {tab === 'shelved' && (
        <Loaded query={alarms}>
          {() => (shelved.length > 0 ? <AlarmList alarms={shelved} current={current} /> : current && <Empty>{t('noneShelved')}</Empty>)}
        </Loaded>
      )}
      {(tab === 'active' || tab === 'shelved') && <More pages={alarms} count={open.length} />}
      {tab === 'history' && <AlarmHistory />}
      {tab === 'performance' && <AlarmPerformance />}
    </Page>
  );
}
