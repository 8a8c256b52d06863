import { settingNames, settings, waysToSet } from '../../config/server/settings.ts';
import type { SettingName } from '../../config/server/settings.ts';
import { settingSchemas } from '../../config/server/schema.ts';
import { pathParts, siteJsonSchema } from '../../config/json-schemas.ts';
import type { JsonSchema } from '../../config/json-schemas.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import { z } from 'zod';
import { nearNames } from '../calculations/near-names.ts';

/** What there is to know of one field, of the settings of the server or of the site file. */
export interface Explanation {
  readonly field: string;
  readonly of: 'server' | 'site';
  /** Null where the field has no words of its own; its group has. */
  readonly meaning: string | null;
  readonly type: string;
  /** Null: there is none. */
  readonly standard: string | null;
  readonly example: string | null;
  readonly required: boolean;
  readonly secret: boolean;
  /** Where it can be set, the stronger places first. */
  readonly set: string;
  /** Fields within it. */
  readonly fields: readonly string[];
}

/** Everything there is to set, in brief. */
export function allFields(): readonly Explanation[] {
  const site = siteJsonSchema();
  return [
    ...settingNames.map(ofServer),
    ...Object.keys(site.properties ?? {}).flatMap((name) => ofSite(site, name) ?? []),
  ];
}

/** A field by its path: `port`, `units[].sampler.cutterSpeed`. Refuses `CONFIG_UNKNOWN_FIELD` with names that may be meant. */
export function explainField(path: string): Outcome<readonly Explanation[]> {
  const site = siteJsonSchema();
  const found = [
    ...settingNames.filter((name) => name === path).map(ofServer),
    ...[ofSite(site, path) ?? []].flat(),
  ];
  if (found.length > 0) return ok(found);
  const near = nearNames(path, [...new Set([...settingNames, ...pathsOf(site, '')])]);
  return refuse({
    code: 'CONFIG_UNKNOWN_FIELD',
    field: 'field',
    message: `There is no field ${path}.`,
    remedy:
      near.length > 0 ? `Is one of these meant: ${near.join(', ')}?` : 'quaylab config explain lists all.',
  });
}

function ofServer(name: SettingName): Explanation {
  const { meaning, standard, example, secret } = settings[name];
  return {
    field: name,
    of: 'server',
    meaning,
    type: typeOf(z.toJSONSchema(settingSchemas[name], { io: 'input' }) as JsonSchema),
    standard: standard ?? null,
    example,
    required: name === 'site',
    secret: secret ?? false,
    set: waysToSet(name),
    fields: [],
  };
}

function ofSite(site: JsonSchema, path: string): Explanation | null {
  const found = at(site, pathParts(path.replaceAll(/\.?\d+(?=\.|$)/g, '[]')));
  if (!found) return null;
  const { schema, required } = found;
  return {
    field: path,
    of: 'site',
    meaning: schema.description ?? null,
    type: typeOf(schema),
    standard: null,
    example: null,
    required,
    secret: false,
    set: 'in the site file',
    fields: fieldsOf(schema),
  };
}

interface Found {
  readonly schema: JsonSchema;
  readonly required: boolean;
}

/** Below a schema, through lists and alternatives; `units.sampler` may be said for `units[].sampler`. */
function at(schema: JsonSchema, [part, ...rest]: readonly string[], required = false): Found | null {
  if (part === undefined) return { schema, required };
  for (const one of alternatives(schema)) {
    const field = one.properties?.[part];
    const record = typeof one.additionalProperties === 'object' ? one.additionalProperties : undefined;
    const inside =
      (field && at(field, rest, one.required?.includes(part) ?? false)) ??
      (one.items && at(one.items, part === '[]' ? rest : [part, ...rest])) ??
      (record && at(record, rest)) ??
      null;
    if (inside) return inside;
  }
  return null;
}

const alternatives = (schema: JsonSchema): readonly JsonSchema[] => schema.anyOf ?? schema.oneOf ?? [schema];

function fieldsOf(schema: JsonSchema): readonly string[] {
  const inner = alternatives(schema).flatMap((one) =>
    one.items ? fieldsOf(one.items) : Object.keys(one.properties ?? {}),
  );
  return [...new Set(inner)];
}

/** Paths of all fields, for names that may be meant. */
function pathsOf(schema: JsonSchema, path: string): readonly string[] {
  return alternatives(schema).flatMap((one) => [
    ...Object.entries(one.properties ?? {}).flatMap(([name, inner]) => {
      const own = path === '' ? name : `${path}.${name}`;
      return [own, ...pathsOf(inner, own)];
    }),
    ...(one.items ? pathsOf(one.items, `${path}[]`) : []),
  ]);
}

/** In a few words. */
function typeOf(schema: JsonSchema): string {
  const { type, minimum, exclusiveMinimum, maximum, pattern, minLength } = schema;
  const several = alternatives(schema);
  if (several.length > 1) return [...new Set(several.map(typeOf))].join(', or ');
  if (schema.enum) return `one of ${schema.enum.join(', ')}`;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  switch (type) {
    case 'array':
      return `list of: ${schema.items ? typeOf(schema.items) : 'anything'}`;
    case 'object':
      return schema.properties ? 'group of fields' : 'table';
    case 'integer':
    case 'number': {
      const above = exclusiveMinimum === undefined ? '' : ` above ${exclusiveMinimum}`;
      const from = minimum === undefined ? above : ` from ${minimum}`;
      // What a whole number may be at all is no limit of ours.
      const to = maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? '' : ` to ${maximum}`;
      return `${type === 'integer' ? 'whole number' : 'number'}${from}${to}`;
    }
    case 'boolean':
      return 'true or false';
    default:
      return pattern !== undefined
        ? `text like /${pattern}/`
        : (minLength ?? 0) > 1
          ? `text of at least ${minLength} characters`
          : 'text';
  }
}
