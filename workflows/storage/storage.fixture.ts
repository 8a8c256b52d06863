import { blindCode, decimalString as d, processId, unitId } from '../kernel/brand.ts';
import type { Actor } from '../kernel/process.ts';
import { Rehearsal, person } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import { shippedSection } from '../kernel/testing/rule-pack.fixture.ts';
import type { RetentionRules } from '../custody/rules.ts';
import { storageCabinetDefinition } from './cabinet.ts';
import { storageDefinition } from './machine.ts';
import type { CabinetContext } from './cabinet-orders.ts';
import type { SlotGiven } from './slots.ts';
import { storedBottleStart } from './stored-bottle.ts';
import type { PutAway, StorageContext } from './stored-bottle.ts';

/** A reserve bottle of 0.75 kg with the seal R-1, kept for two months by the rule for coal. A rehearsal begins on 5 March 2026. */

export const parent = 'consignment/D1.1';
export const cabinetA = 'storage-cabinet/A';
export const [preparer, custodian, officer] = [person('preparer'), person('custodian'), person('officer')];
export const byProcess = (id: string): Actor => ({ kind: 'process', id });

export const bottleStart = (code = 'B-1') =>
  storedBottleStart({
    parent: processId(parent),
    code: blindCode(code),
    kind: 'reserve-3mm',
    mass: d('0.75'),
    seal: 'R-1',
    massTolerancePercent: d('1'),
    retention: {
      rules: shippedSection('coal-cn-2026', 'retention') as RetentionRules,
      timeZone: 'Asia/Shanghai',
    },
  });

export type StoredBottle = Rehearsal<StorageContext>;

export const begunBottle = (code = 'B-1'): StoredBottle => {
  const { process, input } = bottleStart(code);
  return Rehearsal.begin<StorageContext>(storageDefinition, process, input, byProcess(parent));
};

export const begunCabinet = (cabinet = 'A', slots = 2): Rehearsal<CabinetContext> =>
  Rehearsal.begin<CabinetContext>(storageCabinetDefinition, `storage-cabinet/${cabinet}`, { cabinet, slots });

/** Cabinet A of two slots with a machine that takes commands. */
export const begunMachine = (): Rehearsal<CabinetContext> =>
  Rehearsal.begin<CabinetContext>(storageCabinetDefinition, cabinetA, { cabinet: 'A', slots: 2, unit: unitId('SC-01') });

export const putAway = (changed: Partial<PutAway> = {}): Told => ({
  type: 'bottle.put-away',
  cabinet: 'A',
  slot: 1,
  seal: 'R-1',
  sealOff: null,
  weighed: { gross_kg: d('0.85'), tare_kg: d('0.1') },
  ...changed,
});
export const given = (slot = 1, cabinet = 'A'): SlotGiven & Told => ({ type: 'slot.given', cabinet, slot });

/** It lies in slot 1 of cabinet A. */
export const stored = (changed: Partial<PutAway> = {}): StoredBottle =>
  begunBottle().ask(putAway(changed), preparer).give(given(), byProcess(cabinetA));

/** Results were reported on a day; from 5 January on its two months run at the time of the rehearsal. */
export const reported = (countedFrom: string): Told => ({
  type: 'storage.retain-until',
  countedFrom,
  reason: 'results reported',
});
export const propose: Told = {
  type: 'disposal.proposed',
  method: 'returned to the stockpile',
  reason: 'over',
};
export const confirm: Told = { type: 'disposal.confirmed' };
export const hold: Told = { type: 'hold.set', reason: 'claim of the buyer' };

/** It may be disposed of: its two months ended on 4 March. */
export const over = (): StoredBottle => stored().give(reported('2026-01-04'), byProcess(parent));

/** Code and field of a refusal; undefined for what is taken. */
export const refused = (bottle: StoredBottle, event: Told, by = custodian) => {
  const refusal = bottle.refusalOf(event, by);
  return refusal && [refusal.code, ...('field' in refusal ? [refusal.field] : [])].join(' ');
};
