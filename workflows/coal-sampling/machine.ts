import { samplerRunDefinition } from '../sampler-run/machine.ts';

/** Samples one unit of a coal lot with a cross-belt or falling-stream sampler. Totals t, increments kg. */
export const coalSamplingDefinition = samplerRunDefinition('coal-sampling', {
  tags: { total: 'Act.BeltTotal', taken: 'Act.CutCount', missed: 'Act.CutMissed', kept: 'Act.SampleMass' },
  keptDecimals: 4,
  totalRestarts: false,
});
