import type { Refusal } from '../kernel/refusal.ts';
import type { GrainSamplingRequest } from './types.ts';

/** Why a cargo of grain cannot be planned. */

export function refuseHolds(holds: GrainSamplingRequest['holds']): Refusal | undefined {
  if (holds.length === 0) {
    return {
      code: 'HOLDS_MISSING',
      field: 'holds',
      message: 'No hold is named.',
      remedy: 'Name each hold with its mass in t.',
    };
  }
  const repeated = holds.find(({ name }, index) => holds.findIndex((other) => other.name === name) !== index);
  return repeated
    ? {
        code: 'HOLD_REPEATED',
        field: 'holds',
        message: `Hold ${repeated.name} is named twice.`,
        remedy: 'Name each hold once.',
      }
    : undefined;
}

/** What the parts of a plan call fields of the whole request. */
const wholeFields: Readonly<Record<string, string>> = {
  lotMass_t: 'holds',
  mass_t: 'holds',
  increments: 'holds',
  maximumFlow_t_per_h: 'sampler.maximumFlow_t_per_h',
};

/** A refusal of a part, in the words of the whole request. */
export const ofHold = ({ field = 'holds', ...refusal }: Refusal, hold: string): Refusal => ({
  ...refusal,
  field: wholeFields[field] ?? field,
  message: `Hold ${hold}: ${refusal.message}`,
});

export const ofSampler = ({ field, ...refusal }: Refusal): Refusal => ({
  ...refusal,
  field: `sampler.${field ?? ''}`,
});

export const noIncrements = (scheme: string): Refusal => ({
  code: 'INCREMENTS_NOT_IN_SCHEME',
  field: 'scheme',
  message: `The scheme ${scheme} gives no number of increments.`,
  remedy: 'Choose a scheme that does, for example eu-mycotoxin or eu-large-lot.',
});

export const basisNotInScheme = (scheme: string): Refusal => ({
  code: 'BASIS_NOT_IN_SCHEME',
  field: 'basis',
  message: `The scheme ${scheme} sets the time between two cuts, not the mass.`,
  remedy: 'Sample on the time basis, or choose another scheme.',
});

export const noBulk = (purpose: string): Refusal => ({
  code: 'BULK_NOT_IN_PURPOSE',
  field: 'purpose',
  message: `The rule pack gives no bulk sample for the purpose ${purpose}.`,
  remedy: 'Choose a purpose with a bulk sample, for example mycotoxins.',
});

export const tooFast = (hold: string, interval: string, shortest: string): Refusal => ({
  code: 'INTERVAL_TOO_SHORT',
  field: 'holds',
  message: `Hold ${hold} needs a cut every ${interval}; at the greatest flow the sampler manages one every ${shortest}.`,
  remedy: 'Unload more slowly, or choose a scheme with fewer increments.',
});

export const tooLight = (bulk: string, increments: number, mass: string): Refusal => ({
  code: 'CUTS_TOO_LIGHT',
  field: 'sampler',
  message: `${increments} cuts of ${mass} kg do not give a bulk sample of ${bulk} kg.`,
  remedy: 'Widen the opening, slow the cutter, or choose a scheme with more increments.',
});

export const bagsTooSmall = (kilograms: string, room: string): Refusal => ({
  code: 'BAGS_TOO_SMALL',
  field: 'sampler',
  message: `At the greatest flow ${kilograms} kg are kept; the bags hold ${room} kg.`,
  remedy: 'Hang more or larger bags.',
});
