import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { ReactNode } from 'react';

interface Props {
  caption: string;
  head: ReactNode;
  /** Rows there are. */
  count: number;
  /** What stands in a row, and what tells it from others. */
  at: (index: number) => { readonly key: string; readonly cells: ReactNode } | null;
}

/** Height of a row of one line, px: the first guess until it is measured. */
const rowHeight = 37;

/** Draws only the rows in sight. */
export default function LongTable({ caption, head, count, at }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- the compiler is not used here
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const shown = virtual.getVirtualItems();
  const before = shown[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    <div className="table-frame long" tabIndex={0} role="group" aria-label={caption} ref={frame}>
      <table className="table" aria-rowcount={count + 1}>
        <caption className="visually-hidden">{caption}</caption>
        {head}
        <tbody>
          {before > 0 && <tr aria-hidden="true" style={{ height: before }} />}
          {shown.map(({ index }) => {
            const row = at(index);
            if (row === null) return null;
            return (
              <tr key={row.key} data-index={index} ref={virtual.measureElement} aria-rowindex={index + 2}>
                {row.cells}
              </tr>
            );
          })}
          {after > 0 && <tr aria-hidden="true" style={{ height: after }} />}
        </tbody>
      </table>
    </div>
  );
}
