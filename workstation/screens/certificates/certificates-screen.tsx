import { useSearchParams } from 'react-router';
import { api } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { Empty, Page, Panel } from '../../kit/page.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { useMay } from '../../session/session.ts';
import { CertificateTable } from './certificate-table.tsx';
import { queues, queuesOf } from './queue.ts';
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

/** Every certificate, by what it waits for. */
export default function Screen() {
  const t = useWords(certificateWords);
  const [params] = useSearchParams();
  const own = useOwnTab();
  const tab = tabs.find((each) => each === params.get('queue')) ?? own;
  const certificates = api.useQuery('get', '/api/v1/certificates');
  const consignments = api.useQuery('get', '/api/v1/consignments', {
    params: { query: { outstanding: toPrepareCode, limit: 200 } },
  });
  const toPrepare = consignments.data?.items ?? [];
  const inQueue = (queue: Queue) =>
    certificates.data?.items.filter((each) => queuesOf(each).includes(queue)) ?? [];
  const count = (each: Tab) => (each === 'prepare' ? toPrepare : inQueue(each)).length;
  return (
    <Page title={t('title')} help={[t('help1'), t('help2'), t('help3')]}>
      <QueueTabs tab={tab} count={count} />
      <Panel title={t(tab)}>
        {tab === 'prepare' ? (
          <Loaded query={consignments}>
            {() =>
              toPrepare.length === 0 ? (
                <Empty>{t('prepareEmpty')}</Empty>
              ) : (
                <ToPrepare consignments={toPrepare} />
              )
            }
          </Loaded>
        ) : (
          <Loaded query={certificates}>
            {() =>
              inQueue(tab).length === 0 ? (
                <Empty>{t(`${tab}Empty`)}</Empty>
              ) : (
                <CertificateTable caption={t('certificate')} certificates={inQueue(tab)} />
              )
            }
          </Loaded>
        )}
      </Panel>
    </Page>
  );
}

function QueueTabs({ tab, count }: { tab: Tab; count: (tab: Tab) => number }) {
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
          {t(each)} <strong>{count(each)}</strong>
        </button>
      ))}
    </nav>
  );
}
