import type { HttpDeps } from '../deps.ts';
import type { Operation } from '../operation.ts';
import { administrationOperations } from './administration.ts';
import { jobOperations } from './jobs.ts';
import { alarmOperations } from './alarms.ts';
import { auditOperations } from './audit.ts';
import { benchOperations } from './bench.ts';
import { blindControlOperations } from './blind-control.ts';
import { calculationOperations } from './calculations.ts';
import { certificateOperations } from './certificates.ts';
import { commandLogOperations } from './command-log.ts';
import { consignmentOperations } from './consignments.ts';
import { customsRecordOperations } from './customs-record.ts';
import { customsClientOperations } from './customs-clients.ts';
import { customsWebhookOperations } from './customs-webhooks.ts';
import { evidenceOperations } from './handling-evidence.ts';
import { handlingOperations } from './handling.ts';
import { inspectionOperations } from './inspection.ts';
import { inspectionOrderOperations } from './inspection-orders.ts';
import { instrumentOperations } from './instrument-results.ts';
import { journeyOperations } from './journey.ts';
import { labelOperations } from './labels.ts';
import { laboratoryComparisonOperations } from './laboratory-comparison.ts';
import { liveOperations } from './live.ts';
import { nominationOperations } from './nominations.ts';
import { plantOperations } from './plant.ts';
import { runDetailOperations } from './run-detail.ts';
import { runOperations } from './runs.ts';
import { samplePipelineOperations } from './sample-pipeline.ts';
import { scheduleOperations } from './schedule.ts';
import { shiftReportOperations } from './shift-report.ts';
import { statisticsOperations } from './statistics.ts';
import { storageOperations } from './storage.ts';
import { transportOperations } from './transport.ts';
import { tubeOperations } from './tubes.ts';
import { trendOperations } from './trends.ts';
import { unitDescriptionOperations } from './unit-description.ts';
import { sessionOperations } from './session.ts';
import { setupOperations } from './setups.ts';

/** The workstation's interface, `/api/v1`. */
export const operatorOperations = (deps: HttpDeps): readonly Operation[] => [
  ...sessionOperations(deps),
  ...liveOperations(deps),
  ...nominationOperations(deps),
  ...inspectionOrderOperations(deps),
  ...consignmentOperations(deps),
  ...inspectionOperations(deps),
  ...samplePipelineOperations(deps),
  ...runOperations(deps),
  ...runDetailOperations(deps),
  ...plantOperations(deps),
  ...unitDescriptionOperations(deps),
  ...trendOperations(deps),
  ...commandLogOperations(deps),
  ...scheduleOperations(deps),
  ...alarmOperations(deps),
  ...setupOperations(deps),
  ...handlingOperations(deps),
  ...storageOperations(deps),
  ...transportOperations(deps),
  ...tubeOperations(deps),
  ...evidenceOperations(deps),
  ...labelOperations(deps),
  ...journeyOperations(deps),
  ...benchOperations(deps),
  ...laboratoryComparisonOperations(deps),
  ...blindControlOperations(deps),
  ...instrumentOperations(deps),
  ...certificateOperations(deps),
  ...customsRecordOperations(deps),
  ...customsClientOperations(deps),
  ...customsWebhookOperations(deps),
  ...calculationOperations(deps),
  ...statisticsOperations(deps),
  ...shiftReportOperations(deps),
  ...administrationOperations(deps),
  ...jobOperations(deps),
  ...auditOperations(deps),
];
