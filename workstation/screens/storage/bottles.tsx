import { useWords } from '../../i18n/language.ts';
import { Select } from '../../kit/field.tsx';
import { Tag } from '../../kit/marks.tsx';
import { Empty, Panel } from '../../kit/page.tsx';
import { useSampleKind } from '../../kit/sample-kind.ts';
import { Table } from '../../kit/table.tsx';
import type { Bottle } from './bottle-acts.ts';
import { storageWords } from './words.ts';

export const filters = ['all', 'awaited', 'stored', 'out', 'disposing', 'onHold', 'quarantined'] as const;
type Filter = (typeof filters)[number];

const fits = (filter: Filter, bottle: Bottle): boolean =>
  filter === 'all' ||
  (filter === 'onHold' || filter === 'quarantined' ? bottle[filter] : bottle.status === filter);

export function BottleMarks({ bottle: { status, onHold, quarantined, wantedForTest } }: { bottle: Bottle }) {
  const t = useWords(storageWords);
  return (
    <span className="storage-marks">
      <Tag tone={status === 'stored' ? 'plain' : 'attention'}>{t(status)}</Tag>
      {onHold && <Tag tone="attention">{t('onHold')}</Tag>}
      {quarantined && <Tag tone="bad">{t('quarantined')}</Tag>}
      {wantedForTest && <Tag tone="attention">{t('wantedForTest')}</Tag>}
    </span>
  );
}

/** Bottles that are kept, with how long and why. */
export function Bottles({
  bottles,
  filter,
  onFilter,
  onOpen,
}: {
  bottles: readonly Bottle[];
  filter: Filter;
  onFilter: (filter: Filter) => void;
  onOpen: (id: string) => void;
}) {
  const t = useWords(storageWords);
  const kindOf = useSampleKind();
  const shown = bottles.filter((bottle) => fits(filter, bottle));
  return (
    <Panel title={t('tabBottles')}>
      <div className="storage-filter no-print">
        <Select
          label={t('show')}
          value={filter}
          onChange={onFilter}
          options={filters.map((value) => ({ value, label: t(value) }))}
        />
      </div>
      {shown.length === 0 ? (
        <Empty>{t('bottlesNone')}</Empty>
      ) : (
        <Table
          caption={t('bottlesTable')}
          rows={shown}
          keyOf={({ id }) => id}
          columns={[
            {
              key: 'code',
              title: t('code'),
              cell: ({ id, code }) => (
                <button type="button" className="button quiet storage-open" onClick={() => onOpen(id)}>
                  {code}
                </button>
              ),
            },
            { key: 'kind', title: t('kind'), cell: ({ kind }) => kindOf(kind) },
            { key: 'place', title: t('place'), cell: ({ slot }) => (slot ? t('at', slot) : '–') },
            { key: 'status', title: t('status'), cell: (bottle) => <BottleMarks bottle={bottle} /> },
            { key: 'until', title: t('keepUntil'), cell: ({ keepUntil }) => keepUntil ?? t('noEnd') },
            { key: 'by', title: t('decidedBy'), cell: ({ decidedBy }) => t(decidedBy) },
          ]}
        />
      )}
    </Panel>
  );
}
