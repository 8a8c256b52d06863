import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { CommandDialog } from '../../kit/command-dialog.tsx';
import { Select } from '../../kit/field.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Empty, Panel } from '../../kit/page.tsx';
import { Table } from '../../kit/table.tsx';
import { useMay } from '../../session/session.ts';
import { jobWords } from './job-words.ts';

type Job = Schemas['Job'];

const path = '/api/v1/jobs';
const states: readonly Job['state'][] = ['failed', 'waiting', 'active', 'completed'];
const page = 50;
/** The most that the server gives at once. */
const longestList = 200;
/** Jobs take seconds, and the live stream does not tell of them. ms */
const lookAgainAfter = 5_000;

/** Work beside the processes: what failed, and why. */
export function Jobs() {
  const t = useWords(jobWords);
  const format = useFormat();
  const may = useMay();
  const [state, setState] = useState<Job['state']>('failed');
  const [limit, setLimit] = useState(page);
  const [asked, setAsked] = useState<Job | null>(null);
  const query = { state, limit };
  const jobs = api.useQuery('get', path, { params: { query } }, { refetchInterval: lookAgainAfter });
  const counted = (each: Job['state']) => {
    const count = jobs.data?.counts[each];
    return count === undefined ? t(each) : t('counted', { state: t(each), count });
  };
  return (
    <Panel title={t('jobs')}>
      <Select
        label={t('state')}
        value={state}
        onChange={setState}
        options={states.map((each) => ({ value: each, label: counted(each) }))}
      />
      <Loaded query={jobs}>
        {({ items, counts }) =>
          items.length === 0 ? (
            <Empty>{t(state === 'failed' ? 'noneFailed' : 'none')}</Empty>
          ) : (
            <>
              <Table
                caption={t('jobs')}
                keyOf={({ id }) => id}
                rows={items}
                columns={[
                  { key: 'kind', title: t('kind'), width: '9rem', cell: ({ kind }) => <Kind kind={kind} /> },
                  {
                    key: 'process',
                    title: t('process'),
                    cell: ({ process }) => (
                      <Link to={`/audit?process=${encodeURIComponent(process)}`}>{process}</Link>
                    ),
                  },
                  {
                    key: 'added',
                    title: t('added'),
                    whole: true,
                    cell: ({ addedAt }) => format.instant(addedAt),
                  },
                  {
                    key: 'tried',
                    title: t('tried'),
                    whole: true,
                    cell: ({ startedAt }) => (startedAt === null ? '—' : format.instant(startedAt)),
                  },
                  { key: 'failures', title: t('failures'), number: true, cell: ({ failures }) => failures },
                  {
                    key: 'error',
                    title: t('error'),
                    cell: ({ error }) => <span className="administration-path">{error ?? '—'}</span>,
                  },
                  {
                    key: 'retry',
                    title: t('act'),
                    cell: (job) =>
                      job.state === 'failed' && may('retryJob') ? (
                        <Button aria-label={t('retryThis', { id: job.id })} onClick={() => setAsked(job)}>
                          {t('retry')}
                        </Button>
                      ) : null,
                  },
                ]}
              />
              {items.length < counts[state] && limit < longestList && (
                <Button onClick={() => setLimit(Math.min(longestList, limit + page))}>{t('more')}</Button>
              )}
            </>
          )
        }
      </Loaded>
      {asked && <Retry job={asked} onClose={() => setAsked(null)} />}
    </Panel>
  );
}

const kinds = ['report.issue', 'journal.sign-root', 'webhook.post'] as const;

/** A kind this page does not know is told as the server names it. */
function Kind({ kind }: Pick<Job, 'kind'>) {
  const t = useWords(jobWords);
  const known = kinds.find((each) => each === kind);
  return known ? t(`kind.${known}`) : kind;
}

function Retry({ job, onClose }: { job: Job; onClose: () => void }) {
  const t = useWords(jobWords);
  const queries = useQueryClient();
  const retry = api.useMutation('post', '/api/v1/jobs/{id}/retry', {
    onSuccess: () => queries.invalidateQueries({ queryKey: ['get', path] }),
  });
  return (
    <CommandDialog
      title={t('retryTitle')}
      effect={t('retryEffect')}
      action={t('retryTitle')}
      reason={false}
      onClose={onClose}
      onSend={() => retry.mutateAsync({ params: { path: { id: job.id } } })}
    >
      <p>
        <code>{job.id}</code> {job.error}
      </p>
    </CommandDialog>
  );
}
