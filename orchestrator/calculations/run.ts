import { z } from 'zod';
import type { WorkingStep } from '../../workflows/kernel/working.ts';
import { RefusedError, type Outcome, type Refusal } from '../../workflows/kernel/refusal.ts';
import { checkDay } from '../rules/day.ts';
import type { Calculation } from './calculation.ts';
import type { Catalogue } from './catalogue.ts';
import { faultsOf } from './faults.ts';
import type { InputFault } from './faults.ts';
import type { PackShelf, UsedPack } from './pack-shelf.ts';

/** What a calculation answers: the value, the way to it, and the rules it rests on. */
export interface Answer {
  readonly name: string;
  /** The day the rule packs were chosen for (ISO date); null: the one version there is. */
  readonly on: string | null;
  readonly value: unknown;
  readonly steps: readonly WorkingStep[];
  readonly packs: readonly UsedPack[];
}

/** A refusal is the first fault; `faults` has all that were found in the input, and is empty where it was something else. */
export type CalculationOutcome =
  { readonly ok: true; readonly value: Answer } | { readonly ok: false; readonly refusal: Refusal; readonly faults: readonly InputFault[] };

export interface RunOptions {
  /** ISO date: the packs in force on that day; also the input `on` of a calculation that has one and is not given it. */
  readonly on?: string | undefined;
}

/**
 * Runs one calculation on an input as it came, a value of JSON. Refuses `CALCULATION_UNKNOWN`, `DATE_NOT_VALID`,
 * `INPUT_NOT_AN_OBJECT`, the codes of `faultsOf`, those of the calculation and those of loading its packs. Throws only for
 * faults of ours: an answer that breaks the calculation's own output schema.
 */
export function runCalculation(
  catalogue: Catalogue,
  name: string,
  input: unknown,
  shelf: PackShelf,
  { on }: RunOptions = {},
): CalculationOutcome {
  const entry = catalogue.find(name);
  if (!entry.ok) return refused(entry.refusal);
  const day = checkDay(on);
  if (!day.ok) return refused(day.refusal);
  if (!isObject(input)) return refused(notAnObject(input));
  const { calculation } = entry.value;
  const given = on !== undefined && takesDay(calculation) && !Object.hasOwn(input, 'on') ? { ...input, on } : input;
  const checked = calculation.input.safeParse(given);
  if (!checked.success) {
    const faults = faultsOf(checked.error, given, calculation.input, name);
    const [first] = faults;
    if (first === undefined) throw new Error(`${name} refused its input without a reason`);
    return { ok: false, refusal: first, faults };
  }
  const use = shelf.open(on);
  const worked = unlessThrown(() => calculation.run(checked.data, use.packs));
  if (!worked.ok) return refused(worked.refusal);
  const { value, steps } = worked.value;
  return { ok: true, value: { name, on: on ?? null, value: calculation.output.parse(value), steps, packs: use.used() } };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a calculation asks for the day whose editions it follows. */
const takesDay = ({ input }: Calculation): boolean => input instanceof z.ZodObject && Object.hasOwn(input.shape, 'on');

/** A pack that cannot be had is thrown by the pack source; here it becomes a value again. */
export function unlessThrown<T>(work: () => Outcome<T>): Outcome<T> {
  try {
    return work();
  } catch (error) {
    if (error instanceof RefusedError) return { ok: false, refusal: error.refusal };
    throw error;
  }
}

const refused = (refusal: Refusal): CalculationOutcome => ({ ok: false, refusal, faults: [] });

const notAnObject = (input: unknown): Refusal => ({
  code: 'INPUT_NOT_AN_OBJECT',
  field: 'input',
  message: `The input is ${kindOf(input)}, not an object.`,
  remedy: 'Give one JSON object with the fields of the calculation: {"field": "1.23"}.',
});

function kindOf(input: unknown): string {
  if (input === undefined) return 'missing';
  if (input === null) return 'null';
  return Array.isArray(input) ? 'a list' : `a ${typeof input}`;
}
