import { z } from 'zod';
import type { Refusal } from '../../workflows/kernel/refusal.ts';
import { nearNames } from './near-names.ts';

/** What is wrong with an input, in the words of its caller. `field` is the path of the value: `units[0].mass_t`. */
export type InputFault = Refusal & { readonly field: string };

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/**
 * The faults a schema found in an input, all of them. Codes: `FIELD_MISSING`, `FIELD_UNKNOWN`, `NOT_A_NUMBER`,
 * `NUMBER_TOO_LONG`, `OUT_OF_RANGE`, `VALUE_NOT_ALLOWED`, `INPUT_INVALID`, or the code a schema gives an issue itself
 * (`params.code`, with `params.remedy`).
 */
export const faultsOf = (error: z.ZodError, input: unknown, schema: z.ZodType, calculation: string): readonly InputFault[] =>
  error.issues.flatMap((issue) => faultsOfIssue(issue, { input, schema, explain: `quaylab calc explain ${calculation}` }, []));

interface Context {
  readonly input: unknown;
  readonly schema: z.ZodType;
  /** The command that shows what a field may be. */
  readonly explain: string;
}

function faultsOfIssue(issue: Issue, context: Context, within: Path): readonly InputFault[] {
  const path = [...within, ...issue.path];
  const value = valueAt(context.input, path);
  const field = pathText(path);
  const fault = (code: string, message: string, remedy: string): readonly InputFault[] => [{ code, field, message, remedy }];

  if (issue.code === 'custom')
    return fault(paramOf(issue, 'code') ?? 'INPUT_INVALID', sentence(issue.message), paramOf(issue, 'remedy') ?? shown(context));
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField(key, path, context));
  if (value === undefined)
    return fault('FIELD_MISSING', `${field} is not given.`, `Give ${field}; ${context.explain} shows what it may be.`);

  const told = tell(value);
  switch (issue.code) {
    case 'invalid_value':
      return fault(
        'VALUE_NOT_ALLOWED',
        `${told} is not one of the values allowed.`,
        `Choose one of: ${issue.values.map(String).join(', ')}.`,
      );
    case 'too_small':
    case 'too_big':
      return fault('OUT_OF_RANGE', `${told} is out of range.`, `Give ${bounded(issue)}.`);
    case 'invalid_type':
      return wantsNumber(issue.expected)
        ? fault(
            'NOT_A_NUMBER',
            `${told} is not a ${issue.expected === 'int' ? 'whole ' : ''}number.`,
            `Give a ${issue.expected === 'int' ? 'whole ' : ''}number, without quotes.`,
          )
        : fault('INPUT_INVALID', `${told} is not ${articled(issue.expected)}.`, shown(context));
    case 'invalid_union':
      return ofUnion(issue, context, path, fault);
    case 'invalid_format':
      return fault('INPUT_INVALID', `${told} is not ${formatName(issue.format)}.`, shown(context));
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
      return fault('INPUT_INVALID', `${told}: ${sentence(issue.message)}`, shown(context));
  }
}

/** Of several shapes that may stand in a place, the faults of the one that was most likely meant. */
function ofUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  context: Context,
  path: Path,
  fault: (code: string, message: string, remedy: string) => readonly InputFault[],
): readonly InputFault[] {
  if ('options' in issue && Array.isArray(issue.options)) {
    // The path ends with the discriminator, which is there: a missing one was told before.
    return fault(
      'VALUE_NOT_ALLOWED',
      `${tell(valueAt(context.input, path))} is not one of the values allowed.`,
      `Choose one of: ${issue.options.map(String).join(', ')}.`,
    );
  }
  const branches = issue.errors.filter((issues) => !issues.some(isWrongTypeAltogether));
  const [likeliest] = [...branches].sort((one, other) => strangeness(one) - strangeness(other));
  if (likeliest) return likeliest.flatMap((inner) => faultsOfIssue(inner as Issue, context, path));
  const takesNumbers = issue.errors.some((issues) => issues.some((inner) => inner.code === 'invalid_type' && wantsNumber(inner.expected)));
  const told = tell(valueAt(context.input, path));
  return takesNumbers
    ? fault('NOT_A_NUMBER', `${told} is not a decimal number.`, 'Give digits with at most one decimal point, for example "12.34".')
    : fault('INPUT_INVALID', `${told} has none of the shapes taken here.`, shown(context));
}

const isWrongTypeAltogether = (issue: z.core.$ZodRawIssue | Issue): boolean =>
  issue.code === 'invalid_type' && (issue.path ?? []).length === 0;

/** A field that does not belong there tells more against a shape than a value that is wrong. */
const strangeness = (issues: readonly { readonly code?: string | undefined }[]): number =>
  issues.reduce((sum, { code }) => sum + (code === 'unrecognized_keys' ? 100 : 1), 0);

function unknownField(key: string, path: Path, { schema, explain }: Context): InputFault {
  const known = knownFields(schema);
  const near = nearNames(key, known, 3);
  const meant = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Fields: ${known.slice(0, mostFieldsTold).join(', ')}.`;
  return {
    code: 'FIELD_UNKNOWN',
    field: pathText([...path, key]),
    message: `There is no field "${key}" here.`,
    remedy: `${meant} ${explain} shows all fields.`,
  };
}

/** How many field names a remedy lists. */
const mostFieldsTold = 20;

/** Every field name anywhere in an input schema. */
function knownFields(schema: z.ZodType): readonly string[] {
  const names = new Set<string>();
  const collect = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if ('properties' in node && typeof node.properties === 'object' && node.properties !== null)
      Object.keys(node.properties).forEach((name) => names.add(name));
    Object.values(node).forEach(collect);
  };
  collect(z.toJSONSchema(schema, { io: 'input' }));
  return [...names];
}

function bounded({ code, origin, inclusive, ...issue }: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const bound = 'minimum' in issue ? issue.minimum : issue.maximum;
  const sign = code === 'too_small' ? (inclusive === false ? '>' : '≥') : inclusive === false ? '<' : '≤';
  const unit = origin === 'array' || origin === 'set' ? ' entries' : origin === 'string' ? ' characters' : '';
  return `${unit === '' ? 'a number ' : ''}${sign} ${String(bound)}${unit}`;
}

const paramOf = (issue: z.core.$ZodIssueCustom, name: string): string | undefined => {
  const value: unknown = issue.params?.[name];
  return typeof value === 'string' ? value : undefined;
};

const wantsNumber = (expected: string | undefined): boolean => expected === 'number' || expected === 'int' || expected === 'bigint';
const shown = ({ explain }: Context): string => `Correct the field; ${explain} shows what it may be.`;
const articled = (expected: string): string =>
  ({ string: 'text', object: 'an object', array: 'a list', tuple: 'a list', record: 'an object', boolean: 'true or false' })[expected] ??
  expected;
const formatName = (format: string): string => (format === 'date' ? 'a date that exists, written YYYY-MM-DD' : `well-formed (${format})`);
const sentence = (message: string): string => (/[.?!]$/.test(message) ? message : `${message}.`);

/** Longest part of a wrong value that a message repeats, characters. */
const longestTold = 60;
const tell = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > longestTold ? `${text.slice(0, longestTold)}…` : text;
};

const valueAt = (input: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (node, key) =>
      typeof node === 'object' && node !== null && Object.hasOwn(node, key) ? (node as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  );

/** `units[0].mass_t` */
const pathText = (path: Path): string =>
  path.reduce<string>((text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}${text === '' ? '' : '.'}${String(key)}`), '');
