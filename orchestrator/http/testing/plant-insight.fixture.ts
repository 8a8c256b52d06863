import { decimalString, instant } from '../../../workflows/kernel/brand.ts';
import { ok, refuse } from '../../../workflows/kernel/refusal.ts';
import type { LoggedCommand } from '../../services/command-log.ts';
import type { PlantInsight, UnitInsight } from '../../services/plant-insight.ts';
import type { PossibleCommand } from '../../services/possible-commands.ts';
import type { RunDetail } from '../../services/run-detail.ts';
import * as plant from './plant.fixture.ts';
import { setup } from './setup.fixture.ts';
import { fixtureTime, two } from './shared.fixture.ts';

/** What is told of a unit and its runs, every member filled. */

const loggedCommand: LoggedCommand = {
  id: `${plant.samplingRunId}#12.0`,
  unit: plant.unit.unit,
  run: plant.samplingRunId,
  command: 'hold',
  seq: 41,
  by: { kind: 'person', id: 'sampler', name: 'Person sampler' },
  cause: 'operator.hold',
  reason: 'Wet coal sticks to the cutter.',
  status: 'done',
  code: null,
  requestedAt: fixtureTime,
  sentAt: fixtureTime,
  acceptedAt: fixtureTime,
  closedAt: fixtureTime,
};

const possible: readonly PossibleCommand[] = [
  { run: plant.samplingRunId, command: 'hold', possible: true, refusal: null },
  {
    run: plant.samplingRunId,
    command: 'resume',
    possible: false,
    refusal: { code: 'NOT_POSSIBLE_NOW', message: 'It samples.', remedy: 'Read the current state again.' },
  },
];

const worded = (tag: string, value: string) => ({ tag, value, title: two('值', value) });

const insight: UnitInsight = {
  display: {
    kind: 'coal-cross-belt-sampler',
    title: two('皮带中部采样机', 'Cross-belt sampler'),
    stages: [
      {
        id: 'belt',
        kind: 'belt',
        title: two('皮带', 'Belt'),
        tags: [
          {
            name: 'Act.BeltFlow',
            title: two('流量', 'Flow'),
            kind: 'analog',
            direction: 'read',
            unit: 't/h',
            range: { low: 0, high: 2500 },
            normal: { low: 200, high: 2000 },
            decimals: 0,
            values: [],
            trend: true,
          },
          {
            name: 'Cmd.SampleId',
            title: two('样品号', 'Sample'),
            kind: 'text',
            direction: 'read',
            unit: null,
            range: null,
            normal: null,
            decimals: null,
            values: [],
            trend: false,
          },
        ],
      },
    ],
    containers: {
      kind: 'carousel',
      title: two('集样桶', 'Containers'),
      first: 1,
      count: 8,
      capacity: { value: 150, unit: 'kg' },
      tags: { position: 'Act.ContainerPos', sealed: null, mass: null, fill: null, code: null, places: [] },
    },
    interlocks: [{ bit: 0, title: two('皮带无料流', 'no flow on the belt') }],
  },
  title: two('1号采样机', 'Sampler 1'),
  place: two('1号泊位', 'Berth 1'),
  overview: plant.unit,
  capacity: 1,
  condition: {
    state: worded('Sts.StateCurrent', 'Execute'),
    mode: worded('Sts.UnitModeCurrent', '1'),
    fault: {
      code: 4101,
      class: 2,
      title: two('无容器', 'no container'),
      classTitle: two('暂停', 'holds'),
      firstOut: 0,
      firstOutTitle: null,
    },
    interlocks: {
      wordTag: 'Sts.IntlkWord',
      firstOutTag: 'Sts.IntlkFirstOut',
      bits: [{ bit: 0, title: two('皮带无料流', 'no flow on the belt'), set: true, firstOut: true }],
    },
    watchdogs: {
      plc: { tag: 'Sts.PlcHeartbeat', everyMs: 500, lostAfterMs: 1500 },
      ours: { tag: 'Sts.OrchAlive', everyMs: 1000, seen: true },
      clockDrift_s: 0,
      certificates: [{ whose: 'plc', subject: 'CN=PLC', validTo: '2027-05-04', daysLeft: 365 }],
    },
  },
  commands: possible,
};

const kilograms = decimalString('4.2');
const detail: RunDetail = {
  ...plant.samplingRun,
  machine: { definition: 'coal-sampling@1', value: 'sampling', paths: ['sampling'], done: false, hold: null },
  plan: {
    increments: 35,
    quantity: decimalString('10000'),
    quantityUnit: 't',
    interval: { value: decimalString('285'), unit: 't', basis: 'mass', stratified: false },
    passed: decimalString('3500'),
    isLast: false,
  },
  amountUnit: 'kg',
  increments: [
    {
      place: 1,
      number: 1,
      state: 'void',
      mass: kilograms,
      kept: kilograms,
      expected: kilograms,
      deviationPercent: decimalString('0'),
      flow: 800,
      total: 12.5,
      at: fixtureTime,
      container: 1,
      remark: 'The cutter dragged lumps along.',
    },
  ],
  lost: 1,
  countedOnly: { taken: 1, missed: 0, kept: kilograms },
  containers: [{ position: 1, mass: kilograms, seal: 'CS-01-7', at: fixtureTime, increments: 1 }],
  open: { increments: 0, gross: decimalString('0'), kept: decimalString('0') },
  mass: { gross: kilograms, kept: kilograms, expectedGross: kilograms },
  preparation: {
    containers: { ordered: 2, loaded: 1 },
    skipping: 'Dryer',
    stages: [
      {
        stage: 'Crusher6',
        skipped: false,
        massIn: kilograms,
        parts: [{ name: 'Crusher6.Act.MassOut', mass: kilograms }],
        rejected: decimalString('0'),
        waterRemoved: decimalString('0'),
        lossPercent: decimalString('0'),
        at: fixtureTime,
      },
    ],
    bottles: [{ type: 61, mass: kilograms, seal: 'CP-01-9', at: fixtureTime, superseded: false }],
  },
  commands: [loggedCommand],
  possible,
  timers: [
    { name: 'xstate.after.readAgain.coal-sampling.counting', dueAt: instant('2026-05-04T03:22:00.000Z') },
  ],
  doubts: [{ code: 'RECORDS_LOST', ...two('记录缺失', 'records were lost') }],
  voided: 1,
  judged: { validity: 'SUSPECT', achievedPrecision: decimalString('0.9'), findings: ['RECORDS_LOST'] },
  setup,
};

export const fakePlantInsight = (): PlantInsight => ({
  unit: async (_caller, unit) => (unit === plant.unit.unit ? insight : null),
  run: async (_caller, run) =>
    run === plant.samplingRunId
      ? detail
      : run === plant.preparationRunId
        ? { ...detail, ...plant.preparationRun }
        : null,
  commands: async (unit, { after }) =>
    unit === plant.unit.unit ? { items: (after ?? Infinity) > 41 ? [loggedCommand] : [], next: 41 } : null,
  trends: async ({ unit, tags, from, to }) =>
    unit === plant.unit.unit
      ? ok({
          unit,
          from,
          to,
          width: 12,
          source: 'raw',
          series: tags.map((tag) => ({
            tag,
            buckets: [{ from, min: 1, max: 3, mean: 2, last: 3, quality: 'good' }],
          })),
        })
      : refuse({ code: 'UNIT_NOT_FOUND', message: `No ${unit}.`, remedy: 'List the units.' }),
});
