import { alarmDeskDefinition } from '../../workflows/alarm-desk/machine.ts';
import { assayDefinition } from '../../workflows/assay/machine.ts';
import { certificateDefinition } from '../../workflows/certificate/machine.ts';
import { certificateRegisterDefinition } from '../../workflows/certificate/register.ts';
import { coalPreparationDefinition } from '../../workflows/coal-preparation/machine.ts';
import { coalSamplingDefinition } from '../../workflows/coal-sampling/machine.ts';
import type { AlarmCatalogue } from '../../config/alarms/load.ts';
import type { PackLookup } from '../../workflows/coal-sampling/rule-pack.ts';
import { consignmentDefinition } from '../../workflows/consignment/machine.ts';
import { customsClientDefinition } from '../../workflows/customs-client/machine.ts';
import { grainSamplingDefinition } from '../../workflows/grain-sampling/machine.ts';
import type { ProcessDefinition } from '../../workflows/kernel/process.ts';
import { petroleumSamplingDefinition } from '../../workflows/petroleum-sampling/machine.ts';
import { plantUnitDefinition } from '../../workflows/plant-unit/machine.ts';

/** Every process definition this server runs. An old version stays here while anything still runs on it. */
export const definitions = (packOf: PackLookup, alarms: AlarmCatalogue): readonly ProcessDefinition[] => [
  alarmDeskDefinition(alarms.shelving.longestMinutes),
  consignmentDefinition(packOf),
  coalSamplingDefinition,
  grainSamplingDefinition,
  petroleumSamplingDefinition,
  coalPreparationDefinition,
  assayDefinition(packOf),
  certificateDefinition,
  certificateRegisterDefinition,
  plantUnitDefinition,
  customsClientDefinition,
];
