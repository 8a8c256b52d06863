import type { Deed } from './deeds.ts';
import { faultsOf, type CataloguedFault } from './fault-catalogue.ts';
import { PlantStopwatch, type FaultSource } from './fault-schedule.ts';
import { KeyedRandom } from './random.ts';
import type { UnitName } from './unit-names.ts';
import type { VirtualPlant } from './virtual-plant.ts';

/** A fault stands for this long, plant s. */
const LASTS = { low: 10, high: 240 } as const;

interface Ending {
  readonly at: number;
  readonly deed: Deed;
}

/** Faults of all kinds at random units, each put right after a while; the same seed gives the same faults at the same plant times. */
export class RandomFaults implements FaultSource {
  readonly #random: KeyedRandom;
  /** Mean time between two faults, plant s. */
  readonly #gap: number;
  readonly #faults: readonly CataloguedFault[];
  readonly #watch = new PlantStopwatch();
  #drawn = 0;
  #next = 0;
  #endings: readonly Ending[] = [];

  /**
   * @param perHour faults in an hour of plant time, above 0.
   * @param units not empty.
   */
  constructor(seed: number | string, perHour: number, units: readonly UnitName[]) {
    this.#random = new KeyedRandom(seed).within('faults');
    this.#gap = 3600 / perHour;
    this.#faults = units.flatMap(faultsOf);
    this.#draw();
  }

  due(plant: VirtualPlant): readonly Deed[] {
    const now = this.#watch.read(plant);
    const due: Ending[] = this.#endings.filter(({ at }) => at <= now);
    this.#endings = this.#endings.filter(({ at }) => at > now);
    while (this.#next <= now) {
      const at = this.#next;
      const { begin, end } = this.#fault();
      due.push({ at, deed: begin });
      const ends = at + this.#random.between(LASTS.low, LASTS.high, 'lasts', this.#drawn);
      if (end && ends <= now) due.push({ at: ends, deed: end });
      else if (end) this.#endings = [...this.#endings, { at: ends, deed: end }];
      this.#draw();
    }
    return due.toSorted((a, b) => a.at - b.at).map(({ deed }) => deed);
  }

  /** Puts right whatever still stands. */
  settle(): readonly Deed[] {
    const deeds = this.#endings.map(({ deed }) => deed);
    this.#endings = [];
    return deeds;
  }

  #fault(): CataloguedFault {
    const index = Math.floor(this.#random.uniform('which', this.#drawn) * this.#faults.length);
    const fault = this.#faults[index];
    if (!fault) throw new Error('There are no units to disturb.');
    return fault;
  }

  /** Exponential gaps: faults come independently of each other. */
  #draw(): void {
    this.#drawn += 1;
    this.#next += -Math.log(1 - this.#random.uniform('gap', this.#drawn)) * this.#gap;
  }
}
