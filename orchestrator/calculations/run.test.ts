import fc from 'fast-check';
import { z } from 'zod';
import { ok, RefusedError } from '../../workflows/kernel/refusal.ts';
import { calculation } from './calculation.ts';
import { catalogueOf } from './catalogue.ts';
import { runCalculation } from './run.ts';
import { emptyShelf, share, shareCatalogue } from './testing/share.fixture.ts';

const run = (input: unknown, on?: string) => runCalculation(shareCatalogue, 'part-share', input, emptyShelf, { on });
const good = { part_kg: '1', whole_kg: '3', kind: 'raw' };
/** `code field` of every fault. */
const faults = (input: unknown) => {
  const outcome = run(input);
  return outcome.ok ? [] : outcome.faults.map(({ code, field }) => `${code} ${field}`);
};

describe('a calculation', () => {
  it('answers with its value, its steps and the packs it used, overrides visible', () => {
    expect(run(good)).toEqual({
      ok: true,
      value: {
        name: 'part-share',
        on: null,
        value: { share_pct: '33.33', on: null },
        steps: [
          expect.objectContaining({
            expression: 's = 100·m / M',
            inputs: [
              { symbol: 'm', value: '1', unit: 'kg' },
              { symbol: 'M', value: '3', unit: 'kg' },
            ],
            unrounded: `33.${'3'.repeat(28)}`,
            reported: '33.33',
            unit: '%',
          }),
        ],
        packs: [expect.objectContaining({ kind: 'coal', id: 'site', version: '1', overrides: [expect.objectContaining({ was: '3' })] })],
      },
    });
  });

  it('follows the editions of the day asked for, unless its input names a day itself', () => {
    expect(run(good, '2026-05-04')).toMatchObject({ value: { on: '2026-05-04', value: { on: '2026-05-04' } } });
    expect(run({ ...good, on: '2025-01-01' }, '2026-05-04')).toMatchObject({ value: { on: '2026-05-04', value: { on: '2025-01-01' } } });
    expect(run(good, '2026-02-30')).toMatchObject({ ok: false, refusal: { code: 'DATE_NOT_VALID', field: 'on' } });
  });

  it('that nobody knows is refused with those that may have been meant', () => {
    const outcome = runCalculation(shareCatalogue, 'part-shares', good, emptyShelf);
    expect(outcome).toMatchObject({
      ok: false,
      refusal: { code: 'CALCULATION_UNKNOWN', field: 'name', remedy: expect.stringContaining('part-share') as string },
    });
  });

  it.each([
    ['an integer of 0', { part_kg: 0 }, '0.00'],
    ['a binary number', { part_kg: 0.3 }, '10.00'],
    ['trailing zeros', { part_kg: '0.300' }, '10.00'],
  ])('takes %s', (_what, changes, reported) => {
    expect(run({ ...good, ...changes })).toMatchObject({ value: { value: { share_pct: reported } } });
  });

  it('whose answer breaks its own schema is a fault of ours', () => {
    const broken = { ...share, output: z.strictObject({ other: z.string() }) };
    const catalogue = catalogueOf([{ id: 'tests', title: share.title, calculations: [broken] }]);
    expect(() => runCalculation(catalogue, 'part-share', good, emptyShelf)).toThrow(z.ZodError);
  });

  it('without its rule pack is refused, not thrown', () => {
    const refusal = { code: 'RULE_PACK_NOT_IN_FORCE', field: 'on', message: 'None.', remedy: 'Another day.' };
    const shelf = {
      open: () => ({
        packs: () => {
          throw new RefusedError(refusal);
        },
        used: () => [],
      }),
    };
    expect(runCalculation(shareCatalogue, 'part-share', good, shelf)).toEqual({ ok: false, refusal, faults: [] });
  });
});

