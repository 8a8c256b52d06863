import type { KeyedRandom } from '../random.ts';
import { micros } from './plant-time.ts';

/** 1 time, 2 amount (mass, or volume of oil), 3 stratified random in time strata, 4 in strata of amount. */
export type CutBasis = 1 | 2 | 3 | 4;

/** Whether intervals are t or m³ and not seconds. */
export const countsAmount = (basis: CutBasis): boolean => basis === 2 || basis === 4;

export interface CutSettings {
  readonly basis: CutBasis;
  /** s on bases 1 and 3, t or m³ on bases 2 and 4. */
  readonly interval: number;
}

export interface CutScheduleMemory {
  readonly settings: CutSettings;
  /** Number of the next planned cut, from 0, never reused within a sample. */
  readonly index: number;
  /** Number the first cut of this schedule had; above 0 when settings changed in mid-sample. */
  readonly firstIndex: number;
  readonly nextPosition: number;
}

/** The cross-belt cutter needs this long from park to park and ready again, s: no two cuts are closer. */
export const SAMPLER_CYCLE = 5;

/**
 * Where the planned cuts of one sample lie on the run's own scale: microseconds of run time, or t or m³ passed
 * during the run. The first is at a random point of the first interval (GB/T 19494.1, systematic sampling); stratified random
 * has one random point in each interval.
 */
export class CutSchedule {
  readonly #random: KeyedRandom;
  readonly #sampleId: string;
  /** Shortest time between two stratified random cuts, s. */
  readonly #cycle: number;
  #memory: CutScheduleMemory;

  private constructor(random: KeyedRandom, sampleId: string, memory: CutScheduleMemory, cycle: number) {
    this.#random = random;
    this.#sampleId = sampleId;
    this.#memory = memory;
    this.#cycle = cycle;
  }

  /** A schedule from position 0; `firstIndex` goes on from an earlier schedule of the same sample. */
  static begin(
    random: KeyedRandom,
    sampleId: string,
    settings: CutSettings,
    firstIndex: number,
    cycle = SAMPLER_CYCLE,
  ): CutSchedule {
    const blank = { settings, index: firstIndex, firstIndex, nextPosition: 0 };
    const schedule = new CutSchedule(random, sampleId, blank, cycle);
    schedule.#memory = { ...blank, nextPosition: schedule.#position(firstIndex, Number.NEGATIVE_INFINITY) };
    return schedule;
  }

  static restore(
    random: KeyedRandom,
    sampleId: string,
    memory: CutScheduleMemory,
    cycle = SAMPLER_CYCLE,
  ): CutSchedule {
    return new CutSchedule(random, sampleId, memory, cycle);
  }

  get settings(): CutSettings {
    return this.#memory.settings;
  }

  /** Number of the next planned cut. */
  get index(): number {
    return this.#memory.index;
  }

  /** µs of run time (bases 1, 3) or t or m³ passed during the run (bases 2, 4). */
  get nextPosition(): number {
    return this.#memory.nextPosition;
  }

  /** The planned cut is over, taken or not. */
  advance(): void {
    const index = this.#memory.index + 1;
    this.#memory = { ...this.#memory, index, nextPosition: this.#position(index, this.#memory.nextPosition) };
  }

  retain(): CutScheduleMemory {
    return this.#memory;
  }

  #position(index: number, previous: number): number {
    const { settings, firstIndex } = this.#memory;
    const strata = index - firstIndex;
    switch (settings.basis) {
      case 1:
        return micros((strata + this.#draw(firstIndex)) * settings.interval);
      case 2:
        return (strata + this.#draw(firstIndex)) * settings.interval;
      case 3:
        return Math.max(
          micros((strata + this.#draw(index)) * settings.interval),
          previous + micros(this.#cycle),
        );
      case 4:
        return (strata + this.#draw(index)) * settings.interval;
    }
  }

  #draw(index: number): number {
    return this.#random.uniform('cut', this.#sampleId, index);
  }
}
