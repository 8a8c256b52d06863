import { alarmDeskDefinition } from '../../workflows/alarm-desk/machine.ts';
import { assayDefinition } from '../../workflows/assay/machine.ts';
import { blindSampleDefinition } from '../../workflows/blind-control/blind-sample.ts';
import { blindControlDefinition } from '../../workflows/blind-control/machine.ts';
import { controlledItems } from '../../workflows/blind-control/precision.ts';
import { certificateDefinition } from '../../workflows/certificate/machine.ts';
import { certificateRegisterDefinition } from '../../workflows/certificate/register.ts';
import { voidNumberDefinition } from '../../workflows/certificate/void-number.ts';
import { coalPreparationDefinition } from '../../workflows/coal-preparation/machine.ts';
import { coalSamplingDefinition } from '../../workflows/coal-sampling/machine.ts';
import type { AlarmCatalogue } from '../../config/alarms/load.ts';
import { consignmentDefinition } from '../../workflows/consignment/machine.ts';
import { customsClientDefinition } from '../../workflows/customs-client/machine.ts';
import { evidenceDefinition } from '../../workflows/evidence/machine.ts';
import { grainSamplingDefinition } from '../../workflows/grain-sampling/machine.ts';
import { inspectionOrderDefinition } from '../../workflows/inspection-order/machine.ts';
import type { ProcessDefinition } from '../../workflows/kernel/process.ts';
import { journalRootsDefinition } from '../../workflows/journal-roots/machine.ts';
import { leadershipDefinition } from '../../workflows/leadership/machine.ts';
import { labelDefinition } from '../../workflows/label/machine.ts';
import { laboratoryComparisonDefinition } from '../../workflows/laboratory-comparison/machine.ts';
import { nominationDefinition } from '../../workflows/nomination/machine.ts';
import { petroleumSamplingDefinition } from '../../workflows/petroleum-sampling/machine.ts';
import { plantUnitDefinition } from '../../workflows/plant-unit/machine.ts';
import { sampleHandlingDefinition } from '../../workflows/sample-handling/machine.ts';
import { setupChecksDefinition } from '../../workflows/setup-checks/machine.ts';
import { storageCabinetDefinition } from '../../workflows/storage/cabinet.ts';
import { storageDefinition } from '../../workflows/storage/machine.ts';
import { transportDefinition } from '../../workflows/transport/machine.ts';
import { pneumaticTubeDefinition } from '../../workflows/transport/tube.ts';
import { firstWebhookDefinition, webhookDefinition } from '../../workflows/webhook/machine.ts';
import type { PackLookups } from './packs.ts';

/** Every process definition this server runs. An old version stays here while anything still runs on it. */
export const definitions = (packs: PackLookups, alarms: AlarmCatalogue): readonly ProcessDefinition[] => [
  alarmDeskDefinition(alarms.shelving.longestMinutes),
  nominationDefinition,
  inspectionOrderDefinition,
  consignmentDefinition(packs),
  coalSamplingDefinition,
  grainSamplingDefinition,
  petroleumSamplingDefinition,
  coalPreparationDefinition,
  sampleHandlingDefinition,
  setupChecksDefinition,
  storageCabinetDefinition,
  storageDefinition,
  transportDefinition,
  pneumaticTubeDefinition,
  evidenceDefinition,
  labelDefinition,
  assayDefinition(packs.proceduresOf),
  laboratoryComparisonDefinition(packs),
  blindControlDefinition,
  blindSampleDefinition(controlledItems(packs)),
  certificateDefinition,
  certificateRegisterDefinition,
  voidNumberDefinition,
  plantUnitDefinition,
  customsClientDefinition,
  firstWebhookDefinition,
  webhookDefinition,
  journalRootsDefinition,
  leadershipDefinition,
];
