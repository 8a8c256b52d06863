import {
  blindCode,
  decimalString as d,
  instant,
  processId,
  unitId,
} from '../../../workflows/kernel/brand.ts';
import { ok } from '../../../workflows/kernel/refusal.ts';
import type { SetupCheckService } from '../../services/setup-checks.ts';
import type { SetupView } from '../../views/setup-view.ts';

/** One set-up with every kind of check and every member filled, and a house that has it. */

export const setupId = processId('setup-checks/S-1');
const at = instant('2026-05-04T03:21:00.000Z');
const source = {
  standard: 'Quaylab',
  edition: '2026.1',
  clause: 'set-up',
  confidence: 'policy' as const,
  note: 'ours',
};
const plain = { name: { zh: '检查', en: 'Check' }, evidence: true, twoPersons: true, source, attempts: 1 };
const record = { evidence: ['ab'.repeat(32)], reason: '', by: 'Person sampler', at };

export const setup: SetupView = {
  id: setupId,
  sampler: unitId('GD-01'),
  sampleCode: blindCode('S-1'),
  status: 'checking',
  checks: [
    { ...plain, id: 'cleaned', kind: 'yes-no', state: 'passed' },
    {
      ...plain,
      id: 'empty-run',
      kind: 'measured',
      unit: 'g',
      limits: { least: null, most: d('10') },
      state: 'failed',
    },
    { ...plain, id: 'calibration', kind: 'date', state: 'to do', attempts: 0 },
  ],
  waiting: [{ record: 3, check: 'calibration', notBy: 'sampler' }],
  records: [
    {
      ...record,
      no: 1,
      kind: 'do',
      check: 'cleaned',
      value: { kind: 'yes-no', yes: true },
      status: 'done',
      second: { by: 'Person officer', at, reason: null },
    },
    {
      ...record,
      no: 2,
      kind: 'do',
      check: 'empty-run',
      value: { kind: 'measured', value: d('14') },
      remedy: 'swept',
      status: 'done',
      second: null,
    },
    {
      ...record,
      no: 3,
      kind: 'correct',
      check: 'calibration',
      value: { kind: 'date', date: '2026-12-31' },
      reason: 'misread',
      status: 'proposed',
      second: null,
    },
  ],
  reason: 'worn through',
  startedAt: at,
  endedAt: at,
};

/** What was asked of it goes into `note`. */
export function fakeSetups(note: (method: string, by: string, what: unknown) => void): SetupCheckService {
  const answer = async (method: string, by: string, what: unknown) => {
    note(method, by, what);
    return ok(setup);
  };
  return {
    open: async () => [setup],
    setup: async (id) => (id === setupId ? setup : null),
    doCheck: (caller, id, told) => answer('doCheck', caller.id, { id, ...told }),
    correctCheck: (caller, id, told) => answer('correctCheck', caller.id, { id, ...told }),
    settle: (caller, id, word) => answer('settleSetup', caller.id, { id, ...word }),
    abandon: (caller, id, reason) => answer('abandonSetup', caller.id, { id, reason }),
  };
}
