import type { DecimalString, Instant } from '../kernel/brand.ts';
import { sumOf, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { addMass } from '../kernel/measured.ts';
import type { Intervention } from '../plant-unit/interventions.ts';
import type { SamplerDeed } from './deed.ts';
import { withoutIncrements } from './increment-masses.ts';
import { emptyAfter, withSuspicion } from './observed.ts';
import type { Changes } from './observed.ts';
import type { SamplerRunContext } from './run.ts';
import {
  suspicionOfDiscarding,
  suspicionOfManualSampling,
  suspicionOfReplacement,
  suspicionOfVoiding,
} from './suspicion.ts';

type Done = Pick<Intervention<SamplerDeed>, 'deed' | 'reason'> & { readonly at: Instant };

/** What deeds that are done change, in their order. */
export const carryOut = (context: SamplerRunContext, deeds: readonly Done[]): Changes =>
  deeds.reduce<SamplerRunContext>((now, done) => ({ ...now, ...changesOf(now, done) }), context);

function changesOf(context: SamplerRunContext, { deed, reason, at }: Done): Changes {
  switch (deed.kind) {
    case 'void-increment':
      return voidIncrement(context, deed, reason);
    case 'replace-container':
      if (deed.contents === 'none') return {};
      return deed.contents === 'kept' ? keepContainer(context, deed, at) : discardContainer(context);
    case 'begin-manual':
      return withSuspicion(context, suspicionOfManualSampling);
    case 'manual-increment':
      return {
        taken: context.taken + 1,
        manual: context.manual + 1,
        manualOpen: context.manualOpen + 1,
        grossAmount: addMass(context.grossAmount, deed.amount),
        firstCutAt: context.firstCutAt ?? deed.takenAt,
        lastCutAt: deed.takenAt,
      };
    case 'manual-container':
      return {
        ...withContainer(context, deed, at),
        manualOpen: 0,
        keptMass: addMass(context.keptMass, deed.mass),
      };
  }
}

const withContainer = (
  { containers }: SamplerRunContext,
  {
    position,
    mass,
    seal,
  }: { readonly position: number; readonly mass: DecimalString; readonly seal: string },
  at: Instant,
): Changes => ({
  containers: [...containers, { position, mass, seal, at }],
});

const less = (a: DecimalString, b: DecimalString): DecimalString =>
  toDecimalString(sumOf([toDecimal(a), toDecimal(b).negated()]));

function voidIncrement(
  context: SamplerRunContext,
  { increment, index, amount }: Extract<SamplerDeed, { kind: 'void-increment' }>,
  reason: string,
): Changes {
  const { open } = context;
  const inOpen = index > open.after;
  return {
    taken: context.taken - 1,
    voided: [...context.voided, { from: index, to: index }],
    masses: withoutIncrements(context.masses, index, index),
    grossAmount: less(context.grossAmount, amount),
    ...(inOpen && { open: { ...open, taken: open.taken - 1, gross: less(open.gross, amount) } }),
    ...withSuspicion(context, suspicionOfVoiding(increment, reason)),
  };
}

/** The records say what fell into it; the balance says what it weighs. */
function keepContainer(
  context: SamplerRunContext,
  deed: { readonly position: number; readonly mass: DecimalString; readonly seal: string },
  at: Instant,
): Changes {
  return {
    ...withContainer(context, deed, at),
    open: emptyAfter(context.recorded.newest),
    ...withSuspicion(context, suspicionOfReplacement(deed.seal)),
  };
}

function discardContainer(context: SamplerRunContext): Changes {
  const { taken, gross, kept, after } = context.open;
  const to = context.recorded.newest;
  return {
    taken: context.taken - taken,
    voided: [...context.voided, { from: after + 1, to }],
    masses: withoutIncrements(context.masses, after + 1, to),
    grossAmount: less(context.grossAmount, gross),
    keptMass: less(context.keptMass, kept),
    open: emptyAfter(to),
    ...withSuspicion(context, suspicionOfDiscarding(taken, kept)),
  };
}
