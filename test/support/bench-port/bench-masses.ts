import { packs, site } from '../../../orchestrator/services/testing/house.ts';
import { decimalString as d } from '../../../workflows/kernel/brand.ts';
import { massByFlow } from '../../../workflows/sampler-run/increment-masses.ts';
import type { IncrementMassCheck } from '../../../workflows/sampler-run/increment-masses.ts';
import type { Outcome } from '../../../workflows/kernel/refusal.ts';

function loaded<T>(pack: Outcome<T>): T {
  if (!pack.ok) throw new Error(pack.refusal.message);
  return pack.value;
}
const [coal, grain, petroleum] = [
  loaded(packs.named('coal', site.rulePacks.coal)).sampling.conformance.incrementMass,
  loaded(packs.named('grain', site.rulePacks.grain)).sampling.incrementMass,
  loaded(packs.named('petroleum', site.rulePacks.petroleum)).sampling.incrementMass,
];

/** What increments at the samplers of the bench should weigh, at the speeds and the grab they are set to. */
export const benchMasses = {
  'CS-01': { expected: massByFlow(d('150'), d('4')), rules: coal },
  'CF-01': { expected: massByFlow(d('150'), d('0.6')), rules: coal },
  'GD-01': { expected: massByFlow(d('30'), d('0.5')), rules: grain },
  'PI-01': { expected: { byFlow: false, dividend: d('5'), divisor: d('1') }, rules: petroleum },
} as const satisfies Readonly<Record<string, IncrementMassCheck>>;
