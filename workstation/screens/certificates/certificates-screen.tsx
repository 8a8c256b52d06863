import { useSearchParams } from 'react-router';
import { api } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { Empty, Page, Panel } from '../../kit/page.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { More } from '../../kit/more.tsx';
import { pagewise, rowsOf } from '../../kit/pagewise.ts';
import { useMay } from '../../session/session.ts';
import { CertificateTable } from './certificate-table.tsx';
import { queues, waitingQueues } from './queue.ts';
import type { Queue } from './queue.ts';
import { ToPrepare, toPrepareCode } from './to-prepare.tsx';
import { certificateWords } from './words.ts';
import './certificates.css';

const tabs = ['prepare', ...queues] as const;
type Tab = Queue | 'prepare';

/** What a role opens with: what waits for it. */
function useOwnTab(): Tab {
  const may = useMay();
  if (may('prepareCertificate')) return 'prepare';
  if (may('reviewCertificate')) return 'review';
  return may('settleWithdrawal') ? 'sign' : 'issued';
}

/** A screen and a half of rows. */
const pageSize = 50;

const useQueue = (queue: Queue) =>
  api.useInfiniteQuery('get', '/api/v1/certificates', { params: { query: { queue, limit: pageSize } } }, pagewise);

/** Every certificate, by what it waits for. */
export default function Screen() {
  const t = useWords(certificateWords);
  const [params] = useSearchParams();
  const own = useOwnTab();
  const tab = tabs.find((each) => each === params.get('queue')) ?? own;
  return (
    <Page title={t('title')} help={[t('help1'), t('help2'), t('help3')]}>
      <QueueTabs tab={tab} />
      <Panel title={t(tab)}>{tab === 'prepare' ? <Preparing /> : <InQueue key={tab} queue={tab} />}</Panel>
    </Page>
  );
}

const useToPrepare = () =>
  api.useInfiniteQuery(
    'get',
    '/api/v1/consignments',
    { params: { query: { outstanding: toPrepareCode, limit: pageSize } } },
    pagewise,
  );

function Preparing() {
  const t = useWords(certificateWords);
  const consignments = useToPrepare();
  return (
    <Loaded query={consignments}>
      {({ pages }) => {
        const rows = rowsOf(pages);
        if (rows.length === 0) return <Empty>{t('prepareEmpty')}</Empty>;
        return (
          <>
            <ToPrepare consignments={rows} />
            <More pages={consignments} count={rows.length} />
          </>
        );
      }}
    </Loaded>
  );
}

function InQueue({ queue }: { queue: Queue }) {
  const t = useWords(certificateWords);
  const certificates = useQueue(queue);
  return (
    <Loaded query={certificates}>
      {({ pages }) => {
        const rows = rowsOf(pages);
        if (rows.length === 0 && !certificates.hasNextPage) return <Empty>{t(`${queue}Empty`)}</Empty>;
        return (
          <>
            <CertificateTable caption={t('certificate')} certificates={rows} />
            <More pages={certificates} count={rows.length} />
          </>
        );
      }}
    </Loaded>
  );
}

function QueueTabs({ tab }: { tab: Tab }) {
  const t = useWords(certificateWords);
  const [, setParams] = useSearchParams();
  return (
    <nav aria-label={t('queues')} className="cert-queues no-print">
      {tabs.map((each) => (
        <button
          key={each}
          type="button"
          className="cert-queue"
          aria-current={each === tab ? 'page' : undefined}
          onClick={() => setParams({ queue: each })}
        >
          {t(each)} {each === 'prepare' ? <ToPrepareCount /> : isWaiting(each) && <QueueCount queue={each} />}
        </button>
      ))}
    </nav>
  );
}

/** How many wait; of what only stands, nobody needs to know how many there ever were. */
const isWaiting = (queue: Queue): boolean => waitingQueues.some((each) => each === queue);

function ToPrepareCount() {
  return <Count of={useToPrepare()} />;
}

function QueueCount({ queue }: { queue: Queue }) {
  return <Count of={useQueue(queue)} />;
}

interface Counted {
  readonly data: { readonly pages: readonly { readonly items: readonly object[] }[] } | undefined;
  readonly hasNextPage: boolean;
}

/** As many as were read, and whether there are more. */
function Count({ of: { data, hasNextPage } }: { of: Counted }) {
  return (
    <strong>
      {rowsOf(data?.pages).length}
      {hasNextPage && '+'}
    </strong>
  );
}
