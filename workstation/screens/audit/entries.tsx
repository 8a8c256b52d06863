import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { dayAfter, isDay, portInstant } from '../../i18n/port-day.ts';
import { Button } from '../../kit/button.tsx';
import { DayField } from '../../kit/day-field.tsx';
import { TextField } from '../../kit/field.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Tag } from '../../kit/marks.tsx';
import { Empty, Panel } from '../../kit/page.tsx';
import { Table } from '../../kit/table.tsx';
import { useSession } from '../../session/session.ts';
import { EntryDialog } from './entry-dialog.tsx';
import { auditWords } from './words.ts';

const filters = ['process', 'actor', 'definition', 'from', 'to'] as const;
type Filters = Readonly<Record<(typeof filters)[number], string>>;

/** Filter, page and the entry that is open stand in the address. */
export function Entries() {
  const [query, setQuery] = useSearchParams();
  const { timeZone } = useSession().site;
  const asked = Object.fromEntries(filters.map((name) => [name, query.get(name) ?? ''])) as Filters;
  const { process, actor, definition, from, to } = asked;
  const before = query.get('before');
  const entries = api.useQuery('get', '/api/v1/audit/entries', {
    params: {
      query: {
        ...(process !== '' && { process }),
        ...(actor !== '' && { actor }),
        ...(definition !== '' && { definition }),
        ...(isDay(from) && { from: portInstant(from, '00:00', timeZone) }),
        ...(isDay(to) && { to: portInstant(dayAfter(to), '00:00', timeZone) }),
        ...(before !== null && /^\d+$/.test(before) && { before: Number(before) }),
      },
    },
  });
  const open = query.get('entry');
  const close = () =>
    setQuery((now) => {
      now.delete('entry');
      return now;
    });
  return (
    <>
      <FilterForm
        key={JSON.stringify(asked)}
        asked={asked}
        onAsk={(wanted) => setQuery(Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== '')))}
      />
      <Loaded query={entries}>{(page) => <PageOfEntries page={page} />}</Loaded>
      {open !== null && <EntryDialog position={open} onClose={close} />}
    </>
  );
}

function FilterForm({ asked, onAsk }: { asked: Filters; onAsk: (wanted: Filters) => void }) {
  const t = useWords(auditWords);
  const [wanted, setWanted] = useState(asked);
  const change = (name: keyof Filters) => (value: string) => setWanted((before) => ({ ...before, [name]: value }));
  return (
    <form
      className="audit-filter no-print"
      onSubmit={(event) => {
        event.preventDefault();
        onAsk(wanted);
      }}
    >
      <TextField label={t('process')} hint={t('processHint')} value={wanted.process} onChange={change('process')} />
      <TextField label={t('actor')} hint={t('actorHint')} value={wanted.actor} onChange={change('actor')} />
      <TextField label={t('definition')} hint={t('definitionHint')} value={wanted.definition} onChange={change('definition')} />
      <DayField label={t('fromDay')} value={wanted.from} onChange={change('from')} />
      <DayField label={t('toDay')} value={wanted.to} onChange={change('to')} />
      <div className="audit-filter-acts">
        <Button type="submit" kind="primary">
          {t('show')}
        </Button>
        <Button kind="quiet" onClick={() => onAsk({ process: '', actor: '', definition: '', from: '', to: '' })}>
          {t('clear')}
        </Button>
      </div>
    </form>
  );
}

function PageOfEntries({ page: { items, next } }: { page: Schemas['AuditPage'] }) {
  const t = useWords(auditWords);
  const format = useFormat();
  const [query, setQuery] = useSearchParams();
  const go = (before: number | null) =>
    setQuery((now) => {
      if (before === null) now.delete('before');
      else now.set('before', String(before));
      return now;
    });
  const entryPath = (position: number) => {
    const to = new URLSearchParams(query);
    to.set('entry', String(position));
    return `?${to.toString()}`;
  };
  return (
    <Panel title={t('entries')}>
      {items.length === 0 ? (
        <Empty>{t('none')}</Empty>
      ) : (
        <Table
          caption={t('entries')}
          keyOf={({ position }) => String(position)}
          rows={items}
          columns={[
            {
              key: 'position',
              title: t('position'),
              number: true,
              cell: ({ position }) => (
                <Link to={{ search: entryPath(position) }} preventScrollReset aria-label={t('entry', { position })}>
                  {position}
                </Link>
              ),
            },
            { key: 'at', title: t('at'), whole: true, cell: ({ at }) => format.instant(at) },
            {
              key: 'process',
              title: t('process'),
              width: '24%',
              cell: ({ process, definition, onHold }) => (
                <span className="audit-wide">
                  {process}
                  {onHold && <Tag tone="bad">{t('onHold')}</Tag>}
                  <span className="secondary audit-below">{definition}</span>
                </span>
              ),
            },
            { key: 'type', title: t('type'), width: '18%', cell: ({ type }) => <code className="audit-wide">{type}</code> },
            {
              key: 'actor',
              title: t('actor'),
              cell: ({ actor }) => (
                <span className="audit-wide">
                  {actor.name ?? actor.id}
                  {actor.name !== null && <span className="secondary audit-below">{actor.id}</span>}
                </span>
              ),
            },
            { key: 'effects', title: t('effects'), width: '18%', cell: ({ effects }) => <span className="audit-wide">{effects.join(' ')}</span> },
            { key: 'hash', title: t('hash'), cell: ({ hash }) => <code title={hash}>{hash.slice(0, 12)}…</code> },
          ]}
        />
      )}
      <div className="audit-filter-acts no-print">
        <Button disabled={!query.has('before')} onClick={() => go(null)}>
          {t('newest')}
        </Button>
        <Button disabled={next === null} onClick={() => go(next)}>
          {t('older')}
        </Button>
      </div>
    </Panel>
  );
}
