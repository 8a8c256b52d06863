import { samplerRunDefinition } from '../sampler-run/machine.ts';

/**
 * Collects the grabs of one batch with an in-line sampler. Totals m³ at line conditions, grabs mL; a container is a receiver, whose
 * own balance says what it holds: the sampler counts no mass over several receivers.
 */
export const petroleumSamplingDefinition = samplerRunDefinition('petroleum-sampling', {
  tags: { total: 'Act.BatchTotal', taken: 'Act.GrabsConfirmed', missed: 'Act.GrabsMissed', kept: null },
  keptDecimals: 7,
  totalRestarts: true,
});
