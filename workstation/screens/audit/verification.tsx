import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Facts, Panel } from '../../kit/page.tsx';
import { auditWords } from './words.ts';

/** Asked for once it runs until it says that it has ended, ms. */
const askAgainAfter = 1000;

/** Whether the journal is as it was written. Asking begins the check. */
export function Verification() {
  const t = useWords(auditWords);
  const verification = api.useQuery(
    'get',
    '/api/v1/audit/verification',
    {},
    {
      staleTime: 0,
      refetchInterval: ({ state }) => (state.data === undefined || state.data.running ? askAgainAfter : false),
    },
  );
  return (
    <Panel title={t('verification')}>
      <Loaded query={verification}>
        {({ running, result }) => (
          <>
            {running && <Progress running={running} />}
            {result && <Result result={result} />}
            {!running && (
              <p className="no-print">
                <Button pending={verification.isFetching} onClick={() => void verification.refetch()}>
                  {t('again')}
                </Button>
              </p>
            )}
          </>
        )}
      </Loaded>
    </Panel>
  );
}

type Running = NonNullable<Schemas['AuditVerification']['running']>;

function Progress({ running: { checked, of, startedAt } }: { running: Running }) {
  const t = useWords(auditWords);
  const format = useFormat();
  return (
    <div className="audit-progress">
      <progress aria-label={t('running')} value={checked} max={Math.max(1, of)} />
      <p role="status">
        {t('running')} · {t('checked', { checked: format.number(checked), of: format.number(of) })} · {t('startedAt')}{' '}
        {format.instant(startedAt)}
      </p>
    </div>
  );
}

function Result({ result }: { result: NonNullable<Schemas['AuditVerification']['result']> }) {
  const t = useWords(auditWords);
  const format = useFormat();
  const { broken } = result;
  return (
    <div className={`audit-result${broken ? ' broken' : ''}`} role={broken ? 'alert' : 'status'}>
      <h3>{broken ? `✕ ${t('broken', { position: broken.position })}` : `✓ ${t('intact')}`}</h3>
      <p>
        {broken
          ? t('brokenText', { process: broken.process, reason: broken.reason })
          : t('intactText', { count: format.number(result.entries ?? 0) })}
      </p>
      <Facts
        facts={[
          [t('finishedAt'), format.instant(result.finishedAt)],
          [t('head'), <code key="head">{result.head ?? '—'}</code>],
        ]}
      />
    </div>
  );
}
