import { blindCode, decimalString, instant, processId, unitId } from '../../../workflows/kernel/brand.ts';
import { waitsForRoom } from '../../../workflows/scheduling/why-waiting.ts';
import type { UnitOverview } from '../../services/contract.ts';
import type { ScheduleAhead } from '../../services/schedule.ts';
import type { AlarmStatistics } from '../../views/alarm-statistics.ts';
import type * as view from '../../views/model.ts';
import { fixtureTime, two } from './shared.fixture.ts';

/** Runs, a unit and its alarms, every member filled. */

export const samplingRunId = processId('coal-sampling/R1');
export const preparationRunId = processId('coal-preparation/R2');

export const samplingRun: view.RunView = {
  id: samplingRunId,
  definition: 'coal-sampling',
  unit: unitId('CS-01'),
  sampleCode: blindCode('S-1'),
  status: 'sampling',
  reason: null,
  incrementsPlanned: 35,
  incrementsTaken: 12,
  incrementsMissed: 0,
  incrementsByHand: 0,
  sampleMass: decimalString('38.4'),
  startedAt: fixtureTime,
  endedAt: null,
  interventions: [],
};

export const preparationRun: view.RunView = {
  ...samplingRun,
  id: preparationRunId,
  definition: 'coal-preparation',
  unit: unitId('CP-01'),
  sampleCode: blindCode('P-1'),
};

export const unit: UnitOverview = {
  unit: unitId('CS-01'),
  readAt: fixtureTime,
  live: true,
  reason: null,
  readings: {
    'Act.BeltFlow': { value: 812.5, quality: 'good', sourceTime: instant('2026-05-04T03:20:58.000Z') },
    'Act.CutterTemp': { value: 0, quality: 'bad', sourceTime: null },
    'Sts.JobSampleId': { value: 'S-1', quality: 'good', sourceTime: fixtureTime },
    'Job.LastTaskId': { value: 'quaylab:7:coal-sampling/S-1#3.0', quality: 'good', sourceTime: fixtureTime },
  },
  subscription: {
    requested: { publishingMs: 250, samplingMs: 250, keepAliveCount: 5 },
    revised: {
      publishingMs: 500,
      keepAliveCount: 5,
      lifetimeCount: 120,
      samplingMs: { shortest: 250, longest: 1000 },
    },
  },
  holders: [samplingRunId],
  waiting: [
    {
      process: preparationRunId,
      urgency: 'urgent',
      dueAt: instant('2026-05-04T10:00:00.000Z'),
      since: fixtureTime,
      reason: 'urgent',
      waitsFor: waitsForRoom,
    },
  ],
};

export const scheduleAhead: ScheduleAhead = {
  now: fixtureTime,
  until: instant('2026-05-04T15:21:00.000Z'),
  turns: [
    {
      unit: unitId('CS-01'),
      process: samplingRunId,
      kind: 'running',
      from: fixtureTime,
      to: null,
      reason: null,
      late: false,
    },
    {
      unit: unitId('CS-01'),
      process: preparationRunId,
      kind: 'planned',
      from: null,
      to: null,
      reason: 'urgent',
      late: true,
    },
  ],
};

export const alarm: view.AlarmView = {
  id: 'UNIT_NOT_LIVE-17',
  priority: 2,
  state: 'unacknowledged',
  code: 'UNIT_NOT_LIVE',
  message: two('失联', 'CP-01 is silent'),
  response: two('检查网络', 'Check the network'),
  consequence: two('显示值已过期', 'What is shown is stale'),
  unit: unitId('CP-01'),
  process: preparationRunId,
  firstOut: true,
  occurrences: 1,
  raisedAt: fixtureTime,
  clearedAt: null,
  acknowledged: null,
  shelved: null,
};

export const alarmStatistics: AlarmStatistics = {
  from: fixtureTime,
  to: fixtureTime,
  raised: 1,
  perHour: 1,
  peak: { from: fixtureTime, raised: 1 },
  floods: [],
  open: { unacknowledged: 1, acknowledged: 0, shelved: 0, stale: 0 },
  mostFrequent: [{ code: 'UNIT_NOT_LIVE', unit: 'CP-01', raised: 1 }],
};
