import fc from 'fast-check';
import type { ApiDocument, Schema } from './api-document.ts';
import { resolved } from './api-document.ts';

/** Deeper things are left out where they may be, so that a schema that refers to itself ends. */
const deepest = 6;
const longestText = 40;

/** Values that pass a JSON schema as far as it says what passes; checks in words of the schema's description are not known here. */
export function valuesOf(document: ApiDocument, schema: Schema, depth = 0): fc.Arbitrary<unknown> {
  const of = (inner: Schema) => valuesOf(document, inner, depth + 1);
  if (schema.$ref !== undefined) return valuesOf(document, resolved<Schema>(document, schema), depth);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(of));
  if (schema.allOf) return fc.tuple(...schema.allOf.map(of)).map((parts) => Object.assign({}, ...parts));
  const plain = Array.isArray(schema.type)
    ? fc.oneof(...schema.type.map((type) => of({ ...schema, type })))
    : ofType(schema, of, depth);
  return schema.example === undefined ? plain : fc.oneof(fc.constant(schema.example), plain);
}

function ofType(
  schema: Schema,
  of: (inner: Schema) => fc.Arbitrary<unknown>,
  depth: number,
): fc.Arbitrary<unknown> {
  const { minimum = -1000, maximum = Math.max(minimum, 10_000), minItems = 0 } = schema;
  switch (schema.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: minimum, max: Math.min(maximum, 0x7fffffff) });
    case 'number':
      return fc.double({ min: minimum, max: maximum, noNaN: true });
    case 'string':
      return texts(schema);
    case 'array': {
      const most = depth > deepest ? minItems : Math.max(minItems, Math.min(schema.maxItems ?? 3, 3));
      return fc.array(of(schema.items ?? {}), { minLength: minItems, maxLength: most });
    }
    case 'object':
      return objects(schema, of, depth);
    default:
      return fc.jsonValue({ maxDepth: 1 });
  }
}

function objects(
  schema: Schema,
  of: (inner: Schema) => fc.Arbitrary<unknown>,
  depth: number,
): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties } = schema;
  const wanted = Object.entries(properties).filter(([name]) => depth <= deepest || required.includes(name));
  const named = fc.record(Object.fromEntries(wanted.map(([name, member]) => [name, of(member)])), {
    requiredKeys: required.filter((name) => name in properties),
  });
  if (typeof additionalProperties !== 'object' || depth > deepest) return named;
  const more = fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), of(additionalProperties), {
    maxKeys: 2,
  });
  return fc.tuple(more, named).map(([others, known]) => ({ ...others, ...known }));
}

const days = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });

function texts({ format, pattern, minLength = 0, maxLength = longestText }: Schema): fc.Arbitrary<string> {
  if (format === 'date-time') return days.map((day) => day.toISOString());
  if (format === 'date') return days.map((day) => day.toISOString().slice(0, 10));
  if (format === 'uuid') return fc.uuid();
  if (format === 'uri') return fc.webUrl();
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  const length = { minLength, maxLength: Math.max(minLength, Math.min(maxLength, longestText)) };
  return fc.oneof(fc.string(length), fc.string({ ...length, unit: 'grapheme' }));
}
