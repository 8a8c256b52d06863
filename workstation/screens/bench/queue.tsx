import { Link, useSearchParams } from 'react-router';
import { useFormat } from '../../i18n/format.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { Select } from '../../kit/field.tsx';
import { Tag } from '../../kit/marks.tsx';
import { Empty, Panel } from '../../kit/page.tsx';
import { Table } from '../../kit/table.tsx';
import { needsMore } from './task.ts';
import type { Task } from './task.ts';
import { benchWords } from './words.ts';

interface QueueProps {
  readonly tasks: readonly Task[];
  readonly current: string | undefined;
  readonly status: 'open' | 'approved';
}

/**
 * What waits at the bench, the oldest first, or what was approved, the newest first; by one item for who tests that on many bottles in
 * a row.
 */
export function Queue({ tasks, current, status }: QueueProps) {
  const t = useWords(benchWords);
  const told = useTold();
  const format = useFormat();
  const [search, setSearch] = useSearchParams();
  const by = search.get('item') ?? '';
  const items = new Map(
    tasks.flatMap((task) =>
      task.items.map(({ definition }) => [definition.item, told(definition.name)] as const),
    ),
  );
  const wanted = tasks.filter(
    (task) => by === '' || task.items.some((item) => item.definition.item === by && needsMore(item)),
  );
  const query = search.size > 0 ? `?${search.toString()}` : '';
  const choose = (name: 'item' | 'show') => (value: string) =>
    setSearch(
      (before) => {
        if (value === '') before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  return (
    <Panel title={t('tasks')}>
      <Select
        label={t('show')}
        value={status === 'open' ? '' : status}
        onChange={choose('show')}
        options={[
          { value: '', label: t('open') },
          { value: 'approved', label: t('approved') },
        ]}
      />
      {items.size > 0 && (
        <Select
          label={t('filterItem')}
          value={by}
          onChange={choose('item')}
          options={[
            { value: '', label: t('allItems') },
            ...[...items].map(([value, name]) => ({ value, label: `${value} ${name}` })),
          ]}
        />
      )}
      {wanted.length === 0 ? (
        <Empty>{t('tasksNone')}</Empty>
      ) : (
        <Table
          caption={t('queueTable')}
          rows={wanted}
          keyOf={({ code }) => code}
          columns={[
            {
              key: 'code',
              title: t('code'),
              cell: ({ code }) => (
                <Link
                  className="bench-code-link"
                  to={`/bench/${code}${query}`}
                  aria-current={code === current ? 'true' : undefined}
                >
                  {code}
                </Link>
              ),
            },
            {
              key: 'progress',
              title: t('progress'),
              cell: ({ items: all }) =>
                t('progressOf', { done: all.filter((item) => !needsMore(item)).length, all: all.length }),
            },
            {
              key: 'status',
              title: t('status'),
              cell: ({ status }) => (
                <Tag tone={status === 'in-review' ? 'attention' : 'plain'}>{t(status)}</Tag>
              ),
            },
            {
              key: 'received',
              title: t('received'),
              cell: ({ receivedAt }) => (
                <>
                  {format.date(receivedAt)}
                  <br />
                  {format.time(receivedAt)}
                </>
              ),
            },
          ]}
        />
      )}
    </Panel>
  );
}
