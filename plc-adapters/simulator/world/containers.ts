export interface Container {
  /** Whose sample is inside; empty while the container is. */
  readonly sampleId: string;
  /** Net mass, kg. */
  readonly mass: number;
  readonly sealed: boolean;
  /** How many stood at this place before it; absent for the first. */
  readonly serial?: number;
}

export type ContainersMemory = readonly Container[];

export interface ContainerPlaces {
  readonly positions: number;
  /** Number of the first place, default 1: places that one line fetches from are numbered through. */
  readonly first?: number;
  /** What one container takes, kg. */
  readonly capacity: number;
}

const EMPTY: Container = { sampleId: '', mass: 0, sealed: false };

/** Where a preparation line fetches containers from. */
export interface ContainerStore {
  at(position: number): Container | undefined;
  exchange(position: number): Container;
}

/** A sampler's carousel, bag rack or receivers: containers at positions numbered on from the first, filled one by one, sealed when full. */
export class Containers implements ContainerStore {
  readonly #capacity: number;
  readonly #first: number;
  readonly #containers: Container[];

  constructor({ positions, capacity, first = 1 }: ContainerPlaces, memory: ContainersMemory | null) {
    this.#capacity = capacity;
    this.#first = first;
    this.#containers = Array.from({ length: positions }, (_, i) => memory?.[i] ?? EMPTY);
  }

  /** How many places there are. */
  get positions(): number {
    return this.#containers.length;
  }

  /** Undefined for a position that does not exist. */
  at(position: number): Container | undefined {
    return Number.isInteger(position) ? this.#containers[position - this.#first] : undefined;
  }

  /** True when that sample may go in: not sealed, and no other sample inside. */
  accepts(position: number, sampleId: string): boolean {
    const container = this.at(position);
    return (
      container !== undefined &&
      !container.sealed &&
      (container.mass === 0 || container.sampleId === sampleId)
    );
  }

  /**
   * The position to fill: the wished one, or with wish 0 the sample's own open container, then the next free one.
   * Null when there is none.
   */
  choose(wish: number, sampleId: string): number | null {
    if (wish !== 0) return this.accepts(wish, sampleId) ? wish : null;
    return this.openFor(sampleId) ?? this.#find((container) => !container.sealed && container.mass === 0);
  }

  /** The open container that already holds some of the sample. */
  openFor(sampleId: string): number | null {
    return this.#find(({ sealed, mass, sampleId: owner }) => !sealed && mass > 0 && owner === sampleId);
  }

  fill(position: number, sampleId: string, kg: number): void {
    const container = this.at(position) ?? EMPTY;
    this.#containers[position - this.#first] = { ...container, sampleId, mass: container.mass + kg };
  }

  /** Full when another increment of about this mass would not surely fit. */
  isFull(position: number, lastIncrement: number): boolean {
    return (this.at(position)?.mass ?? 0) + 1.5 * lastIncrement > this.#capacity;
  }

  /** Holds more than it takes: the last increments lie on the floor or in the next container. */
  isOverfull(position: number): boolean {
    return (this.at(position)?.mass ?? 0) > this.#capacity;
  }

  seal(position: number): void {
    const container = this.at(position);
    if (container) this.#containers[position - this.#first] = { ...container, sealed: true };
  }

  /** Takes the container out and puts an empty one in its place. */
  exchange(position: number): Container {
    const container = this.at(position) ?? EMPTY;
    this.#containers[position - this.#first] = { ...EMPTY, serial: (container.serial ?? 0) + 1 };
    return container;
  }

  /** A container that people filled and sealed by hand takes the place of an empty one; false when there is none. */
  put(position: number, sampleId: string, kg: number): boolean {
    const container = this.at(position);
    if (!container || container.sealed || container.mass > 0) return false;
    this.#containers[position - this.#first] = { ...container, sampleId, mass: kg, sealed: true };
    return true;
  }

  retain(): ContainersMemory {
    return [...this.#containers];
  }

  #find(wanted: (container: Container) => boolean): number | null {
    const index = this.#containers.findIndex(wanted);
    return index < 0 ? null : index + this.#first;
  }
}
