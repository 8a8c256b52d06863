import { Suspense, lazy, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import './table.css';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand at the right. */
  readonly number?: boolean;
  /** Stays on one line: times, codes. */
  readonly whole?: boolean;
  /** CSS width of the column, for example `8rem`. */
  readonly width?: string;
}

interface Props<Row> {
  /** What the table shows, for those who hear it. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
}

/** Above this many rows only those in sight are drawn. */
const allDrawn = 200;

/** Weighs as much as a screen, and few lists are long. */
const LongTable = lazy(() => import('./long-table.tsx'));

export function Table<Row>({ caption, columns, rows, keyOf }: Props<Row>) {
  const head = <Head columns={columns} />;
  if (rows.length <= allDrawn) {
    return (
      <Frame caption={caption}>
        <table className="table">
          <caption className="visually-hidden">{caption}</caption>
          {head}
          <tbody>
            {rows.map((row) => (
              <tr key={keyOf(row)}>
                <Cells columns={columns} row={row} />
              </tr>
            ))}
          </tbody>
        </table>
      </Frame>
    );
  }
  const at = (index: number) => {
    const row = rows[index];
    return row === undefined ? null : { key: keyOf(row), cells: <Cells columns={columns} row={row} /> };
  };
  return (
    <Suspense>
      <LongTable caption={caption} head={head} count={rows.length} at={at} />
    </Suspense>
  );
}

/** Reached with the keyboard only where there is something to scroll. A group, no landmark: the panel around it has its name already. */
function Frame({ caption, children }: { caption: string; children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const watch = new ResizeObserver(() => setScrolls(element.scrollWidth > element.clientWidth));
    for (const each of [element, ...element.children]) watch.observe(each);
    return () => watch.disconnect();
  }, []);
  return (
    <div className="table-frame" ref={frame} {...(scrolls && { tabIndex: 0, role: 'group', 'aria-label': caption })}>
      {children}
    </div>
  );
}

function Head<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return (
    <thead>
      <tr>
        {columns.map(({ key, title, number, width }) => (
          <th key={key} scope="col" className={number ? 'number' : undefined} style={width === undefined ? undefined : { width }}>
            {title}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Cells<Row>({ columns, row }: { columns: readonly Column<Row>[]; row: Row }) {
  return columns.map(({ key, cell, number, whole }) => (
    <td key={key} className={number ? 'number' : whole ? 'whole' : undefined}>
      {cell(row)}
    </td>
  ));
}
