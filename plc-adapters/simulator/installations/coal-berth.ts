import { CROSS_BELT } from '../plc/coal-cutters.ts';
import { COAL_DISTURBANCES, CoalHead, type CoalDisturbance, type CoalHeadMemory } from '../plc/coal-head.ts';
import { coalTags } from '../plc/coal-tags.ts';
import { CABINET_DISTURBANCES, StorageCabinet, type CabinetDisturbance } from '../plc/storage-cabinet.ts';
import { CABINET_TAGS } from '../plc/storage-cabinet-tags.ts';
import { PREPARATION_DISTURBANCES, type PreparationDisturbance } from '../plc/preparation-faults.ts';
import { PreparationLine, type PreparationMemory } from '../plc/preparation-line.ts';
import { BottleStore } from '../plc/preparation-store.ts';
import { PREPARATION_TAGS } from '../plc/preparation-tags.ts';
import type { SamplerMemory } from '../plc/stream-sampler.ts';
import type { KeyedRandom } from '../random.ts';
import { CABINET_UNIT, PREPARATION_UNIT, SAMPLER_UNIT } from '../unit-names.ts';
import type { ContainersMemory, ContainerStore } from '../world/containers.ts';
import { Disturbances } from '../world/disturbances.ts';
import type { PlantMicros } from '../world/plant-time.ts';
import type { StreamMemory } from '../world/stream.ts';
import type { CargoPlan, Installation, Station } from './installation.ts';
import { SamplingSite, type SamplingSiteMemory } from './sampling-site.ts';

/** The first installation there was: its parts lie side by side in the plant's memory. */
export interface CoalBerthMemory {
  readonly belt: StreamMemory;
  readonly carousel: ContainersMemory;
  readonly sampler: SamplerMemory & CoalHeadMemory;
  readonly preparation: PreparationMemory;
  readonly disturbances?: readonly string[];
  /** Those of the preparation line. */
  readonly preparationDisturbances?: readonly string[];
  /** Those of the cabinet's drive. */
  readonly cabinetDisturbances?: readonly string[];
}

export const CAROUSEL = { positions: 8, capacity: 150 } as const;

/**
 * A cross-belt sampler, a preparation line that fetches the sealed containers from its carousel and from those of other belts, and the
 * drive of the cabinet in which the line stores its reserves.
 */
export class CoalBerth implements Installation<CoalBerthMemory> {
  readonly stations: readonly Station[];
  readonly #site: SamplingSite<CoalDisturbance, CoalHeadMemory>;
  readonly #preparation: PreparationLine;
  readonly #disturbances: Disturbances<PreparationDisturbance>;
  readonly #cabinetDisturbances: Disturbances<CabinetDisturbance>;

  /** @param furtherStores carousels of other samplers, whose positions are not among this one's. */
  constructor(
    random: KeyedRandom,
    cargo: CargoPlan,
    memory: Partial<CoalBerthMemory>,
    furtherStores: readonly ContainerStore[],
  ) {
    const tags = coalTags(CROSS_BELT, CAROUSEL.positions);
    this.#site = new SamplingSite<CoalDisturbance, CoalHeadMemory>(
      {
        unit: SAMPLER_UNIT,
        random,
        cargo,
        places: CAROUSEL,
        disturbances: COAL_DISTURBANCES,
        stopsFlow: ['flow', 'belt'],
        tags,
        head: (world, kept) => new CoalHead(CROSS_BELT, tags, world, kept),
      },
      siteMemory(memory),
    );
    this.#disturbances = new Disturbances(PREPARATION_DISTURBANCES, memory.preparationDisturbances);
    this.#cabinetDisturbances = new Disturbances(CABINET_DISTURBANCES, memory.cabinetDisturbances);
    const store = new BottleStore(memory.preparation?.store ?? null);
    this.#preparation = new PreparationLine(
      { store, random, containers: allStores([this.#site.world.containers, ...furtherStores]), disturbances: this.#disturbances },
      memory.preparation ?? null,
    );
    const { onTheSpot } = this.#site.station;
    this.stations = [
      this.#site.station,
      {
        unit: PREPARATION_UNIT,
        program: this.#preparation,
        tags: PREPARATION_TAGS,
        onTheSpot: {
          ...onTheSpot,
          disturbances: PREPARATION_DISTURBANCES,
          disturb: (what, stands) => this.#disturbances.set(what, stands),
        },
      },
      {
        unit: CABINET_UNIT,
        program: new StorageCabinet(store, this.#cabinetDisturbances),
        tags: CABINET_TAGS,
        onTheSpot: {
          disturbances: CABINET_DISTURBANCES,
          disturb: (what, stands) => this.#cabinetDisturbances.set(what, stands),
          replaceContainer: () => false,
          putContainer: () => false,
        },
      },
    ];
  }

  /** A person cleans the preparation line out by hand. */
  purgePreparation(): void {
    this.#preparation.purge();
  }

  retain(at: PlantMicros): CoalBerthMemory {
    const { stream, containers, sampler, disturbances } = this.#site.retain(at);
    const preparationDisturbances = this.#disturbances.retain();
    return {
      belt: stream,
      carousel: containers,
      sampler,
      preparation: this.#preparation.retain(at),
      // Always said: what an earlier boot loaded would stand again otherwise.
      disturbances: disturbances ?? [],
      preparationDisturbances,
      cabinetDisturbances: this.#cabinetDisturbances.retain(),
    };
  }
}

/** Several carousels as one: each position is one of theirs. */
function allStores(stores: readonly ContainerStore[]): ContainerStore {
  const storeOf = (position: number) => stores.find((store) => store.at(position) !== undefined);
  return {
    at: (position) => storeOf(position)?.at(position),
    exchange: (position) => {
      const store = storeOf(position);
      if (!store) throw new Error(`there is no position ${position}`);
      return store.exchange(position);
    },
  };
}

function siteMemory(memory: Partial<CoalBerthMemory>): SamplingSiteMemory<CoalHeadMemory> | null {
  const { belt, carousel, sampler, disturbances } = memory;
  if (!belt || !carousel || !sampler) return null;
  return { stream: belt, containers: carousel, sampler, ...(disturbances && { disturbances }) };
}
