import { unitOfField } from './field-units.ts';

/** A JSON Schema, as far as calculations use it. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema | boolean;
  readonly prefixItems?: readonly JsonSchema[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** One field as a person fills it in. */
export interface InputField {
  /** Path; `[]` stands for every entry of a list: `units[].mass_t`. */
  readonly path: string;
  /** Last name of the path. */
  readonly name: string;
  readonly unit: string | null;
  /** What may stand there: `number > 0`, `raw | screened`, `list, ≥ 2 entries`. */
  readonly takes: string;
  readonly required: boolean;
  readonly default?: unknown;
  readonly description: string;
  /** A number, alone or as every entry of a list. */
  readonly numeric: boolean;
  /** One word only: what tells one alternative from another. */
  readonly fixed: boolean;
}

/** The fields of an object's schema, depth first; alternatives one after the other. */
export function inputFields(schema: JsonSchema, prefix = ''): readonly InputField[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    const field: InputField = {
      path,
      name,
      unit: unitOfField(name),
      takes: takenBy(member),
      required: schema.required?.includes(name) ?? false,
      ...(member.default !== undefined && { default: member.default }),
      description: member.description ?? '',
      numeric: isNumeric(member),
      fixed: member.const !== undefined,
    };
    return [field, ...within(member, path)];
  });
  const alternatives = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].flatMap((one) => inputFields(one, prefix));
  return withoutRepeats([...own, ...alternatives]);
}

function within(schema: JsonSchema, path: string): readonly InputField[] {
  const entries = schema.items;
  const inList = typeof entries === 'object' ? inputFields(entries, `${path}[]`) : [];
  const tuple = (schema.prefixItems ?? []).flatMap((entry, index) => inputFields(entry, `${path}[${index}]`));
  const values = typeof schema.additionalProperties === 'object' ? inputFields(schema.additionalProperties, `${path}.<name>`) : [];
  return [...inputFields(schema, path), ...inList, ...tuple, ...values];
}

const withoutRepeats = (fields: readonly InputField[]): readonly InputField[] =>
  fields.filter((field, index) => fields.findIndex((other) => other.path === field.path && other.takes === field.takes) === index);

const types = ({ type }: JsonSchema): readonly string[] => (type === undefined ? [] : typeof type === 'string' ? [type] : type);

function isNumeric(schema: JsonSchema): boolean {
  if (schema.format === 'decimal' || types(schema).some((type) => type === 'number' || type === 'integer')) return true;
  const entries = schema.items;
  return (
    (typeof entries === 'object' && isNumeric(entries)) ||
    (schema.prefixItems ?? []).some(isNumeric) ||
    [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].some((one) => !types(one).includes('object') && isNumeric(one))
  );
}

function takenBy(schema: JsonSchema): string {
  if (schema.const !== undefined) return String(schema.const);
  if (schema.enum) return schema.enum.map(String).join(' | ');
  if (schema.format === 'decimal') return ['number', ...boundsOf(schema)].join(' ');
  if (schema.format === 'date') return 'date YYYY-MM-DD';
  const alternatives = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
  if (alternatives.length > 0) return [...new Set(alternatives.map(takenBy))].join(' or ');
  const [type] = types(schema);
  switch (type) {
    case 'integer':
      return ['whole number', ...boundsOf(schema)].join(' ');
    case 'number':
      return ['number', ...boundsOf(schema)].join(' ');
    case 'boolean':
      return 'true | false';
    case 'array':
      return listOf(schema);
    case 'string':
      return 'text';
    case 'null':
      return 'null';
    default:
      return 'object';
  }
}

function listOf({ items, prefixItems, minItems, maxItems }: JsonSchema): string {
  if (prefixItems) return `list of ${prefixItems.length}: ${[...new Set(prefixItems.map(takenBy))].join(', ')}`;
  const size = [minItems !== undefined && `≥ ${minItems}`, maxItems !== undefined && `≤ ${maxItems}`].filter((bound) => bound !== false);
  return `list of ${typeof items === 'object' ? takenBy(items) : 'values'}${size.length > 0 ? `, ${size.join(' ')} entries` : ''}`;
}

const boundsOf = ({ minimum, exclusiveMinimum, maximum, exclusiveMaximum }: JsonSchema): readonly string[] =>
  [
    minimum !== undefined && minimum !== Number.MIN_SAFE_INTEGER && `≥ ${minimum}`,
    exclusiveMinimum !== undefined && `> ${exclusiveMinimum}`,
    maximum !== undefined && maximum !== Number.MAX_SAFE_INTEGER && `≤ ${maximum}`,
    exclusiveMaximum !== undefined && `< ${exclusiveMaximum}`,
  ].filter((bound) => bound !== false);
