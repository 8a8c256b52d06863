import { useState } from 'react';
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
import { useSampleKind } from '../../kit/sample-kind.ts';
import { Table } from '../../kit/table.tsx';
import { useMay } from '../../session/session.ts';
import { LabelDialog } from './label-dialog.tsx';
import { blindControlWords } from './words.ts';

type Control = Schemas['BlindControl'];

/** Controls to divide, fill and label, and those under way. */
export function Controls() {
  const t = useWords(blindControlWords);
  const format = useFormat();
  const kindOf = useSampleKind();
  const may = useMay();
  const query = api.useInfiniteQuery('get', '/api/v1/blind-controls', {}, pagewise);
  const { mutateAsync } = api.useMutation('post', '/api/v1/blind-controls/{id}/labelling');
  const [asked, setAsked] = useState<{ id: string; control: Control; act: 'LABELLED' | 'GIVE_UP' } | null>(
    null,
  );
  return (
    <Panel title={t('tabControls')}>
      <Loaded query={query}>
        {({ pages }) =>
          rowsOf(pages).length === 0 ? (
            <Empty>{t('controlsNone')}</Empty>
          ) : (
            <Table
              caption={t('controlsTable')}
              rows={rowsOf(pages).map((control, no) => ({ ...control, no })).toReversed()}
              keyOf={({ id, no }) => id ?? String(no)}
              columns={[
                { key: 'code', title: t('code'), cell: ({ code }) => code ?? '–' },
                { key: 'of', title: t('of'), cell: ({ of }) => of ?? '–' },
                {
                  key: 'kind',
                  title: t('kind'),
                  cell: ({ kind, material }) => `${t(kind)} ${material ?? ''}`,
                },
                { key: 'bottle', title: t('bottle'), cell: ({ bottle }) => kindOf(bottle) },
                {
                  key: 'status',
                  title: t('status'),
                  cell: ({ status, givenUp }) => (
                    <>
                      <Tag tone={status === 'toLabel' ? 'attention' : 'plain'}>{t(status)}</Tag>{' '}
                      {givenUp?.reason}
                    </>
                  ),
                },
                { key: 'ordered', title: t('ordered'), cell: ({ orderedAt }) => format.instant(orderedAt) },
                {
                  key: 'acts',
                  title: t('acts'),
                  cell: (control) => {
                    const { id, status } = control;
                    if (id === null || status !== 'toLabel' || !may('labelBlindControl')) return null;
                    return (
                      <div className="blind-acts">
                        <Button kind="primary" onClick={() => setAsked({ id, control, act: 'LABELLED' })}>
                          {t('label')}
                        </Button>
                        <Button onClick={() => setAsked({ id, control, act: 'GIVE_UP' })}>
                          {t('giveUp')}
                        </Button>
                      </div>
                    );
                  },
                },
              ]}
            />
          )
        }
      </Loaded>
      <More pages={query} count={rowsOf(query.data?.pages).length} />
      {asked?.act === 'LABELLED' && (
        <LabelDialog id={asked.id} control={asked.control} onClose={() => setAsked(null)} />
      )}
      {asked?.act === 'GIVE_UP' && (
        <CommandDialog
          title={`${t('giveUp')} · ${asked.control.code ?? ''}`}
          effect={t('giveUpEffect')}
          action={t('giveUp')}
          onSend={(reason) =>
            mutateAsync({ params: { path: { id: asked.id } }, body: { act: 'GIVE_UP', reason } })
          }
          onClose={() => setAsked(null)}
        />
      )}
    </Panel>
  );
}
