import { readFileSync } from 'node:fs';
import { LineCounter, isMap, isScalar, parseDocument } from 'yaml';
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
  const lines = new LineCounter();
  const read = textOf(file);
  if (!read.ok) return read;
  const document = parseDocument(read.value, { lineCounter: lines });
  const [fault] = document.errors;
  if (fault) return refuse(unreadable(file, fault.message));
  const { contents } = document;
  if (contents === null) return ok(new Map());
  if (!isMap(contents))
    return refuse({
      code: 'CONFIG_INVALID',
      field: file,
      message: `${file} is no list of settings.`,
      remedy: 'Write one setting a line: `port: 8080`.',
    });
  const fields = contents.items.map(({ key, value }): readonly [string, FileField] => {
    const name = isScalar(key) ? String(key.value) : String(key);
    const line = lines.linePos(isScalar(key) ? (key.range?.[0] ?? 0) : 0).line;
    return [name, { value: isScalar(value) ? value.value : document.toJS()[name], place: `${file}:${line}` }];
  });
  return ok(new Map(fields));
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
