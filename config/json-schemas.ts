import { z } from 'zod';
import { serverFileSchema } from './server/schema.ts';
import { siteMeanings } from './site/meanings.ts';
import { siteSchema } from './site/schema.ts';

/** The parts of JSON Schema that our schemas come out as. */
export interface JsonSchema {
  readonly type?: string | undefined;
  readonly description?: string | undefined;
  readonly title?: string | undefined;
  readonly default?: unknown;
  readonly examples?: readonly unknown[] | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly const?: unknown;
  readonly pattern?: string | undefined;
  readonly minimum?: number | undefined;
  readonly exclusiveMinimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly minLength?: number | undefined;
  readonly properties?: Readonly<Record<string, JsonSchema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: JsonSchema | undefined;
  readonly additionalProperties?: JsonSchema | boolean | undefined;
  readonly anyOf?: readonly JsonSchema[] | undefined;
  readonly oneOf?: readonly JsonSchema[] | undefined;
}

/** The one that most editors know. */
const target = 'draft-7';

/** What a site file may say, for editors. What fields say together (`superRefine`) is checked by `quaylab config check` only. */
export function siteJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(siteSchema, { io: 'input', target }) as JsonSchema;
  const explained = Object.entries(siteMeanings).reduce(
    (whole, [path, meaning]) => describedAt(whole, pathParts(path), meaning, path),
    schema,
  );
  return { title: 'Site file of Quaylab', ...explained };
}

/** What a file with settings of the server may say. */
export const serverJsonSchema = (): JsonSchema => ({
  title: 'Settings of a Quaylab server',
  ...(z.toJSONSchema(serverFileSchema, { io: 'input', target }) as JsonSchema),
});

/** `units[].user.name` → units, [], user, name. */
export const pathParts = (path: string): readonly string[] =>
  path.replaceAll('[]', '.[]').split('.').filter(Boolean);

/** The same schema with a description at a path. Throws when there is nothing at the path: a meaning that belongs to no field. */
function describedAt(
  schema: JsonSchema,
  [part, ...rest]: readonly string[],
  description: string,
  path: string,
): JsonSchema {
  if (part === undefined) return { ...schema, description };
  const inside = (inner: JsonSchema) => describedAt(inner, rest, description, path);
  if (part === '[]' && schema.items) return { ...schema, items: inside(schema.items) };
  const field = schema.properties?.[part];
  if (field) return { ...schema, properties: { ...schema.properties, [part]: inside(field) } };
  throw new Error(`there is no ${path} in the schema`);
}
