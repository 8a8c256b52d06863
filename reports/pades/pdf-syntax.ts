/**
 * The little of PDF's syntax (ISO 32000-1 clause 7.2 and 7.3) that signing needs: where a value ends, and what a dictionary
 * holds. Text is the file in Latin-1: one character is one byte.
 */

/** A value within the text: from `start` up to, but without, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Keys with their slash, as written. */
export interface Dictionary extends Span {
  readonly entries: ReadonlyMap<string, Span>;
}

/** Says that the text is not what it should be, in words that can stand in a message. */
export class PdfSyntaxError extends Error {
  override readonly name = 'PdfSyntaxError';
}

/** Deeper is nothing that pdfkit writes, and a stack is finite. */
const deepest = 60;

const blank = /(?:[\0\t\n\f\r ]|%[^\r\n]*)*/y;
const nameToken = /\/[^\0\t\n\f\r ()<>[\]{}/%]*/y;
const hexString = /<[0-9A-Fa-f\0\t\n\f\r ]*>/y;
const reference = /\d+[\0\t\n\f\r ]+\d+[\0\t\n\f\r ]+R(?![A-Za-z])/y;
/** Numbers, true, false, null. */
const word = /[^\0\t\n\f\r ()<>[\]{}/%]+/y;
const literalEnd = /\\[^]|[()]/g;

export function afterBlank(text: string, at: number): number {
  return match(blank, text, at) ?? at;
}

/** The value that begins at or after `at`, blanks skipped. Throws `PdfSyntaxError`. */
export function valueAt(text: string, at: number, depth = 0): Span {
  const start = afterBlank(text, at);
  if (depth > deepest) throw new PdfSyntaxError(`values are nested too deeply at byte ${start}`);
  return { start, end: endOfValue(text, start, depth) };
}

/** The dictionary that begins at or after `at`. Throws `PdfSyntaxError`, also for a key that stands twice. */
export function dictionaryAt(text: string, at: number, depth = 0): Dictionary {
  const start = afterBlank(text, at);
  if (!text.startsWith('<<', start)) throw new PdfSyntaxError(`no dictionary at byte ${start}`);
  const entries = new Map<string, Span>();
  for (let position = afterBlank(text, start + 2); ;) {
    if (text.startsWith('>>', position)) return { start, end: position + 2, entries };
    const keyEnd = match(nameToken, text, position);
    if (keyEnd === undefined) throw new PdfSyntaxError(`no key of a dictionary at byte ${position}`);
    const key = text.slice(position, keyEnd);
    if (entries.has(key)) throw new PdfSyntaxError(`${key} stands twice in the dictionary at byte ${start}`);
    const value = valueAt(text, keyEnd, depth + 1);
    entries.set(key, value);
    position = afterBlank(text, value.end);
  }
}

/** The values of the array that begins at or after `at`. Throws `PdfSyntaxError`. */
export function arrayAt(text: string, at: number, depth = 0): Span & { readonly items: readonly Span[] } {
  const start = afterBlank(text, at);
  if (text[start] !== '[') throw new PdfSyntaxError(`no array at byte ${start}`);
  const items: Span[] = [];
  for (let position = afterBlank(text, start + 1); ;) {
    if (text[position] === ']') return { start, end: position + 1, items };
    const item = valueAt(text, position, depth + 1);
    items.push(item);
    position = afterBlank(text, item.end);
  }
}

function endOfValue(text: string, start: number, depth: number): number {
  if (text.startsWith('<<', start)) return dictionaryAt(text, start, depth).end;
  if (text[start] === '[') return arrayAt(text, start, depth).end;
  if (text[start] === '(') return endOfLiteral(text, start);
  const end =
    match(hexString, text, start) ??
    match(nameToken, text, start) ??
    match(reference, text, start) ??
    match(word, text, start);
  if (end === undefined) throw new PdfSyntaxError(`no value at byte ${start}`);
  return end;
}

/** Parentheses inside a string are balanced or escaped. */
function endOfLiteral(text: string, start: number): number {
  literalEnd.lastIndex = start;
  for (let open = 0, found = literalEnd.exec(text); found; found = literalEnd.exec(text)) {
    if (found[0] === '(') open += 1;
    if (found[0] === ')') open -= 1;
    if (open === 0) return literalEnd.lastIndex;
  }
  throw new PdfSyntaxError(`the string at byte ${start} does not end`);
}

function match(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
