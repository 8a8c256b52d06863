import { blindCode, processId, unitId } from '../kernel/brand.ts';
import { Rehearsal, person } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import { packMl } from '../plant-unit/messages.ts';
import type { PlantState } from '../plant-unit/messages.ts';
import { lineTags } from './line-readings.ts';
import { coalPreparationDefinition } from './machine.ts';
import type { CoalPreparationContext, CoalPreparationOrder } from './run.ts';
import type { LineStage } from './stages.ts';

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
/** Its sample may be fed. */
export const infeed: Told = { type: 'infeed.granted' };

/** Whose sample is where: the infeed with its containers, and the stage a sample is at. */
export interface Scene {
  readonly infeed?: string;
  readonly containers?: number;
  readonly whole?: boolean;
  readonly at?: Readonly<Partial<Record<LineStage, string>>>;
  readonly runId?: number | null;
}

/** The line empty, ours in the first crusher, ours partly in the infeed, another's in the infeed, another's in the dryer. */
export const empty: Scene = {};
export const ours: Scene = { at: { Crusher6: 'PREP' } };
export const half: Scene = { infeed: 'PREP', containers: 1 };
export const whole: Scene = { ...half, whole: true };
export const occupied: Scene = { infeed: 'OTHER', containers: 1, whole: true };
export const behind: Scene = { at: { Dryer: 'OTHER' } };

/** What a reading of the line gives; a state of null is a bad reading. */
export const readings = (state: PlantState | null, scene: Scene = empty): Told => ({
  type: 'unit.readings',
  readings: {
    ...Object.fromEntries(lineTags.map((tag) => [tag, ''])),
    ...Object.fromEntries(Object.entries(scene.at ?? {}).map(([stage, sample]) => [`${stage}.Act.SampleIdRead`, sample])),
    'Infeed.Act.SampleIdRead': scene.infeed ?? '',
    'Infeed.Act.Containers': scene.containers ?? 0,
    'Infeed.Act.Whole': scene.whole ?? false,
    'Sts.StateCurrent': state && packMl[state],
    'Sts.RunId': scene.runId === undefined ? 5 : scene.runId,
  },
});

export const done = (command: string): Told => ({ type: 'command.done', command, totalBefore: null });
export const refused = (command: string, code: string): Told => ({ type: 'command.failed', command, code, message: 'refused' });

const timeOf = (idx: number) => `2026-03-05T02:00:${String(idx).padStart(2, '0')}.000Z`;

export const bottle = (idx: number, type: number): Told => ({
  type: 'record.container',
  idx,
  no: type,
  mass: 1.5,
  flow: 0,
  total: 0,
  kept: 1.5,
  time: timeOf(idx),
});

/** A divider's second part goes on; 1 kg came in, none was lost. */
export const stage = (idx: number, no: number): Told => ({
  type: 'record.stage',
  idx,
  no,
  massIn: 1,
  parts: no === 2 || no === 5 ? [0.2, 0.5] : no === 3 ? [0.95, 0] : [1, 0],
  removed: no === 2 || no === 5 ? 0.3 : no === 3 ? 0.05 : 0,
  time: timeOf(idx),
});

export const through = (idx: number, bottles = 4): Told => ({ type: 'record.through', idx, no: bottles, mass: 30, time: timeOf(idx) });

/** All the ring tells of one sample, in its order. */
export const wholeWay = [
  stage(1, 1), stage(2, 2), bottle(3, 61), stage(4, 3), stage(5, 4), stage(6, 5), bottle(7, 32),
  stage(8, 6), bottle(9, 21), bottle(10, 22), stage(11, 7), through(12),
] as const; // prettier-ignore

export const asked = (wish: 'hold' | 'resume' | 'finish' | 'abort'): Told => ({
  type: `operator.${wish}`,
  reason: `reason to ${wish}`,
});
export const skip = (stage: string): Told => ({
  type: 'intervention.proposed',
  deed: { kind: 'skip-stage', stage },
  reason: `reason to skip ${stage}`,
});
export const confirmed = (...numbers: number[]): Told => ({ type: 'intervention.confirmed', numbers });

/** A run whose line is in production and has its container. */
export const preparingRun = (): Run => waitingRun().giveAll([granted, readings('Execute'), infeed, done('load'), readings('Execute', ours)]);

export const told = (run: Run): Told | undefined => run.messages(parent)[0];
