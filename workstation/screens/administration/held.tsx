import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { CommandDialog } from '../../kit/command-dialog.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Tag } from '../../kit/marks.tsx';
import { More } from '../../kit/more.tsx';
import { Empty, Panel } from '../../kit/page.tsx';
import { pagewise, rowsOf } from '../../kit/pagewise.ts';
import { Table } from '../../kit/table.tsx';
import { useMay } from '../../session/session.ts';
import { administrationWords } from './words.ts';

type HeldProcess = Schemas['HeldProcess'];

/** Processes that stopped, why, and what lets them go on. */
export function Held() {
  const t = useWords(administrationWords);
  const format = useFormat();
  const may = useMay();
  const held = api.useInfiniteQuery('get', '/api/v1/processes/held', {}, pagewise);
  const [asked, setAsked] = useState<HeldProcess | null>(null);
  return (
    <Panel title={t('held')}>
      <Loaded query={held}>
        {({ pages }) =>
          rowsOf(pages).length === 0 ? (
            <Empty>{t('noHeld')}</Empty>
          ) : (
            <Table
              caption={t('held')}
              keyOf={({ process }) => process}
              rows={rowsOf(pages)}
              columns={[
                {
                  key: 'process',
                  title: t('process'),
                  cell: ({ process }) => <Link to={`/audit?process=${encodeURIComponent(process)}`}>{process}</Link>,
                },
                { key: 'definition', title: t('definition'), cell: ({ definition }) => <code>{definition}</code> },
                {
                  key: 'why',
                  title: t('why'),
                  cell: ({ code, message }) => (
                    <>
                      <Tag tone="bad">{t(`code.${code}`)}</Tag> {message}
                    </>
                  ),
                },
                { key: 'since', title: t('since'), cell: ({ since }) => (since === null ? '—' : format.instant(since)) },
                { key: 'waiting', title: t('waiting'), number: true, cell: ({ waiting }) => waiting },
                {
                  key: 'release',
                  title: t('release'),
                  cell: (each) =>
                    !each.releasable ? (
                      t('needsVersion')
                    ) : may('releaseProcess') ? (
                      <Button aria-label={t('releaseThis', { process: each.process })} onClick={() => setAsked(each)}>
                        {t('release')}
                      </Button>
                    ) : null,
                },
              ]}
            />
          )
        }
      </Loaded>
      <More pages={held} count={rowsOf(held.data?.pages).length} />
      {asked && <Release held={asked} onClose={() => setAsked(null)} />}
    </Panel>
  );
}

function Release({ held, onClose }: { held: HeldProcess; onClose: () => void }) {
  const t = useWords(administrationWords);
  const queries = useQueryClient();
  // The live stream has no topic for processes on hold: nobody but an administrator looks at them.
  const release = api.useMutation('post', '/api/v1/processes/{id}/release', {
    onSuccess: () => queries.invalidateQueries({ queryKey: ['get', '/api/v1/processes/held'] }),
  });
  return (
    <CommandDialog
      title={t('releaseTitle')}
      effect={t('releaseEffect')}
      action={t('releaseTitle')}
      onClose={onClose}
      onSend={(reason) => release.mutateAsync({ params: { path: { id: held.process } }, body: { reason } })}
    >
      <p>
        <code>{held.process}</code> {held.message}
      </p>
    </CommandDialog>
  );
}
