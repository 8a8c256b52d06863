import type { ReactNode } from 'react';
import { Empty, Panel } from '../../kit/page.tsx';
import { Table } from '../../kit/table.tsx';
import type { Column } from '../../kit/table.tsx';

/** A table under its name, or why there is none. */
export function Tabled<Row>(props: {
  title: string;
  empty: string;
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  columns: readonly Column<Row>[];
  before?: ReactNode;
}) {
  const { title, empty, rows, keyOf, columns, before } = props;
  return (
    <Panel title={title}>
      {before}
      {rows.length === 0 ? <Empty>{empty}</Empty> : <Table caption={title} keyOf={keyOf} rows={rows} columns={columns} />}
    </Panel>
  );
}
