import { blindCode, processId, unitId } from '../kernel/brand.ts';
import { Rehearsal, person } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import { packMl } from '../plant-unit/messages.ts';
import { coalPreparationDefinition } from './machine.ts';
import type { CoalPreparationContext, CoalPreparationOrder } from './run.ts';
import { stageTags } from './stages.ts';

export { boot, failed, link, plantState, unknown } from '../plant-unit/told.fixture.ts';

/** A run of the line CP-01 for tests, of the gross sample in the sampler's container 3. */

export const parent = 'consignment/D1.1';
export const unitProcess = 'plant-unit/CP-01';
export const operator = person('operator');

const order: CoalPreparationOrder = {
  parent: processId(parent),
  unitNo: 1,
  line: unitId('CP-01'),
  sampleId: blindCode('PREP'),
  containers: [3],
};

export type Run = Rehearsal<CoalPreparationContext>;

export const waitingRun = (changed: Partial<CoalPreparationOrder> = {}): Run =>
  Rehearsal.begin<CoalPreparationContext>(coalPreparationDefinition, 'coal-preparation/PREP', {
    order: { ...order, ...changed },
  });

export const granted: Told = { type: 'unit.granted', unit: 'CP-01' };
export const readings = (state: keyof typeof packMl | null, sampleId = 'PREP'): Told => ({
  type: 'unit.readings',
  readings: { 'Sts.StateCurrent': state && packMl[state], 'Cmd.SampleId': sampleId },
});
export const masses = (changed: Readonly<Record<string, unknown>> = {}): Told => ({
  type: 'unit.readings',
  readings: { ...Object.fromEntries(stageTags.map((tag) => [tag, 1])), ...changed },
});

export const done = (command: string): Told => ({ type: 'command.done', command, totalBefore: null });

export const bottle = (idx: number, type: number): Told => ({
  type: 'record.container',
  idx,
  no: type,
  mass: 1.5,
  flow: 0,
  total: 0,
  kept: 1.5,
  time: `2026-03-05T02:00:${String(idx).padStart(2, '0')}.000Z`,
});
export const allBottles = [bottle(1, 61), bottle(2, 32), bottle(3, 21), bottle(4, 22)] as const;

export const asked = (wish: 'hold' | 'resume' | 'finish' | 'abort'): Told => ({
  type: `operator.${wish}`,
  reason: `reason to ${wish}`,
});

/** A run whose line has been loaded and started. */
export const preparingRun = (): Run =>
  waitingRun().giveAll([
    granted,
    readings('Idle'),
    done('load'),
    readings('Idle'),
    done('start'),
    readings('Execute'),
  ]);

export const told = (run: Run): Told | undefined => run.messages(parent)[0];
