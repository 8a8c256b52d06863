import {
  afterBlank,
  dictionaryAt,
  PdfSyntaxError,
  valueAt,
  type Dictionary,
  type Span,
} from './pdf-syntax.ts';

/** The whole file is looked at as one string; a certificate has some 100 KiB. */
const largest = 256 * 1024 * 1024;
/** Each later save adds one section. */
const mostSections = 100;
/** `startxref` stands in the last 1024 bytes (ISO 32000-1 Annex H.3, note 18). */
const tail = 1024;
const entryBytes = 20;

const startxref = /startxref\s+(\d+)\s+%%EOF\s*$/;
const subsection = /(\d+) (\d+)[ \r\n]+/y;
const objectHead = /(\d+)\s+(\d+)\s+obj/y;
const referenceText = /^(\d+)\s+\d+\s+R$/;

/**
 * A PDF with cross-reference tables, as pdfkit writes it and an incremental update leaves it. Not for files with
 * cross-reference streams (ISO 32000-1 7.5.8), which other programs write.
 */
export class PdfFile {
  readonly text: string;
  /** Offset of the newest cross-reference table. */
  readonly newestTable: number;
  /** Trailer of the newest section. */
  readonly trailer: Dictionary;
  /** Offsets by object number; 0 = the object was deleted. */
  readonly #offsets = new Map<number, number>();

  /** Throws `PdfSyntaxError`. */
  constructor(bytes: Buffer) {
    if (bytes.length > largest) throw new PdfSyntaxError(`the file is larger than ${largest} bytes`);
    this.text = bytes.toString('latin1');
    if (!this.text.startsWith('%PDF-')) throw new PdfSyntaxError('the file does not begin with %PDF-');
    const start = startxref.exec(this.text.slice(-tail));
    if (!start) throw new PdfSyntaxError('the file does not end with startxref and %%EOF');
    this.newestTable = Number(start[1]);
    this.trailer = this.#section(this.newestTable);
    let older = this.#entry(this.trailer, '/Prev');
    for (let sections = 1; older !== undefined; sections += 1) {
      if (sections === mostSections) throw new PdfSyntaxError('the cross-reference tables do not end');
      older = this.#entry(this.#section(Number(older)), '/Prev');
    }
  }

  #entry(dictionary: Dictionary, key: string): string | undefined {
    const span = dictionary.entries.get(key);
    return span && this.slice(span);
  }

  slice({ start, end }: Span): string {
    return this.text.slice(start, end);
  }

  /** One table; newer ones were read before, so what is known already stays. */
  #section(at: number): Dictionary {
    if (!this.text.startsWith('xref', at))
      throw new PdfSyntaxError(`no cross-reference table at byte ${at} (streams are not read)`);
    let position = afterBlank(this.text, at + 4);
    while (!this.text.startsWith('trailer', position)) {
      subsection.lastIndex = position;
      const head = subsection.exec(this.text);
      if (!head) throw new PdfSyntaxError(`the cross-reference table is broken at byte ${position}`);
      const first = Number(head[1]);
      const entries = Number(head[2]);
      position = subsection.lastIndex;
      if (position + entries * entryBytes > this.text.length)
        throw new PdfSyntaxError('a cross-reference table is longer than the file');
      for (let index = 0; index < entries; index += 1, position += entryBytes) {
        const entry = /^(\d{10}) \d{5} ([nf])/.exec(this.text.slice(position, position + entryBytes));
        if (!entry) throw new PdfSyntaxError(`the cross-reference table is broken at byte ${position}`);
        if (!this.#offsets.has(first + index))
          this.#offsets.set(first + index, entry[2] === 'n' ? Number(entry[1]) : 0);
      }
      position = afterBlank(this.text, position);
    }
    return dictionaryAt(this.text, position + 'trailer'.length);
  }

  /** The value of an indirect object. Throws `PdfSyntaxError`. */
  object(number: number): Span {
    const offset = this.#offsets.get(number);
    if (!offset) throw new PdfSyntaxError(`object ${number} is not in the file`);
    objectHead.lastIndex = offset;
    const head = objectHead.exec(this.text);
    if (Number(head?.[1]) !== number) throw new PdfSyntaxError(`object ${number} is not at byte ${offset}`);
    return valueAt(this.text, objectHead.lastIndex);
  }

  /** The value itself, or the object that it refers to. */
  resolve(span: Span): Span {
    const target = this.referenceIn(span);
    return target === undefined ? span : this.object(target);
  }

  /** Number of the object that is referred to; undefined for a direct value. */
  referenceIn(span: Span): number | undefined {
    const found = referenceText.exec(this.slice(span));
    return found ? Number(found[1]) : undefined;
  }

  dictionary(span: Span): Dictionary {
    return dictionaryAt(this.text, this.resolve(span).start);
  }

  /** What stands under a key, references followed; undefined when nothing does. */
  entry(dictionary: Dictionary, key: string): Span | undefined {
    const span = dictionary.entries.get(key);
    return span && this.resolve(span);
  }

  /** Like `entry`, of what must be there. Throws `PdfSyntaxError`. */
  required(dictionary: Dictionary, key: string): Span {
    const span = dictionary.entries.get(key);
    if (!span) throw new PdfSyntaxError(`${key} is missing in the dictionary at byte ${dictionary.start}`);
    return span;
  }
}
