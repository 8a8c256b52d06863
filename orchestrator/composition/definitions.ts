import { alarmDeskDefinition } from '../../workflows/alarm-desk/machine.ts';
import { assayDefinition } from '../../workflows/assay/machine.ts';
import { certificateDefinition } from '../../workflows/certificate/machine.ts';
import { certificateRegisterDefinition } from '../../workflows/certificate/register.ts';
import { coalPreparationDefinition } from '../../workflows/coal-preparation/machine.ts';
import { coalSamplingDefinition } from '../../workflows/coal-sampling/machine.ts';
import type { AlarmCatalogue } from '../../config/alarms/load.ts';
import { consignmentDefinition } from '../../workflows/consignment/machine.ts';
import { customsClientDefinition } from '../../workflows/customs-client/machine.ts';
import { evidenceDefinition } from '../../workflows/evidence/machine.ts';
import { grainSamplingDefinition } from '../../workflows/grain-sampling/machine.ts';
import type { ProcessDefinition } from '../../workflows/kernel/process.ts';
import { petroleumSamplingDefinition } from '../../workflows/petroleum-sampling/machine.ts';
import { plantUnitDefinition } from '../../workflows/plant-unit/machine.ts';
import { sampleHandlingDefinition } from '../../workflows/sample-handling/machine.ts';
import type { PackLookups } from './packs.ts';

/** Every process definition this server runs. An old version stays here while anything still runs on it. */
export const definitions = (packs: PackLookups, alarms: AlarmCatalogue): readonly ProcessDefinition[] => [
  alarmDeskDefinition(alarms.shelving.longestMinutes),
  consignmentDefinition(packs),
  coalSamplingDefinition,
  grainSamplingDefinition,
  petroleumSamplingDefinition,
  coalPreparationDefinition,
  sampleHandlingDefinition,
  evidenceDefinition,
  assayDefinition(packs.proceduresOf),
  certificateDefinition,
  certificateRegisterDefinition,
  plantUnitDefinition,
  customsClientDefinition,
];
