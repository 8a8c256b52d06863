import type { DecimalString } from '../kernel/brand.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { RulePackRef } from '../kernel/source.ts';
import type { CoalSamplingRules } from './rules.ts';
import type { CoalSamplingRequest } from './types.ts';

/** Why a request whose fields are sound still cannot be planned. */

export const kindWithoutRule = (
  { coalKind, expectedAshDry }: Pick<CoalSamplingRequest, 'coalKind' | 'expectedAshDry'>,
  pack: RulePackRef,
): Refusal => ({
  code: 'COAL_KIND_WITHOUT_RULE',
  field: 'coalKind',
  message: `Rule pack ${pack.id} ${pack.version} has no precision or variance for ${coalKind} coal of ${expectedAshDry} % ash.`,
  remedy: 'Choose another kind of coal, or complete the rule pack.',
});

export const topSizeBeyondTable = (request: CoalSamplingRequest, rules: CoalSamplingRules): Refusal => ({
  code: 'TOP_SIZE_BEYOND_TABLE',
  field: 'nominalTopSize',
  message: `No least mass is known for a top size of ${request.nominalTopSize} mm.`,
  remedy: `The largest row is ${rules.minimumMass.rows.at(-1)?.topSize ?? 'missing'} mm: crush before sampling, or sample by hand.`,
});

export const laxerThanStandard = (asked: DecimalString, standard: DecimalString): Refusal => ({
  code: 'PRECISION_LAXER_THAN_STANDARD',
  field: 'requiredPrecision',
  message: `A precision of ±${asked} % is laxer than the ±${standard} % the standard asks for.`,
  remedy: `Give at most ${standard}, or leave it out.`,
});

export const precisionNotPracticable = (required: DecimalString, units: number, rules: CoalSamplingRules): Refusal => ({
  code: 'PRECISION_NOT_PRACTICABLE',
  field: 'requiredPrecision',
  message: `±${required} % would need ${units} sampling units; at most ${rules.plausible.mostUnits} are held plausible.`,
  remedy: 'Ask for a less strict precision, cut more increments of each unit, or check the variances.',
});

export const intervalTooShort = (request: CoalSamplingRequest, cuts: number): Refusal => ({
  code: 'INTERVAL_TOO_SHORT',
  field: 'lotMass',
  message: `${request.lotMass} t at ${request.maximumFlow} t/h pass before ${cuts} increments can be cut.`,
  remedy: 'Lower the flow of the belt, or sample by hand (GB/T 475).',
});
