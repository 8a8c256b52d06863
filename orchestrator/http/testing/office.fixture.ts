import type { ShiftReport } from '../../../reports/shift-report/model.ts';
import { decimalString, processId, unitId } from '../../../workflows/kernel/brand.ts';
import { ok, refuse } from '../../../workflows/kernel/refusal.ts';
import type { JobView } from '../../jobs/ports.ts';
import { jobNotFound } from '../../jobs/refusals.ts';
import type { AuditEntry } from '../../services/audit-reading.ts';
import type { PackOverview } from '../../services/administration.ts';
import type { Statistics } from '../../services/statistics.ts';
import type { HouseServices } from '../deps.ts';
import { alarm, alarmStatistics, preparationRun, samplingRun } from './plant.fixture.ts';
import { fixtureTime, pack, source, two } from './shared.fixture.ts';

/** Statistics, reports, administration and the journal, every member filled. */

const figures: Statistics = {
  repeatability: [
    {
      item: 'A',
      name: two('灰分', 'Ash'),
      pairs: 4,
      failed: 1,
      failureRate: 0.25,
      third: 1,
      discarded: 0,
      unjudged: 0,
    },
  ],
  sampling: [
    {
      kind: 'coal', unit: unitId('CS-01'), label: two('采样单元1', 'Unit 1'), at: fixtureTime, incrementsPlanned: 35, incrementsTaken: 34,
      incrementsMissed: 1, required: decimalString('1.6'), reached: decimalString('1.42'), met: true, validity: 'VALID',
    },
  ], // prettier-ignore
  increments: [
    {
      unit: unitId('CS-01'),
      runs: 1,
      planned: 35,
      taken: 34,
      missed: 1,
      void: 0,
      byHand: 0,
      missedRate: 0.028,
    },
  ],
  turnaround: [{ stage: 'sampling', units: 4, median_min: 31.5, p90_min: 44, longest_min: 44 }],
  alarms: alarmStatistics,
  results: [{ verdict: 'PASS', results: 5 }],
  certificates: {
    issued: 1,
    replaced: 0,
    withdrawn: 0,
    byKind: [{ code: '11', title: two('品质证书', 'Quality'), issued: 1, replaced: 0, withdrawn: 0 }],
  },
  blindControl: [{ item: 'A', kind: 'duplicate', scored: 1, ok: 1, warning: 0, action: 0, notJudged: 0 }],
};

const { id, definition, unit, sampleCode, status } = samplingRun;
const message = alarm.message;

const shiftReport: ShiftReport = {
  site: '演示港 Demo Port',
  timeZone: 'Asia/Shanghai',
  from: fixtureTime,
  to: fixtureTime,
  madeAt: fixtureTime,
  madeBy: '许关',
  shift: { name: two('白班', 'Day shift'), from: fixtureTime, to: fixtureTime },
  runs: [
    {
      id, definition, unit, sampleCode, status, startedAt: fixtureTime, endedAt: null, incrementsPlanned: 35, incrementsTaken: 12,
      incrementsMissed: 0, incrementsByHand: 0, incrementsVoid: 1, sampleMass: '38.4', findings: [{ code: 'GAP', ...two('间断', 'A gap') }],
    },
  ], // prettier-ignore
  interventions: [
    {
      run: id,
      unit,
      at: fixtureTime,
      by: '李采',
      kind: 'hold',
      reason: '=HYPERLINK("x"), "wet" coal 🙂',
      status: 'done',
      second: null,
    },
  ],
  preparations: [
    {
      id: preparationRun.id, definition: 'coal-preparation', sampleCode: 'P-1', status: 'preparing', startedAt: fixtureTime, endedAt: null,
      bottles: 4,
    },
  ], // prettier-ignore
  determinations: {
    entered: 9,
    items: [{ item: 'A', name: two('灰分', 'Ash'), entered: 9, pairs: 4, failed: 1, third: 1 }],
  },
  alarms: {
    raised: 1,
    longest: {
      id: alarm.id,
      code: alarm.code,
      message,
      unit: alarm.unit,
      raisedAt: fixtureTime,
      clearedAt: null,
      minutes: 84.5,
    },
    floods: [{ from: fixtureTime, to: fixtureTime, raised: 14 }],
    shelved: [
      { id: alarm.id, code: alarm.code, message, until: fixtureTime, by: 'sampler', reason: 'Known.' },
    ],
    open: 1,
  },
  certificates: [
    {
      what: 'issued',
      at: fixtureTime,
      number: 'DEMO2026-11-000001',
      kind: { code: '11', title: two('品质证书', 'Quality') },
      declarationNo: 'D-1',
      by: '冯签',
    },
  ],
  findings: [
    {
      declarationNo: 'D-1',
      finding: 'LISTED_PEST',
      remark: 'Beetles',
      at: fixtureTime,
      by: '许关',
      settled: false,
    },
  ],
  plant: [
    {
      unit: 'CS-01',
      down_min: 12,
      held_min: 3.5,
      unreachable_min: 0,
      unknown_min: 0,
      states: [{ state: 'Execute', minutes: 400 }],
    },
  ],
  handOver: [{ what: 'run', id, text: two('CS-01 12/35', 'CS-01 12/35'), since: fixtureTime }],
};

