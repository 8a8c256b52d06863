/** Definitions that sample one unit of a lot at an automatic sampler, one a commodity. */
export const samplingKinds = ['coal-sampling', 'grain-sampling', 'petroleum-sampling'] as const;
export type SamplingKind = (typeof samplingKinds)[number];

export const isSampling = (definition: string): definition is SamplingKind =>
  (samplingKinds as readonly string[]).includes(definition);
