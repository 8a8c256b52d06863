import type { PlantState, PlantValue } from '../plant-unit/messages.ts';
import { stateOf } from '../plant-unit/reconcile-run.ts';
import { lineStages } from './stages.ts';

/** What a run sees of the line it shares. */
export interface LineView {
  /** Null: unknown, because one of the readings is bad. */
  readonly state: PlantState | null;
  /** `in`: our sample is whole in the infeed, or in a stage. `part`: some of its containers are in the infeed. Else: is that free? */
  readonly place: 'in' | 'part' | 'free' | 'occupied';
  /** Another sample's material is in the infeed or in a stage. */
  readonly others: boolean;
  /** Containers of our sample in the infeed. */
  readonly containers: number;
  /** Starts the PLC ever accepted; null where it does not tell. */
  readonly runId: number | null;
}

const infeed = 'Infeed.Act.SampleIdRead';
const containersIn = 'Infeed.Act.Containers';
const isWhole = 'Infeed.Act.Whole';
const stageSamples = lineStages.map((stage) => `${stage}.Act.SampleIdRead`);

/** Every tag `viewOf` needs. */
export const lineTags: readonly string[] = ['Sts.StateCurrent', 'Sts.RunId', infeed, containersIn, isWhole, ...stageSamples];

/** Where our sample stands by the line's readings, and what stands there besides. */
export function viewOf(readings: Readonly<Record<string, PlantValue>>, sampleId: string): LineView {
  const inStages = stageSamples.map((tag) => readings[tag]);
  const inInfeed = readings[infeed];
  const containers = readings[containersIn];
  const runId = readings['Sts.RunId'];
  const whole = readings[isWhole];
  const samples = [inInfeed, ...inStages];
  const isKnown = samples.every((sample) => typeof sample === 'string') && typeof containers === 'number' && typeof whole === 'boolean';
  const here = inInfeed === sampleId ? (whole === true ? 'in' : 'part') : inInfeed === '' ? 'free' : 'occupied';
  return {
    state: isKnown ? stateOf(readings) : null,
    place: inStages.includes(sampleId) ? 'in' : here,
    others: samples.some((sample) => sample !== '' && sample !== sampleId),
    containers: inInfeed === sampleId && typeof containers === 'number' ? containers : 0,
    runId: typeof runId === 'number' ? runId : null,
  };
}
