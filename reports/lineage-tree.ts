import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { RefusedError } from '../workflows/kernel/refusal.ts';
import type { LineageContainer } from './lineage-model.ts';
import { colour, rule } from './paper.ts';
import { beside, flow } from './text.ts';
import { moment } from './words.ts';

/** A container in the order of the tree; `lastOfParent` runs from the root's child down to this container. */
export interface TreeLine {
  readonly container: LineageContainer;
  readonly lastOfParent: readonly boolean[];
}

/**
 * The containers as lines of a tree: parents before children, children in the order given.
 *
 * Throws `LINEAGE_BROKEN` when a code stands twice, a parent is not there, or containers form a ring.
 */
export function treeOf(containers: readonly LineageContainer[]): readonly TreeLine[] {
  const codes = new Set(containers.map(({ code }) => code));
  const below = (parent: string | null, last: readonly boolean[]): readonly TreeLine[] =>
    containers
      .filter((container) => container.parent === parent)
      .flatMap((container, index, siblings) => {
        const lastOfParent = parent === null ? [] : [...last, index === siblings.length - 1];
        return [{ container, lastOfParent }, ...below(container.code, lastOfParent)];
      });

  const orphan = containers.find(({ parent }) => parent !== null && !codes.has(parent));
  if (codes.size < containers.length) throw broken('A code stands for two containers.');
  if (orphan !== undefined) throw broken(`The parent ${orphan.parent} of ${orphan.code} is not there.`);
  const lines = below(null, []);
  if (lines.length < containers.length) throw broken('Some containers come from one another.');
  return lines;
}

const broken = (message: string) =>
  new RefusedError({
    code: 'LINEAGE_BROKEN',
    field: 'containers',
    message,
    remedy: 'Give every container once, with its parent.',
  });

const indent = 13;
const lineHeight = 13.4;
const elbow = 6.6;

/** The tree, one line a container: branches drawn as hairlines, code, kind, mass and time in columns. */
export function lineageTree(lines: readonly TreeLine[]): Content {
  if (lines.length === 0) return { text: '—' };
  return {
    table: {
      widths: ['*', 170, 62, 76],
      dontBreakRows: true,
      body: lines.map(({ container, lastOfParent }): TableCell[] => [
        {
          stack: [
            branches(lastOfParent),
            flow(container.code, {
              margin: [lastOfParent.length * indent + 2, 0, 0, 0],
              bold: lastOfParent.length === 0,
            }),
          ],
        },
        beside(container.kind),
        { text: container.mass ?? '—', alignment: 'right' },
        { text: moment(container.at), alignment: 'right', color: colour.muted },
      ]),
    },
    layout: {
      hLineWidth: () => 0,
      vLineWidth: () => 0,
      paddingLeft: () => 0,
      paddingRight: () => 2,
      paddingTop: () => 0.7,
      paddingBottom: () => 0.7,
    },
  };
}

/** The hairlines left of one code: a trunk for every ancestor that goes on below, and the elbow to this one. */
function branches(lastOfParent: readonly boolean[]): Content {
  const line = (x1: number, y1: number, x2: number, y2: number) => ({
    type: 'line' as const,
    x1,
    y1,
    x2,
    y2,
    lineWidth: rule.middle,
    lineColor: colour.hair,
  });
  const depth = lastOfParent.length;
  const strokes = lastOfParent.flatMap((last, level) => {
    const x = level * indent + indent / 2;
    const isOwn = level === depth - 1;
    if (!isOwn) return last ? [] : [line(x, 0, x, lineHeight)];
    return [line(x, 0, x, last ? elbow : lineHeight), line(x, elbow, x + indent / 2, elbow)];
  });
  return { canvas: strokes.length > 0 ? strokes : [line(0, 0, 0, 0)], relativePosition: { x: 0, y: -0.7 } };
}
