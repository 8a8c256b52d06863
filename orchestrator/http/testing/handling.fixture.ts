import { createHash } from 'node:crypto';
import { blindCode, decimalString as d, instant, processId } from '../../../workflows/kernel/brand.ts';
import { ok, refuse } from '../../../workflows/kernel/refusal.ts';
import type { EvidenceService, StoredEvidence } from '../../services/evidence.ts';
import type { HandlingService } from '../../services/handling.ts';
import type { HandlingView } from '../../views/handling-view.ts';

/** One handling with every kind of step and every member filled, and a house that has it. */

export const handlingId = processId('sample-handling/P-1');
const at = instant('2026-05-04T03:21:00.000Z');
const name = { zh: '步骤', en: 'Step' };
const limits = { least: d('1'), most: d('3') };
const plain = { name, witness: true, evidence: true, withinMinutes: 30 };
const source = {
  standard: 'GB/T 474',
  edition: '2008',
  clause: 'division',
  confidence: 'confirmed' as const,
  note: 'read',
};
const balance = {
  warnPercent: d('0.5'),
  alarmPercent: d('1'),
  gainAlarmPercent: d('0.5'),
  decimals: 2,
  source,
};
const bottles = [
  { kind: 'laboratory' as const, count: 1, mass_kg: limits, fill_pct: limits, closures: ['screw-cap'] },
];
const filled = {
  kind: 'laboratory' as const,
  mass_kg: d('1.5'),
  volume_mL: d('700'),
  capacity_mL: d('1000'),
  closure: 'screw-cap',
  seal: 'L-1',
};
const photo = 'ab'.repeat(32);

export const handling: HandlingView = {
  id: handlingId,
  sampleCode: blindCode('P-1'),
  recipe: 'grain-division',
  status: 'witnessing',
  positions: [1, 2],
  steps: [
    { ...plain, id: 'receive', kind: 'receive', massTolerancePercent: d('1'), fill_pct: limits },
    { ...plain, id: 'weigh', kind: 'weigh', from: { step: 'receive' }, massTolerancePercent: d('1') },
    { ...plain, id: 'mix', kind: 'mix', measures: [{ field: 'duration_min', limits }] },
    {
      ...plain,
      id: 'divide',
      kind: 'divide',
      from: { step: 'weigh' },
      apparatus: ['riffle'],
      passes: limits,
      cuts: limits,
      parts: [{ id: 'kept', mass_kg: limits }],
      balance,
    },
    { ...plain, id: 'sub-sample', kind: 'sub-sample', from: { step: 'weigh' }, bottles },
    { ...plain, id: 'fill', kind: 'fill', from: [{ step: 'divide', part: 'kept' }], bottles, balance },
    { ...plain, id: 'photo', kind: 'photo' },
    { ...plain, id: 'hand-over', kind: 'hand-over' },
  ],
  tasks: [
    { what: 'do', step: 'hand-over', record: null, dueBy: at, notBy: null, onlyBy: null },
    { what: 'confirm', step: 'fill', record: 2, dueBy: null, notBy: 'preparer', onlyBy: 'custodian' },
  ],
  records: [
    {
      no: 1,
      kind: 'do',
      step: 'receive',
      data: {
        kind: 'receive',
        evidence: [photo],
        balanceId: 'W-1',
        containers: [
          {
            position: 1,
            seal: 'B-1',
            gross_kg: d('6.1'),
            tare_kg: d('0.1'),
            volume_mL: d('700'),
            capacity_mL: d('1000'),
          },
        ],
        missing: [2],
      },
      reason: '',
      by: 'Person preparer',
      at,
      status: 'done',
      second: { by: 'Person officer', at, reason: 'seen' },
    },
    {
      no: 2,
      kind: 'correct',
      step: 'fill',
      data: { kind: 'fill', evidence: [photo], bottles: [filled], rejected_kg: d('0') },
      reason: 'misread',
      by: 'Person preparer',
      at,
      status: 'proposed',
      second: null,
    },
  ],
  bottles: [{ kind: 'laboratory', mass: d('1.5'), volume: d('700'), seal: 'L-1', at, parentContainers: [1] }],
  balance: [
    {
      step: 'fill',
      in_kg: d('1.5'),
      out_kg: d('1.5'),
      rejected_kg: d('0'),
      loss_pct: d('0.00'),
      verdict: 'normal',
    },
  ],
  findings: [{ code: 'MASS_STEP_1', zh: '质量变化', en: 'The mass changed.' }],
  unchecked: [{ step: 'mix', what: 'speed_rpm' }],
  reason: 'spilled',
  startedAt: at,
  endedAt: at,
};

/** What was asked of it goes into `note`; evidence is kept by its digest. */
export function fakeHandling(note: (method: string, by: string, what: unknown) => void): {
  readonly handling: HandlingService;
  readonly evidence: EvidenceService;
} {
  const answer = async (method: string, by: string, what: unknown) => {
    note(method, by, what);
    return ok(handling);
  };
  const stored = new Map<string, StoredEvidence>();
  return {
    handling: {
      open: async () => [handling],
      handling: async (id) => (id === handlingId ? handling : null),
      doStep: (caller, id, told) => answer('doStep', caller.id, { id, ...told }),
      correctStep: (caller, id, told) => answer('correctStep', caller.id, { id, ...told }),
      settle: (caller, id, word) => answer('settleHandling', caller.id, { id, ...word }),
      abandon: (caller, id, reason) => answer('abandonHandling', caller.id, { id, reason }),
    },
    evidence: {
      async store(caller, bytes) {
        note('storeEvidence', caller.id, bytes.length);
        if (bytes.toString('latin1').startsWith('GIF'))
          return refuse({ code: 'MEDIA_TYPE_UNSUPPORTED', message: 'A GIF.', remedy: 'Send a PNG.' });
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        stored.set(sha256, { bytes, mediaType: 'image/png' });
        return ok({ sha256, mediaType: 'image/png', bytes: bytes.length });
      },
      find: async (sha256) => stored.get(sha256) ?? null,
    },
  };
}
