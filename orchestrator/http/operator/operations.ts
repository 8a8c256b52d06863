import type { HttpDeps } from '../deps.ts';
import type { Operation } from '../operation.ts';
import { alarmOperations } from './alarms.ts';
import { benchOperations } from './bench.ts';
import { calculationOperations } from './calculations.ts';
import { certificateOperations } from './certificates.ts';
import { consignmentOperations } from './consignments.ts';
import { evidenceOperations } from './handling-evidence.ts';
import { handlingOperations } from './handling.ts';
import { instrumentOperations } from './instrument-results.ts';
import { plantOperations } from './plant.ts';
import { runOperations } from './runs.ts';
import { scheduleOperations } from './schedule.ts';
import { sessionOperations } from './session.ts';

/** The workstation's interface, `/api/v1`. */
export const operatorOperations = (deps: HttpDeps): readonly Operation[] => [
  ...sessionOperations(deps),
  ...consignmentOperations(deps),
  ...runOperations(deps),
  ...plantOperations(deps),
  ...scheduleOperations(deps),
  ...alarmOperations(deps),
  ...handlingOperations(deps),
  ...evidenceOperations(deps),
  ...benchOperations(deps),
  ...instrumentOperations(deps),
  ...certificateOperations(deps),
  ...calculationOperations(deps),
];
