import type { TagDefinition } from '../plc/process-image.ts';
import { CheckedHead, type CutCheckMemory } from '../plc/checked-head.ts';
import type { SamplerHead } from '../plc/sampler-head.ts';
import { StreamSampler, type SamplerMemory } from '../plc/stream-sampler.ts';
import type { KeyedRandom } from '../random.ts';
import type { UnitName } from '../unit-names.ts';
import { Containers, type ContainerPlaces, type ContainersMemory } from '../world/containers.ts';
import { Disturbances } from '../world/disturbances.ts';
import type { PlantMicros } from '../world/plant-time.ts';
import { Stream, type StreamMemory } from '../world/stream.ts';
import type { CargoPlan, OnTheSpot, Station } from './installation.ts';

export interface SamplingSiteMemory<Own extends object> {
  readonly stream: StreamMemory;
  readonly containers: ContainersMemory;
  readonly sampler: SamplerMemory & Own & { readonly cutCheck?: CutCheckMemory };
  /** What is out of order; absent for nothing. */
  readonly disturbances?: readonly string[];
}

/** The world a sampler's head may touch. */
export interface SamplingSiteWorld<Name extends string> {
  readonly random: KeyedRandom;
  readonly stream: Stream;
  readonly containers: Containers;
  readonly disturbances: Disturbances<Name>;
}

export interface SamplingSiteDesign<Name extends string, Own extends object> {
  readonly unit: UnitName;
  readonly random: KeyedRandom;
  readonly cargo: CargoPlan;
  readonly places: ContainerPlaces;
  readonly disturbances: readonly Name[];
  /** Those of them that stop the flow while they stand. */
  readonly stopsFlow: readonly Name[];
  readonly tags: readonly TagDefinition[];
  head(world: SamplingSiteWorld<Name>, memory: Own | null): SamplerHead<Own>;
}

/** One sampler on its stream, with its containers. */
export class SamplingSite<Name extends string, Own extends object> {
  readonly world: SamplingSiteWorld<Name>;
  readonly station: Station;
  readonly #sampler: StreamSampler<Own & { cutCheck?: CutCheckMemory }>;
  readonly #stopsFlow: readonly Name[];

  constructor(design: SamplingSiteDesign<Name, Own>, memory: SamplingSiteMemory<Own> | null) {
    const { unit, random, cargo, tags } = design;
    this.world = {
      random,
      stream: new Stream({ random, ...cargo }, memory?.stream ?? null),
      containers: new Containers(design.places, memory?.containers ?? null),
      disturbances: new Disturbances(design.disturbances, memory?.disturbances),
    };
    this.#stopsFlow = design.stopsFlow;
    const own = design.head(this.world, memory?.sampler ?? null);
    const head = new CheckedHead<Own>(own, this.world, memory?.sampler.cutCheck ?? null);
    this.#sampler = new StreamSampler(this.world, head, memory?.sampler ?? null);
    this.station = { unit, program: this.#sampler, tags, onTheSpot: this.#onTheSpot() };
  }

  retain(at: PlantMicros): SamplingSiteMemory<Own> {
    const { stream, containers, disturbances } = this.world;
    const standing = disturbances.retain();
    return {
      stream: stream.retain(at),
      containers: containers.retain(),
      sampler: this.#sampler.retain(at),
      ...(standing.length > 0 && { disturbances: standing }),
    };
  }

  #onTheSpot(): OnTheSpot {
    const { stream, containers, disturbances } = this.world;
    return {
      disturbances: disturbances.names,
      disturb: (what, stands, at) => {
        if (!disturbances.set(what, stands)) return false;
        stream.halt(
          this.#stopsFlow.some((name) => disturbances.stands(name)),
          at,
        );
        return true;
      },
      replaceContainer: (position) => {
        if (!containers.at(position)) return false;
        containers.exchange(position);
        return true;
      },
      putContainer: (position, sampleId, kg) => containers.put(position, sampleId, kg),
    };
  }
}
