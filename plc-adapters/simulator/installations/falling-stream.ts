import { fallingStream } from '../plc/coal-cutters.ts';
import { COAL_DISTURBANCES, CoalHead, type CoalDisturbance, type CoalHeadMemory } from '../plc/coal-head.ts';
import { coalTags } from '../plc/coal-tags.ts';
import type { KeyedRandom } from '../random.ts';
import { FALLING_STREAM_UNIT } from '../unit-names.ts';
import type { PlantMicros } from '../world/plant-time.ts';
import { CAROUSEL } from './coal-berth.ts';
import type { CargoPlan, Installation } from './installation.ts';
import { SamplingSite, type SamplingSiteMemory } from './sampling-site.ts';

export interface FallingStreamMemory {
  readonly fallingStream: SamplingSiteMemory<CoalHeadMemory>;
}

/** A coal sampler at a belt's head drum, with a belt and a carousel of its own. */
export function fallingStreamSite(
  random: KeyedRandom,
  cargo: CargoPlan,
  memory: Partial<FallingStreamMemory>,
): Installation<FallingStreamMemory> {
  const cutter = fallingStream(cargo.flow.maximum);
  const tags = coalTags(cutter, CAROUSEL.positions);
  const site = new SamplingSite<CoalDisturbance, CoalHeadMemory>(
    {
      unit: FALLING_STREAM_UNIT,
      random,
      cargo,
      places: CAROUSEL,
      disturbances: COAL_DISTURBANCES,
      stopsFlow: ['flow', 'belt'],
      tags,
      head: (world, kept) => new CoalHead(cutter, tags, world, kept),
    },
    memory.fallingStream ?? null,
  );
  return {
    stations: [site.station],
    retain: (at: PlantMicros) => ({ fallingStream: site.retain(at) }),
  };
}
