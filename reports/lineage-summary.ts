import type { Content } from 'pdfmake/interfaces.js';
import type { LineageContainer, LineageSummary } from './lineage-model.ts';
import { fieldGrid } from './certificate-sections/field-grid.ts';
import { heading, sectionGap } from './certificate-sections/section-table.ts';
import { openFonts, printableCodePoints } from './fonts.ts';
import { guardGlyphs } from './glyph-guard.ts';
import { lineageTree, treeOf } from './lineage-tree.ts';
import { printPdf } from './pdf-engine.ts';
import { colour, contentWidth, margins, rule, size } from './paper.ts';
import { stagesTable } from './stages-table.ts';
import { as } from './tagging/structure.ts';
import { english, flow } from './text.ts';
import { moment } from './words.ts';

/**
 * Prints the summary of a run on one page (more when a lot has more containers than a page has lines): header, time
 * table of the stages, tree from the lot to the bottles, counts. The same summary gives the same bytes.
 *
 * Throws `GLYPH_MISSING` (a text the font can not print), `LINEAGE_BROKEN` (a parent that is not there, a code twice, a ring).
 */
export async function renderLineageSummary(summary: LineageSummary): Promise<Buffer> {
  guardGlyphs(summary, printableCodePoints(openFonts()));
  const tree = treeOf(summary.containers);
  return printPdf({
    title: `样品流转摘要 Sample lineage ${summary.declarationNo}`,
    author: `${summary.laboratory.zh} ${summary.laboratory.en}`,
    subject: summary.certificateNo ?? summary.declarationNo,
    date: new Date(summary.at),
    footer: (pageNo, pages) => ({
      text: `${summary.declarationNo}　第 ${pageNo} 页 共 ${pages} 页　Page ${pageNo} of ${pages}`,
      fontSize: size.note,
      color: colour.muted,
      alignment: 'right',
      margin: [margins.side, 14, margins.side, 0],
    }),
    content: [
      head(summary),
      fieldGrid([
        [
          { zh: '报关单号', en: 'Declaration', lines: [summary.declarationNo] },
          { zh: '证书编号', en: 'Certificate', lines: [summary.certificateNo ?? '—'] },
        ],
        [
          { zh: '船名', en: 'Vessel', lines: [summary.vessel] },
          { zh: '编制时间', en: 'Drawn up', lines: [`${moment(summary.at)}（北京时间 UTC+8）`] },
        ],
      ]),
      stagesTable(summary.stages),
      { ...heading({ zh: '样品流转', en: 'Lineage of the samples' }), margin: [0, sectionGap + 2, 0, 4] },
      lineageTree(tree),
      counts(summary.containers),
    ],
  });
}

function head({ laboratory }: LineageSummary): Content {
  return {
    stack: [
      { columns: [flow(laboratory.zh, { bold: true }), english(laboratory.en, { alignment: 'right' })] },
      {
        canvas: [
          {
            type: 'line',
            x1: 0,
            x2: contentWidth,
            y1: 2,
            y2: 2,
            lineWidth: rule.strong,
            lineColor: colour.ink,
          },
        ],
      },
      as('H1', {
        stack: [
          flow('样品流转摘要', {
            fontSize: size.letterhead,
            bold: true,
            alignment: 'center',
            characterSpacing: 3,
            margin: [3, 8, 0, 0],
          }),
          english('SAMPLE LINEAGE SUMMARY', { alignment: 'center', characterSpacing: 1, margin: [0, 0, 0, 8] }),
        ],
      }),
    ],
  };
}

/** How many there are of each kind, in the order in which the kinds appear. */
function counts(containers: readonly LineageContainer[]): Content {
  const kinds = [...new Map(containers.map(({ kind }) => [`${kind.zh} ${kind.en}`, kind])).values()];
  const ofKind = (kind: LineageContainer['kind']) =>
    containers.filter((one) => one.kind.zh === kind.zh && one.kind.en === kind.en).length;
  return {
    text: [
      { text: '合计  ', bold: true },
      { text: kinds.map((kind) => `${kind.zh} ${kind.en} × ${ofKind(kind)}`).join('；') },
    ],
    fontSize: size.small + 0.5,
    margin: [2, 8, 2, 0],
  };
}
