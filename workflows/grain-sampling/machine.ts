import { samplerRunDefinition } from '../sampler-run/machine.ts';

/** Collects the increments of one grain sub-lot with a diverter sampler. Totals t, increments kg; a container is a bag. */
export const grainSamplingDefinition = samplerRunDefinition('grain-sampling', {
  tags: { total: 'Act.Total', taken: 'Act.CutCount', missed: 'Act.CutMissed', kept: 'Act.SampleMass' },
  keptDecimals: 4,
  totalRestarts: false,
});
