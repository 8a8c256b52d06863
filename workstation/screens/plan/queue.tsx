import { useState } from 'react';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Empty, Panel } from '../../kit/page.tsx';
import { Table } from '../../kit/table.tsx';
import type { Column } from '../../kit/table.tsx';
import { useServerTime } from '../../live/use-live.ts';
import { useMay } from '../../session/session.ts';
import { useRunWord } from '../unit/run-words.ts';
import { TurnDialog } from './turn-dialog.tsx';
import { planWords } from './words.ts';

type Waiting = Schemas['WaitingRun'] & { readonly unit: string };

/** Who waits for which unit, for what, and why in this place. */
export function Queue() {
  const t = useWords(planWords);
  const told = useTold();
  const format = useFormat();
  const word = useRunWord();
  const may = useMay();
  const now = useServerTime();
  const units = api.useQuery('get', '/api/v1/units');
  const [changing, setChanging] = useState<(Waiting & { readonly run: string }) | null>(null);
  const columns: readonly Column<Waiting>[] = [
    { key: 'unit', title: t('unit'), cell: ({ unit }) => unit },
    { key: 'position', title: t('position'), number: true, cell: ({ position }) => position },
    {
      key: 'run',
      title: t('run'),
      cell: ({ run, definition }) => (
        <>
          {run === null ? t('hidden') : run.slice(run.indexOf('/') + 1)}{' '}
          <span className="secondary">{word('of', definition)}</span>
        </>
      ),
    },
    { key: 'waitsFor', title: t('waitsFor'), cell: ({ waitsFor }) => told(waitsFor) },
    { key: 'why', title: t('why'), cell: ({ reason }) => t(`reason.${reason}`) },
    { key: 'urgency', title: t('urgency'), cell: ({ urgency }) => t(`urgency.${urgency}`) },
    { key: 'due', title: t('due'), cell: ({ dueAt }) => (dueAt === null ? '—' : format.instant(dueAt)) },
    { key: 'since', title: t('since'), cell: ({ since }) => format.span((now - Date.parse(since)) / 1000) },
    ...(may('changeTurn')
      ? [
          {
            key: 'change',
            title: t('change'),
            cell: (waiting: Waiting) => {
              const { run } = waiting;
              return (
                run !== null && (
                  <Button onClick={() => setChanging({ ...waiting, run })}>{t('change')}…</Button>
                )
              );
            },
          },
        ]
      : []),
  ];
  return (
    <Panel title={t('queue')}>
      <Loaded query={units}>
        {({ items }) => {
          const rows = items.flatMap(({ unit, waiting }) => waiting.map((each) => ({ ...each, unit })));
          if (rows.length === 0) return <Empty>{t('queueNone')}</Empty>;
          return (
            <Table
              caption={`${t('queue')} (${rows.length})`}
              columns={columns}
              rows={rows}
              keyOf={({ unit, position }) => `${unit} ${position}`}
            />
          );
        }}
      </Loaded>
      {changing && <TurnDialog waiting={changing} onClose={() => setChanging(null)} />}
    </Panel>
  );
}
