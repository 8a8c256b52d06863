import type { ViewPut } from '../storage/ports.ts';
import { linesOn, openLines } from './logbook.ts';
import type { LogbookKind, LogbookLine } from './logbook.ts';
import { collections } from './projection.ts';

/** Writes a line; an open one is found as such until it is written as closed. Written again under its key it takes its own place. */
export function line<Kind extends LogbookKind>(
  kind: Kind,
  key: string,
  doc: LogbookLine<Kind>,
  open = false,
): ViewPut {
  const index = open ? openLines(kind) : linesOn(kind, doc.at.slice(0, 10));
  return { collection: collections.logbook, key: `${kind}/${key}`, index, doc };
}
