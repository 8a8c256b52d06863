import type { EffectParams } from '../kernel/effects.ts';
import type { ConsignmentContext, ConsignmentUnit } from './types.ts';

type Named<Kind extends keyof EffectParams> = { readonly type: Kind; readonly params: EffectParams[Kind] };

/** What a consignment makes of a message: how it is changed, and what it wants done. */
export interface Reaction {
  readonly changed: Partial<ConsignmentContext>;
  readonly wishes: readonly (Named<'process.start'> | Named<'custody.draw-codes'>)[];
}

export const nothing: Reaction = { changed: {}, wishes: [] };

export const withUnit = (
  context: ConsignmentContext,
  no: number,
  changed: Partial<ConsignmentUnit>,
): Partial<ConsignmentContext> => ({
  units: context.units.map((unit) => (unit.no === no ? { ...unit, ...changed } : unit)),
});

/** Throws for a unit the consignment does not have: whoever told of it is not ours. */
export function unitOf(context: ConsignmentContext, no: number): ConsignmentUnit {
  const unit = context.units.find((candidate) => candidate.no === no);
  if (!unit) throw new Error(`there is no sampling unit ${no}`);
  return unit;
}

/** A sample counts when it is valid, or when an officer accepted its doubts with a reason. */
export const counts = ({ validity, officer }: ConsignmentUnit): boolean =>
  validity === 'VALID' || (validity === 'SUSPECT' && officer?.decision === 'ACCEPT');

export const isLost = ({ stage, validity, officer }: ConsignmentUnit): boolean =>
  stage === 'rejected' || validity === 'INVALID' || officer?.decision === 'REJECT';
