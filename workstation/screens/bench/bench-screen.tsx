import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { api, problemOf } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Empty, Page } from '../../kit/page.tsx';
import { Tabs, useTab } from '../../kit/tabs.tsx';
import { useScan } from '../../scanner/use-scan.ts';
import { useMay } from '../../session/session.ts';
import { Bottle } from './bottle.tsx';
import { Comparisons } from './comparisons.tsx';
import { InstrumentFile } from './instrument-file.tsx';
import { Queue } from './queue.tsx';
import { taskOf } from './task.ts';
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
  const query = api.useQuery('get', '/api/v1/bench/tasks');
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [unknown, setUnknown] = useState<string | null>(null);
  useScan((scanned) => {
    const task = taskOf(query.data?.items ?? [], scanned);
    setUnknown(task ? null : scanned);
    if (task) void navigate(`/bench/${task.code}${search.size > 0 ? `?${search.toString()}` : ''}`);
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
      <Loaded query={query}>{({ items }) => <Queue tasks={items} current={code} />}</Loaded>
    </div>
  );
}

function InHand({ code }: { code: string }) {
  const t = useWords(benchWords);
  const query = api.useQuery('get', '/api/v1/bench/tasks/{code}', { params: { path: { code } } });
  if (query.data === undefined && query.isError && problemOf(query.error).status === 404)
    return <Empty>{t('gone', { code })}</Empty>;
  return <Loaded query={query}>{(task) => <Bottle task={task} />}</Loaded>;
}
