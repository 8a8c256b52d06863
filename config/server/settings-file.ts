import { readFileSync } from 'node:fs';
import { EVENT_ID, getScalarValue, load, loadAll, parseEvents } from 'js-yaml';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';

/** What stands at one field of a settings file. */
export interface FileField {
  readonly value: unknown;
  /** `file:line` */
  readonly place: string;
}

/** The fields of a settings file (YAML). Refuses `CONFIG_UNREADABLE` and, for what is no list of fields, `CONFIG_INVALID`. */
export function readSettingsFile(file: string): Outcome<ReadonlyMap<string, FileField>> {
  const read = textOf(file);
  if (!read.ok) return read;
  let contents: unknown;
  try {
    contents = contentsOf(read.value);
  } catch (error) {
    return refuse(unreadable(file, (error as Error).message));
  }
  if (contents === null) return ok(new Map());
  if (typeof contents !== 'object' || Array.isArray(contents))
    return refuse({
      code: 'CONFIG_INVALID',
      field: file,
      message: `${file} is no list of settings.`,
      remedy: 'Write one setting a line: `port: 8080`.',
    });
  const lines = linesOfFields(read.value);
  const fields = Object.entries(contents).map(([name, value]): readonly [string, FileField] => [
    name,
    { value: value as unknown, place: `${file}:${lines.get(name) ?? 1}` },
  ]);
  return ok(new Map(fields));
}

/** Null where nothing is said. */
const contentsOf = (text: string): unknown => (loadAll(text).length === 0 ? null : load(text));

/** Depth at which the fields of the one mapping of a document stand: within the document, and within the mapping. */
const depthOfFields = 2;

/** On which line each field begins. */
function linesOfFields(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  let depth = 0;
  let isName = true;
  for (const event of parseEvents(text, {})) {
    if (event.type === EVENT_ID.POP) {
      depth -= 1;
      continue;
    }
    if (depth === depthOfFields) {
      if (isName && event.type === EVENT_ID.SCALAR)
        lines.set(getScalarValue(text, event), text.slice(0, event.valueStart).split('\n').length);
      isName = !isName;
    }
    if (event.type !== EVENT_ID.SCALAR && event.type !== EVENT_ID.ALIAS) depth += 1;
  }
  return lines;
}

function textOf(file: string): Outcome<string> {
  try {
    return ok(readFileSync(file, 'utf8'));
  } catch (error) {
    return refuse(unreadable(file, (error as Error).message));
  }
}

const unreadable = (file: string, why: string) => ({
  code: 'CONFIG_UNREADABLE',
  field: file,
  message: `${file} cannot be read: ${why}`,
  remedy: 'Name an existing, well-formed YAML file.',
});
