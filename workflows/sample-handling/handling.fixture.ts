import { blindCode, decimalString as d, processId } from '../kernel/brand.ts';
import { Rehearsal, person } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import { findingsOf } from './findings.ts';
import type { HandlingContext, HandlingOrder } from './handling.ts';
import { sampleHandlingDefinition } from './machine.ts';
import type { HandlingRecipe, HandlingStep } from './recipe.ts';
import type { StepData } from './step-data.ts';

/** Two bags of grain that weighed 6 and 4 kg at the sampler, and a short way of handling them. */

export const parent = 'consignment/D1.1';
export const [preparer, witness, custodian] = [person('preparer'), person('witness'), person('custodian')];
export const photo = 'ab'.repeat(32);

const plain = { name: { zh: '步骤', en: 'Step' }, witness: false, evidence: false };
const half = {
  source: { standard: 'test', edition: '1', clause: '1', confidence: 'policy' as const },
  decimals: 2,
};

export const steps = {
  receive: {
    ...plain,
    id: 'receive',
    kind: 'receive',
    witness: true,
    massTolerancePercent: d('1'),
    fill_pct: null,
  },
  weigh: {
    ...plain,
    id: 'weigh',
    kind: 'weigh',
    from: { step: 'receive' },
    massTolerancePercent: d('1'),
    withinMinutes: 30,
  },
  mix: {
    ...plain,
    id: 'mix',
    kind: 'mix',
    measures: [
      { field: 'duration_min', limits: { least: d('5'), most: d('10') } },
      { field: 'speed_rpm', limits: null },
    ],
  },
  divide: {
    ...plain,
    id: 'divide',
    kind: 'divide',
    from: { step: 'weigh' },
    apparatus: ['boerner', 'riffle'],
    passes: { least: d('1'), most: d('2') },
    cuts: null,
    parts: [{ id: 'kept', mass_kg: { least: d('2'), most: null } }],
    balance: { ...half, warnPercent: d('0.5'), alarmPercent: d('1'), gainAlarmPercent: d('0.5') },
  },
  fill: {
    ...plain,
    id: 'fill',
    kind: 'fill',
    witness: true,
    from: [{ step: 'divide', part: 'kept' }],
    bottles: [
      {
        kind: 'laboratory',
        count: 1,
        mass_kg: { least: d('1'), most: d('3') },
        fill_pct: null,
        closures: ['screw-cap'],
      },
      { kind: 'retained', count: 1, mass_kg: null, fill_pct: { least: null, most: d('80') }, closures: null },
    ],
    balance: { ...half, warnPercent: d('0.5'), alarmPercent: d('1'), gainAlarmPercent: d('0.5') },
  },
  photo: { ...plain, id: 'photo', kind: 'photo', evidence: true },
  'hand-over': { ...plain, id: 'hand-over', kind: 'hand-over' },
} as const satisfies Readonly<Record<string, HandlingStep>>;

export const recipe: HandlingRecipe = { id: 'test', steps: Object.values(steps) };

export const order: HandlingOrder = {
  parent: processId(parent),
  unitNo: 2,
  sampleId: blindCode('P-1'),
  containers: [
    { position: 1, seal: 'B-1', mass: d('6') },
    { position: 2, seal: 'B-2', mass: d('4') },
  ],
  recipe,
};

/** What is told when all goes well. */
export const told = {
  receive: {
    kind: 'receive',
    evidence: [],
    balanceId: 'W-1',
    containers: [
      { position: 1, seal: 'B-1', gross_kg: d('6.1'), tare_kg: d('0.1') },
      { position: 2, seal: 'B-2', gross_kg: d('4.1'), tare_kg: d('0.1') },
    ],
    missing: [],
  },
  weigh: { kind: 'weigh', evidence: [], balanceId: 'W-1', gross_kg: d('10.5'), tare_kg: d('0.5') },
  mix: { kind: 'mix', evidence: [], mixerId: 'M-1', duration_min: d('6'), speed_rpm: d('30') },
  divide: {
    kind: 'divide',
    evidence: [],
    apparatus: 'boerner',
    passes: 2,
    massIn_kg: d('10'),
    parts: [{ part: 'kept', mass_kg: d('2.5') }],
    rejected_kg: d('7.5'),
  },
  fill: {
    kind: 'fill',
    evidence: [],
    bottles: [
      { kind: 'laboratory', mass_kg: d('1.5'), closure: 'screw-cap', seal: 'L-1' },
      {
        kind: 'retained',
        mass_kg: d('1'),
        closure: 'crimp',
        seal: 'R-1',
        volume_mL: d('700'),
        capacity_mL: d('1000'),
      },
    ],
    rejected_kg: d('0'),
  },
  photo: { kind: 'photo', evidence: [photo] },
  'hand-over': {
    kind: 'hand-over',
    evidence: [],
    receivedBy: 'custodian',
    place: 'room 2',
    condition: 'sealed',
  },
} as const satisfies Readonly<Record<keyof typeof steps, StepData>>;

export type Handling = Rehearsal<HandlingContext>;
export type StepId = keyof typeof steps;

export const begunHandling = (changed: Partial<HandlingOrder> = {}): Handling =>
  Rehearsal.begin<HandlingContext>(sampleHandlingDefinition, 'sample-handling/P-1', {
    order: { ...order, ...changed },
  });

export const done = (step: StepId, data: StepData = told[step]): Told => ({ type: 'step.done', step, data });
export const corrected = (step: StepId, data: StepData): Told => ({
  type: 'step.corrected',
  step,
  data,
  reason: 'misread',
});
export const confirmed = (...numbers: number[]): Told => ({ type: 'intervention.confirmed', numbers });
export const declined = (...numbers: number[]): Told => ({
  type: 'intervention.declined',
  numbers,
  reason: 'not so',
});

/** Does one step as it should be done, with its second person where it needs one. */
export function goThrough(handling: Handling, step: StepId, data: StepData = told[step]): Handling {
  const after = handling.ask(done(step, data), preparer);
  const no = after.context.records.length;
  if (after.context.records.at(-1)?.status !== 'proposed') return after;
  return after.ask(confirmed(no), step === 'hand-over' ? custodian : witness);
}

/** A handling with all steps before this one done. */
export function before(step: StepId, from: Handling = begunHandling()): Handling {
  const ids = Object.keys(steps) as StepId[];
  return ids.slice(0, ids.indexOf(step)).reduce((handling, id) => goThrough(handling, id), from);
}

/** Codes of what was found so far. */
export const codes = ({ context }: Handling): readonly string[] =>
  findingsOf(context).map(({ code }) => code);

/** Code and field of a refusal; undefined for what is taken. */
export const refused = (handling: Handling, event: Told, by = preparer) => {
  const refusal = handling.refusalOf(event, by);
  return refusal && { code: refusal.code, ...('field' in refusal && { field: refusal.field }) };
};
