import { readFileSync } from 'node:fs';
import { RefusedError, refuse, type Outcome, type Refusal } from '../workflows/kernel/refusal.ts';
import { catalogue } from './calculations/catalogue.ts';
import { explainCalculation } from './calculations/explain.ts';
import { packShelf } from './calculations/pack-shelf.ts';
import type { PackShelf } from './calculations/pack-shelf.ts';
import { runCalculation } from './calculations/run.ts';
import { answerLines, catalogueLines, explanationLines } from './calculations/text.ts';
import { siteOrThrow } from './composition/site.ts';

/** `quaylab calc`: the calculations of the house from a terminal or a script. */

export type Format = 'json' | 'text';

/** Where output goes: lines of an answer, lines of a refusal. */
export interface Terminal {
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
}

export function calcList(format: Format, { print }: Terminal): void {
  const listed = catalogue.groups.flatMap(({ id, calculations }) =>
    calculations.map(({ name, title, summary }) => ({ name, title, summary, group: id })),
  );
  tell(format, listed, () => catalogueLines(catalogue), print);
}

export function calcExplain(name: string, { format, site, on }: { format: Format; site?: string; on?: string }, { print }: Terminal): void {
  const explained = explainCalculation(catalogue, name, shelfOf(site), on);
  if (!explained.ok) throw new RefusedError(explained.refusal);
  tell(format, explained.value, () => explanationLines(explained.value), print);
}

export interface CalcOptions {
  /** The input as JSON text. */
  readonly json?: string;
  /** A file with the input; `-` is the standard input. */
  readonly file?: string;
  readonly on?: string;
  readonly site?: string;
  readonly format: Format;
}

/** Runs one calculation; false when it was refused, which has then been told. */
export function calc(name: string, options: CalcOptions, { print, complain }: Terminal): boolean {
  const { format, on } = options;
  const known = catalogue.find(name);
  if (!known.ok) return refused(format, [known.refusal], complain);
  const input = readInput(name, options);
  if (!input.ok) return refused(format, [input.refusal], complain);
  const outcome = runCalculation(catalogue, name, input.value, shelfOf(options.site), { on });
  if (!outcome.ok) return refused(format, outcome.faults.length > 0 ? outcome.faults : [outcome.refusal], complain);
  tell(format, outcome.value, () => answerLines(outcome.value, known.value.calculation.title), print);
  return true;
}

const shelfOf = (site: string | undefined): PackShelf => packShelf(site === undefined ? undefined : siteOrThrow(site));

/** The input from where the caller put it. Refuses `INPUT_MISSING`, `INPUT_TWICE`, `FILE_UNREADABLE`, `JSON_BROKEN`. */
function readInput(name: string, { json, file }: CalcOptions): Outcome<unknown> {
  if (json !== undefined && file !== undefined) {
    return refuse({ code: 'INPUT_TWICE', field: 'file', message: 'Both --json and --file are given.', remedy: 'Give one of them.' });
  }
  const text = json === undefined ? readFile(name, file) : ({ ok: true, value: json } as const);
  return text.ok ? parseJson(text.value) : text;
}

function readFile(name: string, file: string | undefined): Outcome<string> {
  if (file === undefined) {
    return refuse({
      code: 'INPUT_MISSING',
      field: 'json',
      message: `${name} was given no input.`,
      remedy: `Give it with --json '{…}' or --file FILE ("-" for the standard input); quaylab calc explain ${name} shows an example.`,
    });
  }
  try {
    return { ok: true, value: readFileSync(file === '-' ? standardInput : file, 'utf8') };
  } catch (error) {
    return refuse({
      code: 'FILE_UNREADABLE',
      field: 'file',
      message: `${file} cannot be read: ${messageOf(error)}.`,
      remedy: 'Name a file with one JSON object.',
    });
  }
}

/** File descriptor 0. */
const standardInput = 0;

function parseJson(text: string): Outcome<unknown> {
  try {
    // Editors on Windows begin UTF-8 files with a byte order mark.
    return { ok: true, value: JSON.parse(text.replace(/^\uFEFF/, '')) as unknown };
  } catch (error) {
    return refuse({
      code: 'JSON_BROKEN',
      field: 'input',
      message: `The input is not JSON: ${messageOf(error)}.`,
      remedy: 'Give one JSON object, names and texts in double quotes: {"field": "1.23"}. In a shell put it in single quotes.',
    });
  }
}

function tell(format: Format, value: unknown, lines: () => readonly string[], print: (line: string) => void): void {
  if (format === 'json') print(JSON.stringify(value, null, 2));
  else for (const line of lines()) print(line);
}

/** The first refusal, and every fault found: for a program one JSON object, for a person a paragraph each. */
function refused(format: Format, faults: readonly Refusal[], complain: (line: string) => void): false {
  const [first] = faults;
  if (format === 'json') complain(JSON.stringify({ ...first, errors: faults }, null, 2));
  else
    for (const { code, field, message, remedy } of faults)
      complain(`错误 error ${code}${field ? ` (${field})` : ''}: ${message}\n处理 remedy: ${remedy}`);
  return false;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
