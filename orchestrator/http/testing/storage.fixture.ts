import { blindCode, decimalString as d, instant, processId, unitId } from '../../../workflows/kernel/brand.ts';
import { ok } from '../../../workflows/kernel/refusal.ts';
import type { CabinetView, StorageService } from '../../services/storage.ts';
import type { TransportService } from '../../services/transport.ts';
import type { TubeService, TubeView } from '../../services/tubes.ts';
import type { StoredBottleView } from '../../views/storage-view.ts';
import type { CarriageView } from '../../views/transport-view.ts';

/** One stored bottle and one carriage with every member filled, and a house that has them. */

export const bottleId = processId('storage/R-1');
export const carriageId = processId('transport/c-1');
const at = instant('2026-05-04T03:21:00.000Z');
const finding = { code: 'SEAL_MISMATCH', zh: '封识不符', en: 'Another seal.' };
const slot = { cabinet: 'RES-A', slot: 7 };
const word = { by: 'Person officer', at, reason: 'MV Example Star is claimed' };

export const bottle: StoredBottleView = {
  id: bottleId,
  code: blindCode('R-1'),
  kind: 'reserve-3mm',
  status: 'disposing',
  slot,
  claim: { cabinet: 'RES-A', slot: 8 },
  slotRefusal: { code: 'SLOT_OCCUPIED', message: 'Occupied.', remedy: 'Another.' },
  inMachine: true,
  keepUntil: '2026-05-03',
  disposableFrom: '2026-05-04',
  decidedBy: 'rule',
  retentionOverAt: at,
  onHold: false,
  holds: [{ no: 1, ...word, lifted: word }],
  quarantined: true,
  findings: [finding],
  wantedForTest: true,
  disposal: { ...word, method: 'returned to MV Example Star', notBy: 'officer' },
  record: [
    {
      what: 'brought',
      by: 'Person preparer',
      at,
      reason: null,
      slot: null,
      found: { seal: 'S-1', mass: d('0.75') },
    },
    { what: 'moved', by: 'Person preparer', at, reason: 'in order', slot, found: null },
    { what: 'held', ...word, slot: null, found: null },
  ],
  startedAt: at,
  endedAt: at,
};

export const cabinet: CabinetView = {
  id: 'RES-A',
  name: { zh: '存查样柜', en: 'Reserve cabinet' },
  slots: [{ slot: 7, code: blindCode('R-1'), since: at, plc: 'empty', label: 'R-9', differs: true }],
  machine: unitId('SC-01'),
  machineLive: false,
  orders: [
    {
      no: 4,
      op: 'store',
      code: blindCode('R-1'),
      slot: 7,
      at,
      status: 'unanswered',
      problem: { code: 'DONE_TIMEOUT', message: 'It may still be going on.' },
      proposal: { by: 'Person preparer', at, reason: 'I looked.' },
    },
  ],
  lastScan: {
    at,
    by: 'Person preparer',
    refusal: { code: 'DOOR_OPEN', message: 'Open.', remedy: 'Close it.' },
    differences: [{ slot: 7, recorded: 'R-1', read: null }],
  },
  contradictions: [
    {
      no: 3,
      op: 'store',
      code: blindCode('R-1'),
      slot: 7,
      carriedOut: true,
      by: 'Person preparer',
      second: 'Person custodian',
      at,
      reason: 'I looked.',
      shown: { occupied: false, label: null },
      seenAt: at,
    },
  ],
};

const deed = { by: 'Person preparer', at };
export const carriage: CarriageView = {
  id: carriageId,
  status: 'quarantined',
  codes: [blindCode('C-1')],
  from: 'line',
  to: 'laboratory',
  means: { kind: 'tube', tube: 'T-1', urgency: 'urgent' },
  receiver: 'analyst',
  requested: deed,
  released: deed,
  taken: { ...deed, carrier: 'carrier 7' },
  byMachine: true,
  loaded: { ...deed, carrier: 'carrier 7' },
  tubeRefusal: { code: 'STATION_OCCUPIED', message: 'Occupied.', remedy: 'Take it out.' },
  arrivedAt: at,
  dueAt: at,
  missing: { ...deed, reason: 'stuck' },
  received: { ...deed, condition: 'dry', missing: [blindCode('C-1')] },
  findings: [{ ...finding, container: 'C-1' }],
  reason: 'stuck',
  endedAt: at,
  parties: ['preparer', 'analyst'],
};

export const pneumaticTube: TubeView = {
  id: 'T-1',
  stations: ['line', 'laboratory'],
  machine: unitId('PT-01'),
  machineLive: true,
  carrier: { state: 'lost', station: null, read: 'carrier 7' },
  orders: [
    {
      no: 4, carrier: 'carrier 7', from: 'line', to: 'laboratory', at, status: 'unanswered',
      problem: { code: 'FAULT', message: 'A fault ended the command.' },
    },
  ],
  contradictions: [
    {
      no: 3, carrier: 'carrier 7', from: 'line', to: 'laboratory', found: 'departure', by: 'Person preparer', at, reason: 'I looked.',
      shown: { state: 'arrived', station: 'laboratory' }, seenAt: at,
    },
  ],
}; // prettier-ignore

/** What was asked of it goes into `note`. */
export function fakeStorage(note: (method: string, by: string, what: unknown) => void): {
  readonly storage: StorageService;
  readonly transport: TransportService;
  readonly tubes: TubeService;
} {
  return {
    storage: {
      bottles: async (filter, wanted) => {
        note('bottles', '', { ...filter, ...wanted });
        return { items: [bottle], next: null };
      },
      bottle: async (id) => (id === bottleId ? bottle : null),
      cabinets: async () => [cabinet],
      actOnCabinet: async (caller, id, act) => {
        note('actOnCabinet', caller.id, { id, ...act });
        return ok(cabinet);
      },
      act: async (caller, id, act) => {
        note('actOnBottle', caller.id, { id, ...act });
        return ok(bottle);
      },
    },
    transport: {
      open: async () => [carriage],
      carriage: async (id) => (id === carriageId ? carriage : null),
      request: async (caller, wish) => {
        note('requestCarriage', caller.id, wish);
        return ok(carriage);
      },
      act: async (caller, id, event) => {
        note('actOnCarriage', caller.id, { id, ...event });
        return ok(carriage);
      },
    },
    tubes: {
      tubes: async () => [pneumaticTube],
      act: async (caller, tube, act) => {
        note('actOnTube', caller.id, { tube, ...act });
        return ok(pneumaticTube);
      },
    },
  };
}
