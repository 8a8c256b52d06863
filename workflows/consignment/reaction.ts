import type { EffectParams } from '../kernel/effects.ts';
import type { ConsignmentContext } from './record.ts';
import type { ConsignmentUnit } from './unit.ts';

type Named<Kind extends keyof EffectParams> = { readonly type: Kind; readonly params: EffectParams[Kind] };

/** Something a consignment wants done. */
export type Wish = Named<'process.start'> | Named<'process.send'> | Named<'custody.draw-codes'>;

/** What a consignment makes of a message: how it is changed, and what it wants done. */
export interface Reaction {
  readonly changed: Partial<ConsignmentContext>;
  readonly wishes: readonly Wish[];
}

export const nothing: Reaction = { changed: {}, wishes: [] };

export const withUnit = (
  { units }: Pick<ConsignmentContext, 'units'>,
  no: number,
  changed: Partial<ConsignmentUnit>,
): Pick<ConsignmentContext, 'units'> => ({
  units: units.map((unit) => (unit.no === no ? { ...unit, ...changed } : unit)),
});

/** Throws for a unit the consignment does not have: whoever told of it is not ours. */
export function unitOf({ units }: Pick<ConsignmentContext, 'units'>, no: number): ConsignmentUnit {
  const unit = units.find((candidate) => candidate.no === no);
  if (!unit) throw new Error(`there is no sampling unit ${no}`);
  return unit;
}

/** One reaction after the other: what the second makes of what the first left. */
export function andThen(
  context: ConsignmentContext,
  first: Reaction,
  second: (context: ConsignmentContext) => Reaction,
): Reaction {
  const { changed, wishes } = second({ ...context, ...first.changed });
  return { changed: { ...first.changed, ...changed }, wishes: [...first.wishes, ...wishes] };
}
