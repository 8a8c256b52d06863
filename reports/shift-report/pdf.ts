import type { Content, TableCell } from 'pdfmake/interfaces.js';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import { fieldGrid } from '../certificate-sections/field-grid.ts';
import type { Field } from '../certificate-sections/field-grid.ts';
import { cell, heading, sectionGap, sectionTable } from '../certificate-sections/section-table.ts';
import { openFonts, printableCodePoints } from '../fonts.ts';
import { colour, margins, size } from '../paper.ts';
import { printPdf } from '../pdf-engine.ts';
import { as } from '../tagging/structure.ts';
import { beside, english, flow } from '../text.ts';
import { headOf } from './head.ts';
import type { ShiftReport } from './model.ts';
import { sectionsOf, timeFormats } from './sections.ts';
import type { Section } from './sections.ts';

const title: Bilingual = { zh: '班次报告', en: 'SHIFT REPORT' };

/**
 * Prints the report, bilingual PDF/A-3b: tables of what its reader may see. The same report gives the same bytes. A character the font
 * has no glyph for is printed as its code point, `[U+1F600]`: what somebody typed as a reason must not keep a shift without its report.
 */
export async function renderShiftReport(report: ShiftReport): Promise<Buffer> {
  const printable = printableCodePoints(openFonts());
  const text = (words: string) => readable(words, printable);
  const fields = headOf(report).map(({ label, value }): Field => ({ ...label, lines: [text(value)] }));
  const [site, time, shift, made] = fields;
  if (!site || !time || !shift || !made) throw new Error('the head of a shift report has four fields');
  const name = text(report.site);
  return printPdf({
    title: `${title.zh} ${report.from} – ${report.to}`,
    author: name,
    subject: `${report.from}/${report.to}`,
    date: new Date(report.madeAt),
    footer: (pageNo, pages) => ({
      text: `${name}　第 ${pageNo} 页 共 ${pages} 页　Page ${pageNo} of ${pages}`,
      fontSize: size.note,
      color: colour.muted,
      alignment: 'right',
      margin: [margins.side, 14, margins.side, 0],
    }),
    content: [
      as('H1', {
        stack: [
          flow(title.zh, {
            fontSize: size.letterhead,
            bold: true,
            alignment: 'center',
            characterSpacing: 3,
            margin: [3, 0, 0, 0],
          }),
          english(title.en, { alignment: 'center', characterSpacing: 1, margin: [0, 0, 0, 8] }),
        ],
      }),
      fieldGrid([
        [site, shift],
        [time, made],
      ]),
      ...sectionsOf(report, timeFormats.short).map((section) => printed(section, text)),
    ],
  });
}

function printed({ title: words, columns, rows }: Section, text: (words: string) => string): Content {
  if (rows.length === 0) {
    const nothing = flow('无 None', { color: colour.muted, margin: [0, 2, 0, 0] });
    return { stack: [heading(words), nothing], margin: [0, sectionGap, 0, 0] };
  }
  const cells = rows.map((row) =>
    row.map((value, column): TableCell => {
      if (typeof value === 'string') return cell(text(value), columns[column]?.align);
      return beside({ zh: text(value.zh), en: text(value.en) });
    }),
  );
  return sectionTable(words, columns, cells);
}

const newline = 0x0a;

const readable = (words: string, printable: ReadonlySet<number>): string =>
  Array.from(words, (character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    if (codePoint === newline || printable.has(codePoint)) return character;
    return `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`;
  }).join('');
