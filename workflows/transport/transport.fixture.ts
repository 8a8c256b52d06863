import { blindCode, decimalString as d, processId } from '../kernel/brand.ts';
import { Rehearsal, person } from '../kernel/testing/rehearsal.ts';
import type { Actor } from '../kernel/process.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import type { CarriageContext, CarriageOrder, ReleasedContainer } from './carriage.ts';
import { transportDefinition } from './machine.ts';

/** Two bottles of two consignments, 1 kg each, on their way from room 1 to room 2. */

export const [ann, bo, cai] = [person('ann'), person('bo'), person('cai')];
export const parents = ['consignment/D1.1', 'consignment/D2.1'] as const;
export const order: CarriageOrder = {
  containers: [
    { code: blindCode('C-1'), parent: processId(parents[0]), seal: 'S-1', mass: d('1') },
    { code: blindCode('C-2'), parent: processId(parents[1]), seal: 'S-2', mass: d('1') },
  ],
  from: 'room 1',
  to: 'room 2',
  means: { kind: 'person' },
  receiver: null,
  overdue_min: 30,
  rules: { massTolerancePercent: d('0.5'), knownHolders: ['ann', 'bo', 'cai', 'van 1', 'carrier 7'] },
};
export const tube: CarriageOrder['means'] = { kind: 'tube', tube: 'T-1', urgency: 'normal' };

/** By a tube that takes commands. */
export const sentByTube: Partial<CarriageOrder> = { means: tube, commanded: true };
/** As the tube tells. */
export const byTube: Actor = { kind: 'process', id: 'pneumatic-tube/T-1' };
export const left: Told = { type: 'tube.departed', plcTime: null };
export const came: Told = { type: 'tube.arrived', plcTime: null };
export const lostInTube: Told = { type: 'tube.lost', reason: 'the carrier is lost' };
export const returned: Told = { type: 'tube.returned', reason: 'drawn back' };
export const tubeRefused: Told = {
  type: 'tube.refused',
  refusal: { code: 'STATION_OCCUPIED', message: 'a carrier stands there', remedy: 'take it out' },
};

export type Carriage = Rehearsal<CarriageContext>;

export const begun = (changed: Partial<CarriageOrder> = {}): Carriage =>
  Rehearsal.begin<CarriageContext>(
    transportDefinition,
    'transport/1',
    { order: { ...order, ...changed } },
    ann,
  );

const whole = (no: 1 | 2): ReleasedContainer => ({
  code: blindCode(`C-${no}`),
  seal: `S-${no}`,
  gross_kg: d('1.1'),
  tare_kg: d('0.1'),
});
const found = (no: 1 | 2) => {
  const { tare_kg: _, ...rest } = whole(no);
  return rest;
};
export const release = (first: Partial<ReleasedContainer> = {}): Told => ({
  type: 'carriage.released',
  containers: [{ ...whole(1), ...first }, whole(2)],
});
export const take = (carrier = 'bo', trayInPlace = false): Told => ({
  type: 'carriage.taken',
  carrier,
  trayInPlace,
});
export const receive = (first: Partial<ReturnType<typeof found>> = {}): Told => ({
  type: 'carriage.received',
  containers: [{ ...found(1), ...first }, found(2)],
  missing: [],
  condition: 'dry',
});
export const receiveOne: Told = { ...receive(), containers: [found(1)], missing: ['C-2'] };
export const because = (type: 'refused' | 'missed' | 'given-up' | 'withdrawn'): Told => ({
  type: `carriage.${type}`,
  reason: 'for a reason',
});
export const released = (changed: Partial<CarriageOrder> = {}): Carriage =>
  begun(changed).ask(release(), ann);
export const carried = (changed: Partial<CarriageOrder> = {}): Carriage => released(changed).ask(take(), bo);
/** Code and field of a refusal; undefined for what is taken. */
export const refused = (carriage: Carriage, event: Told, by = cai) => {
  const refusal = carriage.refusalOf(event, by);
  return refusal && [refusal.code, ...('field' in refusal ? [refusal.field] : [])].join(' ');
};
