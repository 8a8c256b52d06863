import type { PdfFile } from './pdf-file.ts';
import { arrayAt, PdfSyntaxError, type Dictionary, type Span } from './pdf-syntax.ts';

/** A signature as the PDF's form holds it. */
export interface SignatureEntry {
  /** As written: offset and length, offset and length. */
  readonly byteRange: readonly number[];
  /** The hexadecimal string with its angle brackets. */
  readonly contents: Span;
  readonly claimedAt?: Date;
}

const pdfDate = /^\(D:(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:Z|([+-])(\d{2})'(\d{2})'?)\)$/;

/** The signatures in the fields of the form, none when there is no form. Throws `PdfSyntaxError`. */
export function signaturesIn(file: PdfFile): readonly SignatureEntry[] {
  const catalog = file.dictionary(file.required(file.trailer, '/Root'));
  const form = file.entry(catalog, '/AcroForm');
  const fields = form && file.entry(file.dictionary(form), '/Fields');
  if (!fields) return [];
  return arrayAt(file.text, fields.start).items.flatMap((field) => {
    const dictionary = file.dictionary(field);
    const kind = dictionary.entries.get('/FT');
    const value = dictionary.entries.get('/V');
    return kind && value && file.slice(kind) === '/Sig' ? [entryOf(file, file.dictionary(value))] : [];
  });
}

function entryOf(file: PdfFile, signature: Dictionary): SignatureEntry {
  const range = file.resolve(file.required(signature, '/ByteRange'));
  const contents = file.resolve(file.required(signature, '/Contents'));
  if (!file.text.startsWith('<', contents.start))
    throw new PdfSyntaxError(`the signature at byte ${contents.start} is not in hexadecimal`);
  const claimedAt = dateIn(file, signature);
  return {
    byteRange: arrayAt(file.text, range.start).items.map((item) => wholeNumber(file.slice(item))),
    contents,
    ...(claimedAt && { claimedAt }),
  };
}

function dateIn(file: PdfFile, signature: Dictionary): Date | undefined {
  const span = file.entry(signature, '/M');
  const found = span && pdfDate.exec(file.slice(span));
  if (!found) return undefined;
  const [, year, month, day, hour, minute, second, sign = '+', offsetHours = '00', offsetMinutes = '00'] =
    found;
  const date = new Date(
    `${year}-${month}-${day}T${hour}:${minute}:${second}${sign}${offsetHours}:${offsetMinutes}`,
  );
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,10}$/.test(text))
    throw new PdfSyntaxError(`"${text.slice(0, 20)}" in the byte range is no offset`);
  return Number(text);
}
