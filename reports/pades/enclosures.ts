import { inflateSync } from 'node:zlib';
import { PdfFile } from './pdf-file.ts';
import { arrayAt, PdfSyntaxError, type Span } from './pdf-syntax.ts';

/** The data of a certificate that its PDF carries. */
export interface CarriedData {
  /** Of the data sets attached as JSON and as XML: the bytes; absent when there is none. */
  readonly json?: Buffer;
  readonly xml?: Buffer;
  /** `Subject` of the document's properties, where `SHA-256 <digest>` stands. */
  readonly subject?: string;
}

/** Bytes after unpacking; a certificate has some tens of thousands. A small file can unpack to gigabytes. */
const largest = 16 * 1024 * 1024;

/** ISO 32000-1 7.3.8.1: the keyword is followed by a line feed, with or without a carriage return. */
const streamBegin = /\s*stream\r?\n/y;

/**
 * The JSON and the XML attached to a certificate (associated files of PDF/A-3), and its subject. Throws `PdfSyntaxError`, also when two
 * data sets of one kind are attached: which of them counts, nobody could tell.
 */
export function carriedData(pdf: Buffer): CarriedData {
  const file = new PdfFile(pdf);
  const catalog = file.dictionary(file.required(file.trailer, '/Root'));
  const listed = file.entry(catalog, '/AF');
  const attached = new Map<string, Buffer>();
  for (const item of listed ? arrayAt(file.text, listed.start).items : []) {
    const [kind, bytes] = dataIn(file, pdf, item);
    if (attached.has(kind)) throw new PdfSyntaxError(`two data sets of kind ${kind} are attached`);
    attached.set(kind, bytes);
  }
  const json = attached.get('/application#2Fjson');
  const xml = attached.get('/application#2Fxml');
  const subject = subjectOf(file);
  return { ...(json && { json }), ...(xml && { xml }), ...(subject !== undefined && { subject }) };
}

function dataIn(file: PdfFile, pdf: Buffer, specification: Span): readonly [kind: string, bytes: Buffer] {
  const files = file.dictionary(file.required(file.dictionary(specification), '/EF'));
  const at = file.resolve(file.required(files, '/F'));
  const stream = file.dictionary(at);
  streamBegin.lastIndex = stream.end;
  if (!streamBegin.test(file.text)) throw new PdfSyntaxError(`no stream at byte ${stream.end}`);
  const start = streamBegin.lastIndex;
  const length = Number(file.slice(file.resolve(file.required(stream, '/Length'))));
  if (!Number.isSafeInteger(length) || length < 0 || start + length > pdf.length)
    throw new PdfSyntaxError(`the stream at byte ${start} has no valid length`);
  const kind = file.entry(stream, '/Subtype');
  const filter = file.entry(stream, '/Filter');
  const packed = pdf.subarray(start, start + length);
  return [kind ? file.slice(kind) : '', filter ? unpacked(packed, file.slice(filter), start) : packed];
}

function unpacked(bytes: Buffer, filter: string, at: number): Buffer {
  if (filter !== '/FlateDecode')
    throw new PdfSyntaxError(`the stream at byte ${at} is packed with ${filter.slice(0, 40)}`);
  try {
    return inflateSync(bytes, { maxOutputLength: largest });
  } catch {
    throw new PdfSyntaxError(`the stream at byte ${at} cannot be unpacked`);
  }
}

/** As pdfkit writes ASCII: in parentheses, and a digest has nothing to escape. */
function subjectOf(file: PdfFile): string | undefined {
  const info = file.entry(file.trailer, '/Info');
  const subject = info && file.entry(file.dictionary(info), '/Subject');
  return subject && /^\(([^\\()]*)\)$/.exec(file.slice(subject))?.[1];
}
