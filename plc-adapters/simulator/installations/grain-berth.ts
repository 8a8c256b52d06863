import {
  GRAIN_DISTURBANCES,
  GrainHead,
  type GrainDisturbance,
  type GrainHeadMemory,
} from '../plc/grain-head.ts';
import { grainIntervals, grainTags } from '../plc/grain-tags.ts';
import type { KeyedRandom } from '../random.ts';
import { GRAIN_UNIT } from '../unit-names.ts';
import type { PlantMicros } from '../world/plant-time.ts';
import type { CargoPlan, Installation } from './installation.ts';
import { SamplingSite, type SamplingSiteMemory } from './sampling-site.ts';

export interface GrainBerthMemory {
  readonly grain: SamplingSiteMemory<GrainHeadMemory>;
}

/** What a bag takes: twice the 10 kg of an aggregate sample (Regulation (EU) 2023/2782). */
const BAG_RACK = { positions: 6, capacity: 20 } as const;

/** A lot of 5000 t at the rate of a middling ship unloader. */
export const GRAIN_CARGO: CargoPlan = { parcel: 5000, flow: { nominal: 800, maximum: 1000 } };

/** A grain unloader's spout with a diverter sampler and its bags. */
export function grainBerth(
  random: KeyedRandom,
  cargo: CargoPlan,
  memory: Partial<GrainBerthMemory>,
): Installation<GrainBerthMemory> {
  const intervals = grainIntervals(cargo.flow.maximum);
  const tags = grainTags(intervals, BAG_RACK.positions);
  const site = new SamplingSite<GrainDisturbance, GrainHeadMemory>(
    {
      unit: GRAIN_UNIT,
      random,
      cargo,
      places: BAG_RACK,
      disturbances: GRAIN_DISTURBANCES,
      stopsFlow: ['flow', 'spout'],
      tags,
      head: (world, kept) => new GrainHead(tags, intervals, world, kept),
    },
    memory.grain ?? null,
  );
  return { stations: [site.station], retain: (at: PlantMicros) => ({ grain: site.retain(at) }) };
}
