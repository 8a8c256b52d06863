import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome, Refusal } from '../../workflows/kernel/refusal.ts';
import type { FileField } from './settings-file.ts';
import { fileForms, settings } from './settings.ts';
import type { SettingName } from './settings.ts';

/** A value as it was given. */
export interface Given {
  readonly value: unknown;
  readonly origin: string;
}

/** Where values may stand. */
export interface Places {
  readonly fields: ReadonlyMap<string, FileField>;
  /** Of the settings file. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly flags: Readonly<Record<string, string | undefined>>;
}

/** The value that counts, with its origin; null where there is none. */
export function strongest(name: SettingName, places: Places): Outcome<Given | null> {
  const { standard, variable, flag, secret, path, number } = settings[name];
  if (secret) return strongestSecret(name, places);
  const { fields, folder, env, flags } = places;
  const typed = (text: string) => (path ? resolve(text) : number ? numberOf(text) : text);
  const given = flags[name];
  if (given !== undefined) return ok({ value: typed(given), origin: `--${flag}` });
  const set = env[variable];
  if (set) return ok({ value: typed(set), origin: variable });
  const written = fields.get(name);
  if (written) {
    const { value, place } = written;
    return ok({ value: path && typeof value === 'string' ? resolve(folder, value) : value, origin: place });
  }
  return ok(standard === undefined ? null : { value: typed(standard), origin: 'standard' });
}

function strongestSecret(name: SettingName, { fields, folder, env, flags }: Places): Outcome<Given | null> {
  const { variable } = settings[name];
  const forms = fileForms(name);
  const given = flags[forms.field];
  if (given !== undefined) return secretIn(name, resolve(given), `--${forms.flag}`);
  const set = env[variable];
  const inFile = env[forms.variable];
  if (set && inFile)
    return refuse({
      code: 'CONFIG_INVALID',
      field: name,
      message: `${name} is set twice, by ${variable} and by ${forms.variable}.`,
      remedy: 'Keep one of the two.',
    });
  if (set) return ok({ value: set, origin: variable });
  if (inFile) return secretIn(name, resolve(inFile), forms.variable);
  const written = fields.get(forms.field);
  if (!written) return ok(null);
  if (typeof written.value === 'string') return secretIn(name, resolve(folder, written.value), written.place);
  return refuse({
    code: 'CONFIG_INVALID',
    field: forms.field,
    message: `${forms.field} (${written.place}) is no path.`,
    remedy: 'Name the file that holds the secret.',
  });
}

function secretIn(name: SettingName, file: string, place: string): Outcome<Given> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    // The code alone: messages differ between systems, and none repeats what a file holds.
    return refuse(
      secretUnreadable(
        name,
        place,
        `${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'})`,
      ),
    );
  }
  if (text === '') return refuse(secretUnreadable(name, place, `${file} is empty`));
  return ok({ value: text, origin: `${place} (${file})` });
}

const secretUnreadable = (field: string, place: string, why: string): Refusal => ({
  code: 'SECRET_FILE_UNREADABLE',
  field,
  message: `${field} (${place}): ${why}.`,
  remedy: 'Name a file that holds the secret and nothing else, and that the user of the server may read.',
});

/** What is no number stays text, and is refused as such. */
const numberOf = (text: string): unknown => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text);