const rulePack: PackOverview & { readonly leaves: readonly [] } = {
  pack: {
    ref: pack,
    name: two('煤', 'Coal'),
    validFrom: '2026-01-01',
    kind: 'coal',
    folder: '/opt/quaylab/config/rules/coal-cn-2026',
    sections: {},
    sources: [{ path: 'sampling.minimumMass', source }],
  },
  inUse: true,
  leaves: [],
};

/** An entry of a person's command to a run. */
export const auditEntry: AuditEntry = {
  entry: {
    position: 4711, process: samplingRun.id, seq: 12, inputId: 'id-1', answers: null, effects: 1, finished: false, body: '', hash: 'ab'.repeat(32),
  },
  body: {
    process: samplingRun.id,
    seq: 12,
    definition: 'coal-sampling@1',
    definitionHash: 'cd'.repeat(32),
    input: { id: 'id-1', at: fixtureTime, actor: { kind: 'person', id: 'sampler' }, event: { type: 'operator.hold', reason: 'Wet coal.' } },
    effects: [{ id: `${samplingRun.id}#12.0`, kind: 'unit.command', params: { command: 'Hold' } }],
    timers: [{ name: 'patience', generation: 1, dueAt: fixtureTime, event: { type: 'patience.over' } }],
    snapshot: null,
    hold: { code: 'STEP_FAILED', message: 'operator.hold: of the test' },
  },
}; // prettier-ignore

export const heldId = processId('coal-sampling/R1');

type Office = Pick<HouseServices, 'statistics' | 'shiftReports' | 'administration' | 'jobs' | 'audit' | 'verifyAudit'>;

export const failedJob: JobView = {
  id: 'certificate/D1.1.1#7.0',
  kind: 'report.issue',
  state: 'failed',
  failures: 5,
  addedAt: fixtureTime,
  startedAt: fixtureTime,
  finishedAt: fixtureTime,
  error: 'SIGNER_UNAVAILABLE: no key',
};

export const fakeOffice = (note: (method: string, by: string, what: unknown) => void): Office => ({
  statistics: { between: async () => figures },
  shiftReports: {
    shifts: () => [{ name: two('白班', 'Day shift'), from: fixtureTime, to: fixtureTime }],
    async report(caller, sight, wish) {
      note('shiftReport', caller.id, { plant: sight.plant, bench: sight.bench, cargo: sight.cargo, ...wish });
      return ok(shiftReport);
    },
  },
  administration: {
    users: () => [{ id: 'officer', name: '许关', roles: ['officer'], password: true, lockedFor: 0 }],
    site: () => ({ site: '演示港 Demo Port', timeZone: 'Asia/Shanghai' }),
    rulePacks: async () => ok({ packs: [rulePack], failed: [] }),
    choices: () =>
      ok({
        findings: [{ code: 'LISTED_PEST', name: two('检疫性有害生物', 'Listed pest') }],
        documentKinds: [{ code: 'CL', title: two('检疫处理通知书', 'Treatment notice'), notice: true }],
      }),
    rulePack: (name) =>
      name === pack.id
        ? ok(rulePack)
        : refuse({ code: 'RULE_PACK_NOT_FOUND', message: `There is no ${name}.`, remedy: 'List the packs.' }),
    held: async () => [
      {
        process: heldId,
        definition: 'coal-sampling@1',
        code: 'STEP_FAILED',
        message: 'It threw.',
        since: fixtureTime,
        waiting: 1,
        releasable: true,
      },
    ],
    async release(caller, process, reason) {
      note('release', caller.id, { process, reason });
      return process === heldId
        ? ok({ process })
        : refuse({
            code: 'NOT_ON_HOLD',
            message: `${process} is not on hold.`,
            remedy: 'Nothing is to be done.',
          });
    },
  },
  jobs: {
    async list(state, page) {
      note('jobs', '', { state, ...page });
      return state === 'failed' ? [failedJob] : [];
    },
    counts: async () => ({ waiting: 0, active: 0, completed: 3, failed: 1 }),
    retry: async (id) => (id === failedJob.id ? ok({ ...failedJob, state: 'waiting' }) : refuse(jobNotFound(id))),
  },
  audit: {
    async entries(filter, before, limit) {
      note('auditEntries', '', { filter, before, limit });
      return { items: [auditEntry], next: null };
    },
    entry: async (position) =>
      position === auditEntry.entry.position ? { entry: auditEntry, previousHash: null } : null,
  },
  verifyAudit: async () => ({
    running: { checked: 25, of: 4711, startedAt: fixtureTime },
    result: { report: { intact: true, entries: 4711, head: 'ab'.repeat(32) }, finishedAt: fixtureTime },
  }),
});
