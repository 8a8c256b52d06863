import type { Catalogue } from '../harness/catalogue.ts';
import { assay } from './bench.ts';
import { blindControl, blindSample } from './blind-control.ts';
import { certificate, certificateRegister, voidNumber } from './certificates.ts';
import { consignments } from './consignments.ts';
import { alarmDesk, customsClient, evidence, journalRoots, label, leadership } from './desks.ts';
import { inspectionOrder, nomination } from './inputs.ts';
import { laboratoryComparison } from './laboratory-comparison.ts';
import { pneumaticTube } from './pneumatic-tube.ts';
import { plantUnit } from './plant-unit.ts';
import { preparationRuns } from './preparation-runs.ts';
import { sampleHandling } from './sample-handling.ts';
import { commandedCabinet, storage, storageCabinet } from './storage.ts';
import { transport } from './transport.ts';
import { webhook } from './webhooks.ts';
import { setupChecks } from './setup-checks.ts';
import { samplerRuns } from './sampler-runs.ts';

/**
 * What can happen to the processes of every definition; one definition may have several. A new one needs a start, the offers that can
 * come, a key that is bounded, and the laws that hold whatever comes; its machine then says what no offer took.
 */
export const catalogues: readonly Catalogue<unknown>[] = [
  alarmDesk,
  evidence,
  label,
  customsClient,
  journalRoots,
  leadership,
  nomination,
  inspectionOrder,
  certificate,
  certificateRegister,
  voidNumber,
  assay,
  laboratoryComparison,
  blindControl,
  blindSample,
  plantUnit,
  sampleHandling,
  setupChecks,
  storage,
  commandedCabinet,
  storageCabinet,
  transport,
  pneumaticTube,
  webhook,
  ...consignments,
  ...preparationRuns,
  ...samplerRuns,
];
