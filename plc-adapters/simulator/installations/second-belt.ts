import { CROSS_BELT } from '../plc/coal-cutters.ts';
import { COAL_DISTURBANCES, CoalHead, type CoalDisturbance, type CoalHeadMemory } from '../plc/coal-head.ts';
import { coalTags } from '../plc/coal-tags.ts';
import type { KeyedRandom } from '../random.ts';
import { SECOND_SAMPLER_UNIT } from '../unit-names.ts';
import type { ContainerStore } from '../world/containers.ts';
import type { PlantMicros } from '../world/plant-time.ts';
import { CAROUSEL } from './coal-berth.ts';
import type { CargoPlan, Installation } from './installation.ts';
import { SamplingSite, type SamplingSiteMemory } from './sampling-site.ts';

export interface SecondBeltMemory {
  readonly secondBelt: SamplingSiteMemory<CoalHeadMemory>;
}

/** Its carousel's positions follow those of the first belt's, so that the line's Load names one container. */
const SECOND_CAROUSEL = { ...CAROUSEL, first: CAROUSEL.positions + 1 } as const;

/** A sampler like the coal berth's on a belt of its own, for cargoes that go over two belts at once. */
export function secondBelt(
  random: KeyedRandom,
  cargo: CargoPlan,
  memory: Partial<SecondBeltMemory>,
): Installation<SecondBeltMemory> & { readonly containers: ContainerStore } {
  const tags = coalTags(CROSS_BELT, CAROUSEL.positions + SECOND_CAROUSEL.positions);
  const site = new SamplingSite<CoalDisturbance, CoalHeadMemory>(
    {
      unit: SECOND_SAMPLER_UNIT,
      random,
      cargo,
      places: SECOND_CAROUSEL,
      disturbances: COAL_DISTURBANCES,
      stopsFlow: ['flow', 'belt'],
      tags,
      head: (world, kept) => new CoalHead(CROSS_BELT, tags, world, kept),
    },
    memory.secondBelt ?? null,
  );
  return {
    stations: [site.station],
    containers: site.world.containers,
    retain: (at: PlantMicros) => ({ secondBelt: site.retain(at) }),
  };
}
