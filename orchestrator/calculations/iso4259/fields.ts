import { z } from 'zod';
import type { Outcome } from '../../../workflows/kernel/refusal.ts';
import type { Formula, Worked } from '../../../workflows/kernel/working.ts';
import { iso4259On } from '../../../workflows/iso4259/edition.ts';
import type { Iso4259Edition } from '../../../workflows/iso4259/rules.ts';
import type { PackSource } from '../calculation.ts';
import { positive, quantity } from '../scalars.ts';

/** Fields the calculations of ISO 4259-2 share. Results, limits, r and R are in one unit, whichever it is. */
export const on = z.iso.date().describe('day of the decision: chooses the edition of ISO 4259-2');
export const results = (least: number) => z.array(quantity()).min(least).max(1000);
export const repeatability = positive().describe('r of the method at this level, in the unit of the results');
export const reproducibility = positive().describe('R of the method at this level, in the unit of the results');
export const decimals = z.int().min(0).max(10).describe('digits after the point to which the mean is reported');
export const limitKind = z.enum(['maximum', 'minimum']).describe('whether the limit must not be exceeded, or must be reached');

/** Does something by the edition in force on a day. */
export function byEdition<T>(packs: PackSource, day: string, work: (edition: Iso4259Edition) => Outcome<Worked<T>>): Outcome<Worked<T>> {
  const edition = iso4259On(packs('laboratory').iso4259, day);
  return edition.ok ? work(edition.value) : edition;
}

/** Formulas of every edition held. */
export const ofEditions = (packs: PackSource, choose: (formulas: Iso4259Edition['formulas']) => readonly Formula[]): readonly Formula[] =>
  packs('laboratory').iso4259.editions.flatMap(({ formulas }) => choose(formulas));
