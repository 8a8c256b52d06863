import type { z } from 'zod';
import type { RulePackKind, RulePackOf } from '../../config/rule-pack/kinds.ts';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import type { Formula, Worked } from '../../workflows/kernel/working.ts';

/**
 * Gives the pack of a kind that is in use, and notes that it was used: an answer names exactly the packs it rests on.
 * Throws a RefusedError when there is none.
 */
export type PackSource = <Kind extends RulePackKind>(kind: Kind) => RulePackOf<Kind>;

/** One thing an inspector calculates, by the field's name for it. */
export interface Calculation {
  /** Stable, part of the public interface: `coal-increment-mass`. */
  readonly name: string;
  readonly title: Bilingual;
  /** What it answers, in one sentence. */
  readonly summary: Bilingual;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  /** A complete input as a caller would send it; it is run by the tests and shown in the documentation. */
  readonly example: unknown;
  /** The formulas it follows, from the packs: what `explain` prints. */
  readonly formulas: (packs: PackSource) => readonly Formula[];
  /** `input` has passed its schema. */
  readonly run: (input: unknown, packs: PackSource) => Outcome<Worked<unknown>>;
}

/** What the arithmetic hands out is read-only all through; what a schema describes is not. */
type Immutable<T> = T extends (infer Item)[]
  ? readonly Immutable<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Immutable<T[Key]> }
    : T;

/** Declares a calculation with its types tied together. */
export const calculation = <In extends z.ZodType, Out extends z.ZodType>(spec: {
  readonly name: string;
  readonly title: Bilingual;
  readonly summary: Bilingual;
  readonly input: In;
  readonly output: Out;
  readonly example: z.input<In>;
  readonly formulas: (packs: PackSource) => readonly Formula[];
  readonly run: (input: z.output<In>, packs: PackSource) => Outcome<Worked<Immutable<z.output<Out>>>>;
}): Calculation => ({ ...spec, run: (input, packs) => spec.run(input as z.output<In>, packs) });
