import { buffer } from 'node:stream/consumers';
import type { Content, DynamicContent } from 'pdfmake/interfaces.js';
import { fontFiles } from './fonts.ts';
import { family, margins, page as a4, size } from './paper.ts';
import { PDFDocument, SVGMeasure, type PdfDocument } from './tagging/pdfmake-parts.ts';
import { TaggedLayout } from './tagging/tagged-layout.ts';
import { TaggedRenderer } from './tagging/tagged-renderer.ts';

/** A data set that travels inside the paper (PDF/A-3 associated file). */
interface Enclosure {
  /** File name inside the PDF, ASCII. */
  readonly name: string;
  readonly mimeType: string;
  readonly description: string;
  /** What it is to the paper (ISO 19005-3 Annex E). */
  readonly relationship: 'Source' | 'Alternative';
  readonly content: string;
}

/** A paper ready to print. Definitions are used up by printing: build a new one for every print. */
export interface Paper {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  /** Date of creation and change; the only time that enters the bytes. */
  readonly date: Date;
  readonly content: Content;
  readonly header?: DynamicContent;
  readonly footer: DynamicContent;
  /** Drawn below everything else on each page. */
  readonly background?: () => Content;
  readonly enclosures?: readonly Enclosure[];
  /** A page without margins, points; absent = A4 with the margins of all papers. */
  readonly page?: { readonly width: number; readonly height: number };
}

/**
 * Prints a paper as tagged PDF/A-3b (PDF 1.7) in Chinese, all fonts embedded, with a bookmark for each heading. The same paper
 * gives the same bytes: dates and, through them, the file identifier come from `date`.
 */
export async function printPdf(paper: Paper): Promise<Buffer> {
  const { page = a4, content, background, header, footer } = paper;
  const document = open(paper);
  const around = paper.page ? { left: 0, top: 0, right: 0, bottom: 0 } : a4Margins;
  const layout = new TaggedLayout({ ...page }, around, new SVGMeasure());
  const style = { font: family, fontSize: size.body, lineHeight: 0.9 };
  const pages = layout.layoutDocument(content, document, {}, style, background, header, footer);
  new TaggedRenderer(document).renderTagged(pages, layout.document);
  document.end();
  return buffer(document);
}

const a4Margins = { left: margins.side, top: margins.top, right: margins.side, bottom: margins.bottom };

function open({ title, author, subject, date, enclosures = [] }: Paper): PdfDocument {
  const options = {
    pdfVersion: '1.7',
    subset: 'PDF/A-3b',
    tagged: true,
    lang: 'zh-CN',
    displayTitle: true,
    autoFirstPage: false,
    font: null,
    info: {
      Title: title,
      Author: author,
      Subject: subject,
      Creator: 'Quaylab',
      Producer: 'Quaylab',
      CreationDate: date,
      ModDate: date,
    },
  };
  const isFont = (path: string) => path === fontFiles.normal || path === fontFiles.bold;
  const document = new PDFDocument({ [family]: fontFiles }, {}, {}, {}, options, null, isFont);
  for (const { name, mimeType, description, relationship, content } of enclosures) {
    // Dates are set because the default is the time of printing.
    const given = { name, type: mimeType, description, relationship, creationDate: date, modifiedDate: date };
    document.file(Buffer.from(content, 'utf8'), given);
  }
  return document;
}
