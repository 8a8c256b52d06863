import { createHash } from 'node:crypto';
import { PdfFile } from './pdf-file.ts';
import { arrayAt, PdfSyntaxError, type Dictionary } from './pdf-syntax.ts';

/** What the signature dictionary says of the signature, ISO 32000-1 table 252. */
export interface SignatureNote {
  /** Who signs, as people call him. */
  readonly name: string;
  /** When, by the signer's own clock; the second is the finest that PDF knows. */
  readonly at: Date;
  readonly reason?: string;
  readonly location?: string;
}

/** A PDF with an empty signature. */
export interface PreparedPdf {
  /** The original bytes, then the update. */
  readonly bytes: Buffer;
  /** Where the signature goes, between the angle brackets: hexadecimal, zeros for now. */
  readonly contents: { readonly start: number; readonly end: number };
  /** What the signature covers: everything but the brackets and what is between them. */
  readonly covered: readonly [Buffer, Buffer];
}

/** Offsets of up to 10 digits: the limit of a cross-reference table. */
const emptyRange = `[0 ${' '.repeat(3 * 11)}]`;
/** Print (4) as PDF/A asks of every annotation, and Locked (128): ISO 19005-3 6.3.2, ISO 32000-1 table 165. */
const widgetFlags = 4 + 128;
/** SignaturesExist and AppendOnly, ISO 32000-1 table 219. */
const signatureFlags = 3;

/**
 * Adds a signature field to a PDF as an incremental update: the original bytes stay as they are. The field is invisible, on
 * the first page, with an empty appearance, since PDF/A asks for one.
 *
 * `signatureBytes`: room for the signature. Throws `PdfSyntaxError` when the file is not of the kind pdfkit writes, or
 * has a form or a signature already.
 */
export function withEmptySignature(pdf: Buffer, note: SignatureNote, signatureBytes: number): PreparedPdf {
  const file = new PdfFile(pdf);
  const catalogNumber = referred(file, file.trailer, '/Root');
  const catalog = file.dictionary(file.object(catalogNumber));
  if (catalog.entries.has('/AcroForm')) throw new PdfSyntaxError('it has a form or a signature already');
  const page = firstPage(file, catalog);
  const size = Number(file.slice(file.required(file.trailer, '/Size')));
  const numbers = { signature: size, widget: size + 1, appearance: size + 2 };
  const objects = new Map([
    [
      catalogNumber,
      withEntry(
        file,
        catalog,
        '/AcroForm',
        `<< /Fields [${numbers.widget} 0 R] /SigFlags ${signatureFlags} >>`,
      ),
    ],
    [page.number, withAnnotation(file, page.dictionary, numbers.widget)],
    [numbers.signature, signatureDictionary(note, signatureBytes)],
    [
      numbers.widget,
      `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature) /Rect [0 0 0 0] /F ${widgetFlags} /P ${page.number} 0 R ` +
        `/V ${numbers.signature} 0 R /AP << /N ${numbers.appearance} 0 R >> >>`,
    ],
    [
      numbers.appearance,
      '<< /Type /XObject /Subtype /Form /BBox [0 0 0 0] /Resources << >> /Length 0 >>\nstream\n\nendstream',
    ],
  ]);
  return prepared(pdf, updateOf(file, objects, size + 3), numbers.signature);
}

function signatureDictionary({ name, at, reason, location }: SignatureNote, signatureBytes: number): string {
  return [
    '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached',
    `/ByteRange ${emptyRange}`,
    `/Contents <${'0'.repeat(2 * signatureBytes)}>`,
    `/M (${pdfDate(at)})`,
    `/Name ${textString(name)}`,
    ...(reason === undefined ? [] : [`/Reason ${textString(reason)}`]),
    ...(location === undefined ? [] : [`/Location ${textString(location)}`]),
    '>>',
  ].join('\n');
}

interface Update {
  readonly text: string;
  /** In the whole file, by object number. */
  readonly offsets: ReadonlyMap<number, number>;
}

