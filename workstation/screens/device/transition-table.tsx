import { useWords } from '../../i18n/language.ts';
import { Table } from '../../kit/table.tsx';
import type { Column } from '../../kit/table.tsx';
import { useRunWord } from '../unit/run-words.ts';
import type { StatechartLayout } from './statechart-files.ts';
import { deviceWords } from './words.ts';

interface Row {
  readonly from: string | null;
  readonly to: string;
  readonly labels: readonly string[];
}

/** The statechart for those who read or hear it. What makes it go is in the words of the record. */
export function TransitionTable({ layout: { arrows, fromAny } }: { layout: StatechartLayout }) {
  const t = useWords(deviceWords);
  const word = useRunWord();
  const columns: readonly Column<Row>[] = [
    {
      key: 'from',
      title: t('fromState'),
      cell: ({ from }) => (from === null ? t('anyState') : word('state', from)),
    },
    { key: 'when', title: t('when'), cell: ({ labels }) => <code lang="en">{labels.join(', ')}</code> },
    { key: 'to', title: t('toState'), cell: ({ to }) => word('state', to) },
  ];
  const rows: readonly Row[] = [...fromAny.map((each) => ({ from: null, ...each })), ...arrows];
  return (
    <Table
      caption={t('transitions')}
      columns={columns}
      rows={rows}
      keyOf={({ from, to }) => `${from} ${to}`}
    />
  );
}
