import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { Tag } from '../../kit/marks.tsx';
import { Table } from '../../kit/table.tsx';
import type { Column } from '../../kit/table.tsx';
import { useRunWord } from '../unit/run-words.ts';
import type { Turn } from './gantt.ts';
import { planWords } from './words.ts';

/** The chart for those who read or hear it. */
export function TurnTable({ items }: { items: readonly Turn[] }) {
  const t = useWords(planWords);
  const word = useRunWord();
  const format = useFormat();
  const time = (at: string | null) => (at === null ? t('unknownTime') : format.instant(at));
  const columns: readonly Column<Turn>[] = [
    { key: 'unit', title: t('unit'), cell: ({ unit }) => unit },
    {
      key: 'state',
      title: t('state'),
      cell: ({ kind, late }) => (late ? <Tag tone="attention">{`▲ ${t('late')}`}</Tag> : t(`kind.${kind}`)),
    },
    { key: 'what', title: t('what'), cell: ({ definition }) => word('of', definition) },
    {
      key: 'run',
      title: t('run'),
      cell: ({ run }) => (run === null ? t('hidden') : run.slice(run.indexOf('/') + 1)),
    },
    { key: 'from', title: t('from'), cell: ({ from }) => time(from) },
    { key: 'to', title: t('to'), cell: ({ to }) => time(to) },
    { key: 'why', title: t('why'), cell: ({ reason }) => (reason === null ? '' : t(`reason.${reason}`)) },
  ];
  const rows = items.map((item, index) => ({ ...item, key: String(index) }));
  return (
    <Table
      caption={`${t('gantt')}: ${t('asTable')}`}
      columns={columns}
      rows={rows}
      keyOf={({ key }) => key}
    />
  );
}
