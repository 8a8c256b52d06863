/** As much of JSON Schema as the interface's description of a declaration uses. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly enum?: readonly (string | null)[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxLength?: number;
  readonly description?: string;
  readonly example?: unknown;
}

/** One thing to fill in. */
export interface Field {
  /** Names joined by dots, as refusals name it too. */
  readonly path: string;
  /** `list`: texts, separated by commas; `rows`: a line for each, its parts separated by commas. */
  readonly kind: 'text' | 'integer' | 'choice' | 'list' | 'rows';
  readonly required: boolean;
  /** Left empty it is sent as null. */
  readonly nullable: boolean;
  readonly choices: readonly string[];
  readonly pattern: string | null;
  readonly least: number | null;
  readonly most: number | null;
  /** Names of a row's parts. */
  readonly parts: readonly string[];
  readonly example: string | null;
}

const typesOf = ({ type, anyOf }: JsonSchema): readonly string[] => {
  if (anyOf) return anyOf.flatMap(typesOf);
  if (type === undefined) return [];
  return typeof type === 'string' ? [type] : type;
};

/** Everything to fill in for an object, in its order; members that admit one value only say what it is and are not asked. */
export function fieldsOf(
  { properties = {}, required = [] }: JsonSchema,
  above = '',
  aboveRequired = true,
): readonly Field[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const path = above === '' ? name : `${above}.${name}`;
    const isRequired = aboveRequired && required.includes(name);
    if (schema.properties) return fieldsOf(schema, path, isRequired);
    if (schema.enum?.length === 1) return [];
    return [fieldOf(path, schema, isRequired)];
  });
}

function fieldOf(path: string, schema: JsonSchema, isRequired: boolean): Field {
  const types = typesOf(schema);
  const nullable = types.includes('null');
  const parts = Object.keys(schema.items?.properties ?? {});
  const kind = types.includes('array')
    ? parts.length > 0
      ? 'rows'
      : 'list'
    : schema.enum
      ? 'choice'
      : types.includes('integer')
        ? 'integer'
        : 'text';
  return {
    path,
    kind,
    required: isRequired && !nullable,
    nullable: nullable && isRequired,
    choices: (schema.enum ?? []).filter((each) => each !== null),
    pattern: schema.pattern ?? null,
    least: schema.minimum ?? null,
    most: schema.maximum ?? null,
    parts,
    example: typeof schema.example === 'string' ? schema.example : null,
  };
}

export type Typed = Readonly<Record<string, string>>;
type Fault = 'missing' | 'malformed' | 'notWhole' | 'outOfRange' | 'rowMalformed';

const textOf = (typed: Typed, path: string): string => (typed[path] ?? '').trim();
const rowsOf = (text: string): readonly (readonly string[])[] =>
  text
    .split('\n')
    .map((line) => line.split(/[,，\t]/).map((part) => part.trim()))
    .filter((parts) => parts.some((part) => part !== ''));

/** What is wrong with what was typed, by the schema; null when nothing is. */
export function faultOf(field: Field, typed: Typed): Fault | null {
  const text = textOf(typed, field.path);
  if (text === '') return field.required ? 'missing' : null;
  if (field.kind === 'integer') {
    if (!/^\d+$/.test(text)) return 'notWhole';
    const number = Number(text);
    return (field.least !== null && number < field.least) || (field.most !== null && number > field.most)
      ? 'outOfRange'
      : null;
  }
  if (field.kind === 'rows') {
    return rowsOf(text).every(
      (parts) => parts.length === field.parts.length && parts.every((part) => part !== ''),
    )
      ? null
      : 'rowMalformed';
  }
  return field.pattern !== null && !new RegExp(field.pattern).test(text) ? 'malformed' : null;
}

function valueOf({ kind, parts }: Field, text: string): unknown {
  switch (kind) {
    case 'integer':
      return Number(text);
    case 'list':
      return text
        .split(/[,，]/)
        .map((each) => each.trim())
        .filter(Boolean);
    case 'rows':
      return rowsOf(text).map((row) => Object.fromEntries(parts.map((part, no) => [part, row[no]])));
    default:
      return text;
  }
}

/** The body to send: what was left empty is absent, or null where the interface wants to be told so. */
export function bodyOf(fields: readonly Field[], typed: Typed): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const field of fields) {
    const text = textOf(typed, field.path);
    if (text === '' && !field.nullable) continue;
    const names = field.path.split('.');
    const last = names.pop() ?? field.path;
    let holder = body;
    for (const name of names) holder = (holder[name] ??= {}) as Record<string, unknown>;
    holder[last] = text === '' ? null : valueOf(field, text);
  }
  return body;
}
