import { dirname } from 'node:path';
import { closest } from 'fastest-levenshtein';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome, Refusal } from '../../workflows/kernel/refusal.ts';
import { settingSchemas } from './schema.ts';
import type { SettingValue } from './schema.ts';
import { readSettingsFile } from './settings-file.ts';
import type { FileField } from './settings-file.ts';
import { fileForms, settingNames, settings, waysToSet } from './settings.ts';
import type { SettingName, StandardName } from './settings.ts';
import { strangeVariables } from './strange-variables.ts';
import type { StrangeVariable } from './strange-variables.ts';
import { strongest } from './strongest.ts';
import type { Given } from './strongest.ts';

/** From where settings come; what stands later is stronger: standard, file, environment, flags. */
export interface ServerConfigSources {
  /** A settings file (YAML); absent: `QUAYLAB_CONFIG` names one, or there is none. */
  readonly file?: string | undefined;
  /** An empty variable counts as none. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** By name of setting, `mongodbUriFile` for the file of a secret. */
  readonly flags?: Readonly<Record<string, string | undefined>>;
}

/** What is in force. */
export type ServerSettings = { readonly [Name in StandardName]: SettingValue<Name> } & {
  readonly [Name in Exclude<SettingName, StandardName>]?: SettingValue<Name>;
};

export interface ServerConfig<Needed extends SettingName = never> {
  readonly settings: ServerSettings & { readonly [Name in Needed]: SettingValue<Name> };
  /** Where each setting in force comes from: `server.yaml:3`, `QUAYLAB_PORT`, `--port`, `standard`. */
  readonly origins: Readonly<Partial<Record<SettingName, string>>>;
  /** Variables that look like ours and are not: to be told, since one may be misspelt. */
  readonly strangeVariables: readonly StrangeVariable[];
}

/** The same with all that is wrong; settings at fault are left out of those in force. */
export interface ServerConfigReading extends Omit<ServerConfig, 'settings'> {
  readonly settings: Partial<ServerSettings>;
  readonly faults: readonly Refusal[];
}

/**
 * The settings of the server from file, environment and flags. `needed`: those that must be set. Refuses the first fault:
 * `CONFIG_UNREADABLE`, `CONFIG_INVALID`, `CONFIG_UNKNOWN_FIELD`, `CONFIG_MISSING`, `SECRET_FILE_UNREADABLE`; `readServerConfig` tells all.
 */
export function loadServerConfig<const Needed extends SettingName = 'site'>(
  sources: ServerConfigSources,
  needed: readonly Needed[] = ['site' as Needed],
): Outcome<ServerConfig<Needed>> {
  const { faults, ...read } = readServerConfig(sources, needed);
  const [first] = faults;
  // Without faults everything standard and needed is there.
  return first ? refuse(first) : ok(read as ServerConfig<Needed>);
}

/** The settings, and every fault found. */
export function readServerConfig(
  { env, flags = {}, ...given }: ServerConfigSources,
  needed: readonly SettingName[] = [],
): ServerConfigReading {
  const file = given.file ?? env['QUAYLAB_CONFIG'];
  const read = file === undefined || file === '' ? ok(new Map<string, FileField>()) : readSettingsFile(file);
  const faults: Refusal[] = read.ok ? [] : [read.refusal];
  const fields = read.ok ? read.value : new Map<string, FileField>();
  faults.push(...unknownFields(fields));
  const folder = file === undefined ? '.' : dirname(file);
  const values: Partial<Record<SettingName, unknown>> = {};
  const origins: Partial<Record<SettingName, string>> = {};
  for (const name of settingNames) {
    const found = strongest(name, { fields, folder, env, flags });
    const checked = found.ok ? found.value && check(name, found.value) : found;
    if (checked === null) continue;
    if (!checked.ok) faults.push(checked.refusal);
    else {
      values[name] = checked.value;
      if (found.ok && found.value) origins[name] = found.value.origin;
    }
  }
  // What a file that cannot be read would have set is not known.
  if (read.ok) faults.push(...missing(needed, values, faults), ...incomplete(values, faults));
  // Each was checked by the schema of its name.
  return {
    settings: values as Partial<ServerSettings>,
    origins,
    strangeVariables: strangeVariables(env),
    faults,
  };
}

function check(name: SettingName, { value, origin }: Given): Outcome<unknown> {
  const parsed = settingSchemas[name].safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const { example, secret } = settings[name];
  const shown = secret ? '' : ` ${JSON.stringify(value)}`;
  return refuse({
    code: 'CONFIG_INVALID',
    field: name,
    message: `${name}${shown} (${origin}): ${parsed.error.issues[0]?.message ?? 'is not valid'}.`,
    remedy: secret
      ? `Correct it: quaylab config explain ${name}.`
      : `Correct it, for example ${example}; quaylab config explain ${name} tells more.`,
  });
}

const fieldNames = settingNames.map((name) => (settings[name].secret ? fileForms(name).field : name));

function unknownFields(fields: ReadonlyMap<string, FileField>): readonly Refusal[] {
  return [...fields]
    .filter(([field]) => !fieldNames.includes(field))
    .map(([field, { place }]) => {
      const secret = settingNames.find((name) => name === field);
      return {
        code: 'CONFIG_UNKNOWN_FIELD',
        field,
        message: secret
          ? `${field} (${place}) is a secret, which does not stand in this file.`
          : `There is no setting ${field} (${place}).`,
        remedy: secret
          ? `Set ${settings[secret].variable}, or name a file of its own with ${fileForms(secret).field}.`
          : `Is ${closest(field, fieldNames)} meant? quaylab config explain lists all.`,
      };
    });
}

function missing(
  needed: readonly SettingName[],
  values: Readonly<Partial<Record<SettingName, unknown>>>,
  faults: readonly Refusal[],
): readonly Refusal[] {
  return needed
    .filter((name) => values[name] === undefined && !faults.some(({ field }) => field === name))
    .map((name) => ({
      code: 'CONFIG_MISSING',
      field: name,
      message: `${name} is not set.`,
      remedy: `Set it ${waysToSet(name)}.`,
    }));
}

/** What one setting asks of another. */
function incomplete(
  values: Readonly<Partial<Record<SettingName, unknown>>>,
  faults: readonly Refusal[],
): readonly Refusal[] {
  const without = (name: SettingName, other: SettingName, why: string): readonly Refusal[] =>
    values[name] === undefined || values[other] !== undefined || faults.some(({ field }) => field === other)
      ? []
      : [
          {
            code: 'CONFIG_MISSING',
            field: other,
            message: `${other} is not set, and ${name} is: ${why}.`,
            remedy: `Set it ${waysToSet(other)}.`,
          },
        ];
  return [
    ...without('mongodbUri', 'clusterSecret', 'a cluster keeps its private files encrypted under it'),
    ...without('redisUrl', 'mongodbUri', 'jobs are handed out by a cluster only'),
  ];
}