/** New and changed objects, their cross-reference table and a trailer that refers to the one before. */
function updateOf(file: PdfFile, objects: ReadonlyMap<number, string>, size: number): Update {
  const parts = [file.text.endsWith('\n') ? '' : '\n'];
  let offset = file.text.length + (parts[0]?.length ?? 0);
  const offsets = new Map<number, number>();
  for (const [number, value] of [...objects].sort(([one], [other]) => one - other)) {
    const object = `${number} 0 obj\n${value}\nendobj\n`;
    offsets.set(number, offset);
    parts.push(object);
    offset += object.length;
  }
  const table = [...offsets].map(([number, at]) => `${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`);
  const kept = ['/Root', '/Info'].flatMap((key) => {
    const value = file.trailer.entries.get(key);
    return value ? [`${key} ${file.slice(value)}`] : [];
  });
  const trailer = `<< /Size ${size} ${kept.join(' ')} /Prev ${file.newestTable}${identifiers(file, parts.join(''))} >>`;
  parts.push(
    `xref\n0 1\n0000000000 65535 f \n${table.join('')}trailer\n${trailer}\nstartxref\n${offset}\n%%EOF\n`,
  );
  return { text: parts.join(''), offsets };
}

/** The first identifier is the document's for ever, the second this version's (ISO 32000-1 14.4). */
function identifiers(file: PdfFile, update: string): string {
  const span = file.entry(file.trailer, '/ID');
  const first = span && arrayAt(file.text, span.start).items[0];
  if (!first) return '';
  const second = createHash('sha256')
    .update(file.slice(first))
    .update(update, 'latin1')
    .digest('hex')
    .slice(0, 32);
  return ` /ID [${file.slice(first)} <${second}>]`;
}

/** Fills in the byte range, which is known once everything has its place. */
function prepared(pdf: Buffer, { text, offsets }: Update, signatureNumber: number): PreparedPdf {
  const bytes = Buffer.concat([pdf, Buffer.from(text, 'latin1')]);
  const object = offsets.get(signatureNumber) ?? bytes.length;
  const start = bytes.indexOf('/Contents <', object) + '/Contents '.length;
  const end = bytes.indexOf('>', start) + 1;
  const range = `[0 ${start} ${end} ${bytes.length - end}`;
  bytes.write(`${range.padEnd(emptyRange.length - 1)}]`, bytes.indexOf(emptyRange, object), 'latin1');
  return {
    bytes,
    contents: { start: start + 1, end: end - 1 },
    covered: [bytes.subarray(0, start), bytes.subarray(end)],
  };
}

function firstPage(
  file: PdfFile,
  catalog: Dictionary,
): { readonly number: number; readonly dictionary: Dictionary } {
  let number = referred(file, catalog, '/Pages');
  for (let depth = 0; depth < 20; depth += 1) {
    const dictionary = file.dictionary(file.object(number));
    if (!dictionary.entries.has('/Kids')) return { number, dictionary };
    const kids = arrayAt(file.text, file.resolve(file.required(dictionary, '/Kids')).start);
    const first = kids.items[0] && file.referenceIn(kids.items[0]);
    if (first === undefined) break;
    number = first;
  }
  throw new PdfSyntaxError('it has no first page');
}

function referred(file: PdfFile, dictionary: Dictionary, key: string): number {
  const number = file.referenceIn(file.required(dictionary, key));
  if (number === undefined)
    throw new PdfSyntaxError(`${key} at byte ${dictionary.start} refers to no object`);
  return number;
}

function withAnnotation(file: PdfFile, page: Dictionary, widget: number): string {
  const span = file.entry(page, '/Annots');
  const others = span ? arrayAt(file.text, span.start).items.map((item) => file.slice(item)) : [];
  return withEntry(file, page, '/Annots', `[${[...others, `${widget} 0 R`].join(' ')}]`);
}

/** The dictionary's text with one entry put in or exchanged. */
function withEntry(file: PdfFile, { entries }: Dictionary, key: string, value: string): string {
  const kept = [...entries]
    .filter(([each]) => each !== key)
    .map(([each, span]) => `${each} ${file.slice(span)}`);
  return `<<\n${[...kept, `${key} ${value}`].join('\n')}\n>>`;
}

/** UTF-16 with its mark, in hexadecimal: every character, and nothing to escape (ISO 32000-1 7.9.2.2). */
const textString = (text: string): string =>
  `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`;

/** ISO 32000-1 7.9.4, in UTC. */
const pdfDate = (at: Date): string => `D:${at.toISOString().slice(0, 19).replace(/[-T:]/g, '')}Z`;
