import type { Calculation } from './calculation.ts';
import { catalogue } from './catalogue.ts';
import { explainCalculation, jsonSchemaOf } from './explain.ts';
import { inputFields } from './input-fields.ts';
import { packShelf } from './pack-shelf.ts';
import { runCalculation } from './run.ts';
import type { Answer } from './run.ts';

/** What every calculation of the house must be, whoever wrote it. */

const shelf = packShelf();
const everyCalculation = catalogue.groups.flatMap(({ calculations }) => calculations);
const cases = everyCalculation.map((one) => [one.name, one] as const);

const answerOf = (name: string, input: unknown): Answer => {
  const outcome = runCalculation(catalogue, name, input, shelf);
  if (!outcome.ok) throw new Error(`${name}: ${outcome.refusal.code} ${outcome.refusal.field ?? ''} ${outcome.refusal.message}`);
  return outcome.value;
};

/** Paths of the fields that take a decimal number, or a list of them. */
const decimalPaths = (calculation: Calculation): ReadonlySet<string> =>
  new Set(inputFields(jsonSchemaOf(calculation.input, 'input')).flatMap(({ path, numeric }) => (numeric ? [path] : [])));

/** An input with every decimal text that a binary number carries to the digit given as that number. */
function asNumbers(value: unknown, decimals: ReadonlySet<string>, path = ''): unknown {
  if (Array.isArray(value)) return value.map((entry) => asNumbers(entry, decimals, `${path}[]`));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, asNumbers(member, decimals, path === '' ? key : `${path}.${key}`)]),
    );
  }
  const exact = typeof value === 'string' && String(Number(value)) === value;
  return exact && decimals.has(path.replace(/(\[\])+$/, '')) ? Number(value) : value;
}

const nonsense: readonly unknown[] = [
  undefined,
  null,
  '',
  '-1',
  '0',
  '0.0000000001',
  '999999999999999',
  1.5,
  'x',
  [],
  {},
  '2026-02-30',
  '1900-01-01',
];

/** Every place in a value, as the keys that lead there. */
const placesIn = (value: unknown, path: readonly string[] = []): readonly (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, member]) => [[...path, key], ...placesIn(member, [...path, key])])
    : [];

/** A copy of a value with something else in one place. */
function putInto(value: unknown, [key, ...rest]: readonly string[], something: unknown): unknown {
  if (key === undefined) return something;
  const copy = (Array.isArray(value) ? [...(value as readonly unknown[])] : { ...(value as object) }) as Record<string, unknown>;
  copy[key] = putInto(copy[key], rest, something);
  if (copy[key] === undefined) delete copy[key];
  return copy;
}

describe('the catalogue', () => {
  it('has names of lower-case words joined by hyphens, each once', () => {
    const names = everyCalculation.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(0);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
  });

  it('has groups with a title and something in them', () => {
    for (const { id, title, calculations } of catalogue.groups) {
      expect({ id, zh: title.zh !== '', en: title.en !== '', some: calculations.length > 0 }).toEqual({
        id,
        zh: true,
        en: true,
        some: true,
      });
    }
  });

  it('gives no fault to guessing: a name nobody knows is refused', () => {
    expect(catalogue.find('coal')).toMatchObject({ ok: false, refusal: { code: 'CALCULATION_UNKNOWN' } });
    expect(catalogue.find('constructor')).toMatchObject({ ok: false });
  });
});

describe.each(cases)('%s', (name, calculation) => {
  it('answers its own example, with steps that each name standard, edition and clause', () => {
    const { steps, value, packs } = answerOf(name, calculation.example);
    expect(calculation.output.safeParse(value).error).toBeUndefined();
    expect(steps.length).toBeGreaterThan(0);
    expect(packs.length).toBeGreaterThan(0);
    for (const { source, expression, name: title } of steps) {
      for (const text of [source.standard, source.edition, source.clause, expression, title.zh, title.en]) expect(text).toMatch(/\S/);
    }
  });

  it('follows only formulas it explains', () => {
    const explained = explainCalculation(catalogue, name, shelf);
    if (!explained.ok) throw new Error(explained.refusal.message);
    // A limit L of the formula is the r or R of the step.
    const rightSide = ({ expression }: { readonly expression: string }) => expression.replace(/^\S+ = /, '');
    const explainedSides = explained.value.formulas.map(rightSide);
    for (const step of answerOf(name, calculation.example).steps) expect(explainedSides).toContain(rightSide(step));
  });

  it('gives the same answer to binary numbers where they are exact', () => {
    const numbers = asNumbers(calculation.example, decimalPaths(calculation));
    expect(answerOf(name, numbers)).toEqual(answerOf(name, calculation.example));
  });

  it('has JSON Schemas, every field described, every number with its unit or a pure number', () => {
    const [input, output] = [
      inputFields(jsonSchemaOf(calculation.input, 'input')),
      inputFields(jsonSchemaOf(calculation.output, 'output')),
    ];
    expect(input.length).toBeGreaterThan(0);
    expect(output.length).toBeGreaterThan(0);
    // A part may be told with what it is part of: `grabs: number of grabs and where it comes from`.
    const described = ({ path }: { readonly path: string }): boolean =>
      input.some((field) => field.path === path && field.description !== '' && !field.description.startsWith('decimal number'));
    const whole = (path: string) => path.replace(/(\[\d*\])?\.[^.]+$/, '');
    const undescribed = input.filter((field) => !field.fixed && !described(field) && !described({ path: whole(field.path) }));
    expect(undescribed.map(({ path }) => path)).toEqual([]);
    const withoutUnit = [...input, ...output]
      .filter(({ name: field, unit }) => field.includes('_') && unit === null)
      .map(({ path }) => path);
    expect(withoutUnit).toEqual([]);
  });

  it('is titled and summarised in Chinese and English', () => {
    for (const words of [calculation.title, calculation.summary]) {
      expect(words.zh).toMatch(/[\u4e00-\u9fff]/);
      expect(words.en).toMatch(/[A-Za-z]/);
    }
  });

  it('refuses fields it does not know', () => {
    const outcome = runCalculation(catalogue, name, { ...(calculation.example as object), moonPhase: '1' }, shelf);
    expect(outcome).toMatchObject({ ok: false, refusal: { code: 'FIELD_UNKNOWN', field: 'moonPhase' } });
  });

  it('answers or refuses whatever stands in any of its fields, naming a field, and never throws', () => {
    for (const place of placesIn(calculation.example)) {
      for (const something of nonsense) {
        const outcome = runCalculation(catalogue, name, putInto(calculation.example, place, something), shelf);
        if (outcome.ok) continue;
        const { code, field, message, remedy } = outcome.refusal;
        expect(`${code} ${message} ${remedy}`).not.toMatch(/undefined|NaN|\[object/);
        expect({ place, something, code, field: field !== undefined && field !== '' }).toEqual({ place, something, code, field: true });
      }
    }
  });
});
