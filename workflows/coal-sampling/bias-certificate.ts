import { workingStep, type Worked } from '../kernel/working.ts';
import type { CoalSamplingFormulas } from './formulas.ts';

/** The last bias test of a sampler that was accepted; ISO dates. */
export interface BiasCertificate {
  readonly testedOn: string;
  /** Last day it holds, as its certificate says: no standard sets a period we know. */
  readonly validUntil: string;
}

/** When the sampler was last new, moved or modified, and which day it is asked for. */
export interface BiasQuestion {
  readonly certificate?: BiasCertificate;
  readonly equipmentChangedOn?: string;
  readonly on: string;
}

export type BiasState = 'CURRENT' | 'NONE' | 'EXPIRED' | 'EQUIPMENT_CHANGED';

/** Whether a sampler has a bias test that holds on a day. New, moved or modified equipment has none. */
export function biasState({ certificate, equipmentChangedOn, on }: BiasQuestion, formulas: CoalSamplingFormulas): Worked<BiasState> {
  const value = stateOf(certificate, equipmentChangedOn, on);
  const inputs = [
    ['day', on] as const,
    ...(certificate ? [['tested', certificate.testedOn] as const, ['valid until', certificate.validUntil] as const] : []),
    ...(equipmentChangedOn === undefined ? [] : [['equipment changed', equipmentChangedOn] as const]),
  ];
  return { value, steps: [workingStep(formulas.biasTestCurrent, inputs, { unrounded: null, reported: value })] };
}

function stateOf(certificate: BiasCertificate | undefined, changed: string | undefined, on: string): BiasState {
  if (!certificate || certificate.testedOn > on) return 'NONE';
  // A change on the day of the test may have come after it.
  if (changed !== undefined && changed <= on && changed >= certificate.testedOn) return 'EQUIPMENT_CHANGED';
  return certificate.validUntil < on ? 'EXPIRED' : 'CURRENT';
}
