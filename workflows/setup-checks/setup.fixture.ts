import { blindCode, decimalString as d, processId, unitId } from '../kernel/brand.ts';
import { Rehearsal, person } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import type { CheckValue, SetupCheck } from './check.ts';
import { setupChecksDefinition } from './machine.ts';
import type { Found, SetupContext, SetupOrder } from './setup.ts';

export const parent = 'consignment/D1.1';
export const sampler = person('sampler');
export const officer = person('officer');
const photo = 'ab'.repeat(32);

const plain = { name: { zh: '检查', en: 'Check' }, evidence: false, twoPersons: false };
export const checks = {
  cleaned: { ...plain, id: 'cleaned', kind: 'yes-no', evidence: true, twoPersons: true },
  'empty-run': {
    ...plain,
    id: 'empty-run',
    kind: 'measured',
    unit: 'g',
    limits: { least: null, most: d('10') },
  },
  calibration: { ...plain, id: 'calibration', kind: 'date' },
} as const satisfies Readonly<Record<string, SetupCheck>>;

export const order: SetupOrder = {
  parent: processId(parent),
  unitNo: 2,
  sampleId: blindCode('S-1'),
  sampler: unitId('GD-01'),
  timeZone: 'Asia/Shanghai',
  checks: Object.values(checks),
};

export type Setup = Rehearsal<SetupContext>;
export const begun = (changed: Partial<SetupOrder> = {}): Setup =>
  Rehearsal.begin<SetupContext>(setupChecksDefinition, 'setup-checks/S-1', {
    order: { ...order, ...changed },
  });

export const yes: CheckValue = { kind: 'yes-no', yes: true };
export const no: CheckValue = { kind: 'yes-no', yes: false };
export const grams = (value: string): CheckValue => ({ kind: 'measured', value: d(value) });
export const until = (date: string): CheckValue => ({ kind: 'date', date });

export const found = (check: string, value: CheckValue, more: Partial<Found> = {}): Told => ({
  type: 'check.done',
  check,
  value,
  evidence: check === 'cleaned' ? [photo] : [],
  ...more,
});
export const corrected = (check: string, value: CheckValue): Told => ({
  ...found(check, value),
  type: 'check.corrected',
  reason: 'misread',
});
export const confirmed = (...numbers: number[]): Told => ({ type: 'intervention.confirmed', numbers });
export const declined = (...numbers: number[]): Told => ({
  type: 'intervention.declined',
  numbers,
  reason: 'not so',
});
export const abandon: Told = { type: 'setup.abandon', reason: 'worn through' };