describe('an input', () => {
  it.each<[string, unknown, string]>([
    ['that is a list', [good], 'INPUT_NOT_AN_OBJECT'],
    ['that is a text', 'part_kg=1', 'INPUT_NOT_AN_OBJECT'],
    ['that is null', null, 'INPUT_NOT_AN_OBJECT'],
    ['that is missing', undefined, 'INPUT_NOT_AN_OBJECT'],
  ])('%s is refused', (_what, input, code) => {
    expect(run(input)).toMatchObject({ ok: false, refusal: { code, field: 'input' } });
  });

  it.each<[string, object, string]>([
    ['nothing for a number', { part_kg: undefined }, 'FIELD_MISSING part_kg'],
    ['nothing for a choice', { kind: undefined }, 'FIELD_MISSING kind'],
    ['a misspelt field', { whole_t: '3' }, 'FIELD_UNKNOWN whole_t'],
    ['a word for a number', { part_kg: 'plenty' }, 'NOT_A_NUMBER part_kg'],
    ['a decimal comma', { part_kg: '1,5' }, 'NOT_A_NUMBER part_kg'],
    ['an exponent', { part_kg: '1e3' }, 'NOT_A_NUMBER part_kg'],
    ['full-width digits', { part_kg: '１' }, 'NOT_A_NUMBER part_kg'],
    ['an object for a number', { part_kg: {} }, 'NOT_A_NUMBER part_kg'],
    ['null for a number', { part_kg: null }, 'NOT_A_NUMBER part_kg'],
    ['more digits than any balance has', { part_kg: '1'.repeat(31) }, 'NUMBER_TOO_LONG part_kg'],
    ['a number below its range', { part_kg: '-0.0001' }, 'OUT_OF_RANGE part_kg'],
    ['zero where there must be something', { whole_kg: '0' }, 'OUT_OF_RANGE whole_kg'],
    ['half a part', { parts: 1.5 }, 'NOT_A_NUMBER parts'],
    ['a count in quotes', { parts: '2' }, 'NOT_A_NUMBER parts'],
    ['too many', { parts: 10 }, 'OUT_OF_RANGE parts'],
    ['another word than those allowed', { kind: 'Raw' }, 'VALUE_NOT_ALLOWED kind'],
    ['an empty list', { layers: [] }, 'OUT_OF_RANGE layers'],
    ['an object for a list', { layers: {} }, 'INPUT_INVALID layers'],
    [
      'a fault deep inside',
      {
        layers: [
          { mass_kg: '1', layer: 'top' },
          { mass_kg: '0', layer: 'top' },
        ],
      },
      'OUT_OF_RANGE layers[1].mass_kg',
    ],
    ['no method', { method: {} }, 'FIELD_MISSING method.by'],
    ['another method', { method: { by: 'eye' } }, 'VALUE_NOT_ALLOWED method.by'],
    ['a method without its value', { method: { by: 'volume' } }, 'FIELD_MISSING method.volume_m3'],
    ['a day that does not exist', { on: '2026-02-30' }, 'INPUT_INVALID on'],
  ])('with %s is refused by code and field', (_what, changes, fault) => {
    expect(faults({ ...good, ...changes })).toEqual([fault]);
  });

  it('is told all its faults, the first as the refusal', () => {
    const outcome = run({ part_kg: 'x', kind: 'Raw', hole_kg: '3' });
    if (outcome.ok) throw new Error('must be refused');
    expect(outcome.faults.map(({ code, field }) => `${code} ${field}`)).toEqual([
      'NOT_A_NUMBER part_kg',
      'FIELD_MISSING whole_kg',
      'VALUE_NOT_ALLOWED kind',
      'FIELD_UNKNOWN hole_kg',
    ]);
    expect(outcome.refusal).toEqual(outcome.faults[0]);
  });

  it('is told the value that is wrong and what may stand there', () => {
    const told = (changes: object) => {
      const outcome = run({ ...good, ...changes });
      return outcome.ok ? '' : `${outcome.refusal.message} ${outcome.refusal.remedy}`;
    };
    expect(told({ part_kg: '-5' })).toBe('-5 is less than 0. Give a number ≥ 0.');
    expect(told({ kind: 'peat' })).toBe('"peat" is not one of the values allowed. Choose one of: raw, washed.');
    expect(told({ method: { by: 'eye' } })).toContain('Choose one of: mass, volume.');
    expect(told({ parts: 10 })).toBe('10 is out of range. Give a number ≤ 9.');
    expect(told({ layers: [] })).toBe('[] is out of range. Give ≥ 1 entries.');
    expect(told({ whole_g: '1' })).toContain('Did you mean whole_kg?');
  });

  it('the calculation itself refuses comes back as that refusal', () => {
    expect(run({ ...good, part_kg: '4' })).toMatchObject({
      ok: false,
      refusal: { code: 'PART_ABOVE_WHOLE', field: 'part_kg' },
      faults: [],
    });
  });

  it('whatever it is, is answered or refused, never thrown', () => {
    const value = fc.oneof(fc.jsonValue(), fc.string(), fc.double(), fc.constantFrom('1', '0', '-1', 'raw', 2, '2026-01-01', []));
    const input = fc.oneof(
      fc.jsonValue(),
      fc.record(
        { part_kg: value, whole_kg: value, kind: value, parts: value, layers: value, method: value, on: value, __proto__: value },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(input, (given) => {
        const outcome = run(given);
        if (outcome.ok) return;
        for (const { code, message, remedy } of [outcome.refusal, ...outcome.faults]) {
          expect(code).toMatch(/^[A-Z][A-Z0-9_]+$/);
          expect(message).toMatch(/\S/);
          expect(remedy).toMatch(/\S/);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('gives the same answer as binary number and as text, and in any order of its fields', () => {
    const number = fc.integer({ min: 1, max: 10 ** 12 }).map((units) => units / 1000);
    fc.assert(
      fc.property(number, number, (one, other) => {
        const [part, whole] = [Math.min(one, other), Math.max(one, other)];
        const asText = run({ part_kg: String(part), whole_kg: String(whole), kind: 'raw' });
        expect(asText.ok).toBe(true);
        expect(run({ kind: 'raw', whole_kg: whole, part_kg: part })).toEqual(asText);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('faults a schema names itself', () => {
  const withIssue = (issue: object) =>
    calculation({
      name: 'own-fault',
      title: share.title,
      summary: share.summary,
      input: z
        .strictObject({ a: z.string() })
        .superRefine((_value, context) => context.addIssue({ code: 'custom', path: ['a'], message: 'b is missing beside a', ...issue })),
      output: z.unknown(),
      example: { a: '1' },
      formulas: () => [],
      run: () => ok({ value: null, steps: [] }),
    });
  const refusal = (issue: object) => {
    const catalogue = catalogueOf([{ id: 'tests', title: share.title, calculations: [withIssue(issue)] }]);
    const outcome = runCalculation(catalogue, 'own-fault', { a: '1' }, emptyShelf);
    return outcome.ok ? null : outcome.refusal;
  };

  it('keep their code and remedy', () => {
    expect(refusal({ params: { code: 'PAIR_INCOMPLETE', remedy: 'Give both.' } })).toEqual({
      code: 'PAIR_INCOMPLETE',
      field: 'a',
      message: 'b is missing beside a.',
      remedy: 'Give both.',
    });
  });

  it('are INPUT_INVALID without one, and say where to look', () => {
    expect(refusal({})).toMatchObject({
      code: 'INPUT_INVALID',
      field: 'a',
      remedy: expect.stringContaining('quaylab calc explain own-fault') as string,
    });
  });
});
