import type { Content, DynamicContent, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import pdfmake from 'pdfmake';
import { fontFiles } from './fonts.ts';
import { family, margins, size } from './paper.ts';

/** A data set that travels inside the paper (PDF/A-3 associated file). */
interface Enclosure {
  /** File name inside the PDF, ASCII. */
  readonly name: string;
  readonly mimeType: string;
  readonly description: string;
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
  readonly enclosure?: Enclosure;
  /** A page without margins, points; absent = A4 with the margins of all papers. */
  readonly page?: { readonly width: number; readonly height: number };
}

/**
 * Prints a paper as PDF/A-3b (PDF 1.7) in Chinese, all fonts embedded. The same paper gives the same bytes: dates and,
 * through them, the file identifier come from `date`.
 *
 * The file does not call itself tagged: pdfmake writes an empty structure tree, and a reader that trusted it would
 * read nothing aloud. PDF/A-3b does not ask for tags.
 */
export async function printPdf(paper: Paper): Promise<Buffer> {
  // pdfmake is one shared object and takes its settings over synchronously in createPdf: set all of them each time.
  pdfmake.setFonts({ [family]: { ...fontFiles } });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path === fontFiles.normal || path === fontFiles.bold);
  return await pdfmake.createPdf(definitionOf(paper)).getBuffer();
}

function definitionOf(paper: Paper): TDocumentDefinitions {
  const { title, author, subject, date, enclosure, page } = paper;
  return {
    version: '1.7',
    subset: 'PDF/A-3b',
    language: 'zh-CN',
    displayTitle: true,
    pageSize: page ?? 'A4',
    pageMargins: page ? 0 : [margins.side, margins.top, margins.side, margins.bottom],
    info: {
      title,
      author,
      subject,
      creator: 'Quaylab',
      producer: 'Quaylab',
      creationDate: date,
      modDate: date,
    },
    defaultStyle: { font: family, fontSize: size.body, lineHeight: 0.9 },
    content: paper.content,
    footer: paper.footer,
    ...(paper.header && { header: paper.header }),
    ...(paper.background && { background: paper.background }),
    ...(enclosure && { files: { [enclosure.name]: attachmentOf(enclosure, date) } }),
  };
}

/** `src` must be a data URI (a Buffer is not taken); dates are set because the default is the time of printing. */
function attachmentOf({ name, mimeType, description, content }: Enclosure, date: Date) {
  return {
    src: `data:${mimeType};base64,${Buffer.from(content, 'utf8').toString('base64')}`,
    name,
    description,
    // The paper is drawn from these data: they are its source in the words of PDF/A-3 (ISO 19005-3 Annex E).
    relationship: 'Source',
    creationDate: date,
    modifiedDate: date,
  };
}
