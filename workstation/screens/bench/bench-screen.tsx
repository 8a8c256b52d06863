import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { api, fetchClient, problemOf } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { More } from '../../kit/more.tsx';
import { Empty, Page } from '../../kit/page.tsx';
import { pagewise, rowsOf } from '../../kit/pagewise.ts';
import { Tabs, useTab } from '../../kit/tabs.tsx';
import { useScan } from '../../scanner/use-scan.ts';
import { useMay } from '../../session/session.ts';
import { Bottle } from './bottle.tsx';
import { Comparisons } from './comparisons.tsx';
import { InstrumentFile } from './instrument-file.tsx';
import { Queue } from './queue.tsx';
import { bareCode, taskOf } from './task.ts';
import type { Task } from './task.ts';
import { benchWords } from './words.ts';
import './bench.css';

/** The bench: blind codes only, by scanner and keyboard. */
export default function BenchScreen() {
  const t = useWords(benchWords);
  const may = useMay();
  const tabs = [
    { id: 'tasks', title: t('tabTasks') } as const,
    ...(may('enterInstrumentResults') ? [{ id: 'file', title: t('tabFile') } as const] : []),
    ...(may('listLaboratoryComparisons') ? [{ id: 'comparisons', title: t('tabComparisons') } as const] : []),
  ];
  const tab = useTab(['tasks', 'file', 'comparisons']);
  return (
    <Page title={t('title')} help={[t('help1'), t('help2'), t('help3')]}>
      {tabs.length > 1 && <Tabs label={t('title')} tabs={tabs} shown={tab} />}
      {tab === 'file' ? <InstrumentFile /> : tab === 'comparisons' ? <Comparisons /> : <Tasks />}
    </Page>
  );
}

function Tasks() {
  const t = useWords(benchWords);
  const { code } = useParams();
  const [search] = useSearchParams();
  const status = search.get('show') === 'approved' ? 'approved' : 'open';
  const query = api.useInfiniteQuery('get', '/api/v1/bench/tasks', { params: { query: { status } } }, pagewise);
  const navigate = useNavigate();
  const [unknown, setUnknown] = useState<string | null>(null);
  const look = async (scanned: string) => {
    const task = taskOf(rowsOf(query.data?.pages), scanned) ?? (await knownTask(scanned));
    setUnknown(task ? null : scanned);
    if (task) void navigate(`/bench/${task.code}${search.size > 0 ? `?${search.toString()}` : ''}`);
  };
  useScan((scanned) => {
    void look(scanned);
    return true;
  });
  return (
    <div className="bench">
      <div className="bench-hand">
        <p role="status" className={unknown === null ? 'visually-hidden' : 'bench-unknown'}>
          {unknown !== null && t('notHere', { code: unknown })}
        </p>
        {code === undefined ? <Empty>{t('scanFirst')}</Empty> : <InHand key={code} code={code} />}
      </div>
      <div>
        <Loaded query={query}>
          {({ pages }) => <Queue tasks={rowsOf(pages)} current={code} status={status} />}
        </Loaded>
        <More pages={query} count={rowsOf(query.data?.pages).length} />
      </div>
    </div>
  );
}

/** A sample that is on no page that was read. */
async function knownTask(scanned: string): Promise<Task | undefined> {
  const path = { code: bareCode(scanned) };
  const { data } = await fetchClient.GET('/api/v1/bench/tasks/{code}', { params: { path } });
  return data;
}

function InHand({ code }: { code: string }) {
  const t = useWords(benchWords);
  const query = api.useQuery('get', '/api/v1/bench/tasks/{code}', { params: { path: { code } } });
  if (query.data === undefined && query.isError && problemOf(query.error).status === 404)
    return <Empty>{t('gone', { code })}</Empty>;
  return <Loaded query={query}>{(task) => <Bottle task={task} />}</Loaded>;
}
