import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Tag } from '../../kit/marks.tsx';
import { Empty } from '../../kit/page.tsx';
import { Table } from '../../kit/table.tsx';
import type { Column } from '../../kit/table.tsx';
import { useRunWord } from '../unit/run-words.ts';
import type { CommandRow } from '../unit/shapes.ts';
import { unitWords } from '../unit/words.ts';
import { deviceWords } from './words.ts';

const perPage = 50;

/** All commands ever given to the unit, newest first, each with what became of it. */
export function CommandLog({ unit }: { unit: string }) {
  const t = useWords(deviceWords);
  const receipts = useWords(unitWords);
  const word = useRunWord();
  const format = useFormat();
  /** Where the pages begin that were turned from the newest on. */
  const [pages, setPages] = useState<readonly number[]>([]);
  const after = pages.at(-1);
  const query = api.useQuery('get', '/api/v1/units/{unit}/commands', {
    params: { path: { unit }, query: { limit: perPage, ...(after !== undefined && { after }) } },
  });
  const time = (at: string | null) => (at === null ? '—' : format.time(at));
  const columns: readonly Column<CommandRow>[] = [
    { key: 'requested', title: t('requested'), cell: ({ requestedAt }) => format.instant(requestedAt) },
    { key: 'command', title: t('command'), cell: ({ command }) => word('command', command) },
    {
      key: 'status',
      title: t('status'),
      cell: ({ status, code }) => (
        <>
          <Tag tone={status === 'failed' || status === 'unknown' ? 'bad' : 'plain'}>
            {receipts(`receipt.${status}`)}
          </Tag>{' '}
          {code !== null && <code>{code}</code>}
        </>
      ),
    },
    { key: 'sent', title: t('sent'), cell: ({ sentAt }) => time(sentAt) },
    { key: 'accepted', title: t('accepted'), cell: ({ acceptedAt }) => time(acceptedAt) },
    { key: 'closed', title: t('closed'), cell: ({ closedAt }) => time(closedAt) },
    {
      key: 'by',
      title: t('by'),
      cell: ({ by }) => (by?.kind === 'person' ? by.name : receipts('automatic')),
    },
    { key: 'reason', title: t('reason'), cell: ({ reason }) => reason ?? '' },
    {
      key: 'run',
      title: t('run'),
      cell: ({ run }) => (run === null ? '—' : run.slice(run.indexOf('/') + 1)),
    },
  ];
  return (
    <Loaded query={query}>
      {({ items, next }) =>
        items.length === 0 && pages.length === 0 ? (
          <Empty>{t('logNone')}</Empty>
        ) : (
          <>
            <Table
              caption={`${t('log')} ${unit}`}
              columns={columns}
              rows={items}
              keyOf={({ id, requestedAt, command }) => id ?? `${requestedAt} ${command}`}
            />
            {(pages.length > 0 || next !== null) && (
              <nav className="device-pages no-print" aria-label={t('pages')}>
                <Button disabled={pages.length === 0} onClick={() => setPages([])}>
                  {t('newest')}
                </Button>
                <Button disabled={pages.length === 0} onClick={() => setPages(pages.slice(0, -1))}>
                  {t('newer')}
                </Button>
                <Button disabled={next === null} onClick={() => setPages([...pages, Number(next)])}>
                  {t('older')}
                </Button>
              </nav>
            )}
          </>
        )
      }
    </Loaded>
  );
}
