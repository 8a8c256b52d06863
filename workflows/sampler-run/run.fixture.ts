import { blindCode, decimalString, processId, unitId } from '../kernel/brand.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import { Rehearsal, person, plant } from '../kernel/testing/rehearsal.ts';
import { packMl } from '../plant-unit/messages.ts';
import { samplerRunDefinition } from './machine.ts';
import type { SamplerOrder, SamplerProfile, SamplerRunContext } from './run.ts';

export { boot, failed, link, plantState, unknown } from '../plant-unit/told.fixture.ts';

/** A run of the sampler CS-01 for tests: three increments of a unit of 1000 t, which began at 500 t on the belt scale. */

export const parent = 'consignment/D1.1';
export const unitProcess = 'plant-unit/CS-01';
export const operator = person('operator');

const profile: SamplerProfile = {
  tags: { total: 'Act.BeltTotal', taken: 'Act.CutCount', missed: 'Act.CutMissed', kept: 'Act.SampleMass' },
  keptDecimals: 4,
  totalRestarts: false,
};
const definition = samplerRunDefinition('coal-sampling', profile);

const order: SamplerOrder = {
  parent: processId(parent),
  unitNo: 1,
  sampler: unitId('CS-01'),
  lotId: blindCode('LOT'),
  sampleId: blindCode('SAMPLE'),
  recipeId: 'recipe',
  settings: { 'Set.IncrementInterval': 300 },
  incrementsPlanned: 3,
  quantity: decimalString('1000'),
  isLast: true,
  quantityTolerance: decimalString('0.01'),
  spacing: null,
};

export type Run = Rehearsal<SamplerRunContext>;

export const waitingRun = (changed: Partial<SamplerOrder> = {}): Run =>
  Rehearsal.begin<SamplerRunContext>(definition, 'coal-sampling/SAMPLE', {
    order: { ...order, ...changed },
  });

export const granted: Told = { type: 'unit.granted', unit: 'CS-01' };

export const readings = (
  state: keyof typeof packMl | null,
  more: Readonly<Record<string, unknown>> = {},
): Told => ({
  type: 'unit.readings',
  readings: {
    'Sts.StateCurrent': state && packMl[state],
    'Cmd.SampleId': order.sampleId,
    'Act.CutCount': 0,
    'Act.BeltTotal': 500,
    ...more,
  },
});

export const done = (command: string, totalBefore: number | null = 500): Told => ({
  type: 'command.done',
  command,
  totalBefore,
});

export const stream = (flowing: boolean, total: number): Told => ({ type: 'plant.stream', flowing, total });

const record = (type: string, idx: number, no: number): Told => ({
  type,
  idx,
  no,
  mass: 30,
  flow: 1000,
  total: 500,
  kept: 2.5,
  time: `2026-03-05T01:00:${String(idx).padStart(2, '0')}.000Z`,
});
export const increment = (idx: number): Told => record('record.increment', idx, idx);
export const missed = (idx: number): Told => record('record.missed', idx, 1);
export const container = (idx: number): Told => record('record.container', idx, 1);

export const asked = (wish: 'hold' | 'resume' | 'finish' | 'abort'): Told => ({
  type: `operator.${wish}`,
  reason: `reason to ${wish}`,
});

/** A run whose sampler has been started and cuts. */
export const cuttingRun = (): Run => waitingRun().giveAll([granted, readings('Idle'), done('start')]);

/** A run to which all three increments came in. */
export const fullRun = (): Run => cuttingRun().giveAll([increment(1), increment(2), increment(3)], plant);

/** What became of the run, as its parent is told. */
export const told = (run: Run): Told | undefined => run.messages(parent)[0];
