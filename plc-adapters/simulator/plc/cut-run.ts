import type { KeyedRandom } from '../random.ts';
import { countsAmount, CutSchedule, type CutScheduleMemory, type CutSettings } from '../world/cut-schedule.ts';
import { micros, type PlantMicros } from '../world/plant-time.ts';
import type { Stream } from '../world/stream.ts';

export interface CutRunWorld {
  readonly random: KeyedRandom;
  readonly stream: Stream;
  /** Shortest time between two cuts, s. */
  readonly cycle: number;
}

export interface CutRunMemory {
  readonly schedule: CutScheduleMemory | null;
  /** How far the run has come on the schedule's scale. */
  readonly position: number;
}

/**
 * When the planned cuts of the present sample fall. The schedule's scale (run time, or t or m³ passed) advances while
 * the run is open, also while it is held; it stands between Stop and the next Start of the same sample.
 */
export class CutRun {
  readonly #world: CutRunWorld;
  #schedule: CutSchedule | null;
  #position: number;
  /** Where and when the open stretch of the run began. */
  #stretch: { readonly since: PlantMicros; readonly position: number; readonly amount: number } | null = null;

  /** The next cut's instant, undefined until it is worked out. */
  #next: PlantMicros | null | undefined = undefined;
  /** The stream's turn for which it was worked out. */
  #turn = 0;
  /** Before this the sampler cannot cut again; only where cuts by amount lie at random, which may be close together. */
  #readyAt: PlantMicros = Number.NEGATIVE_INFINITY;

  constructor(world: CutRunWorld, sampleId: string, memory: CutRunMemory | null) {
    this.#world = world;
    const { random, cycle } = world;
    this.#schedule = memory?.schedule ? CutSchedule.restore(random, sampleId, memory.schedule, cycle) : null;
    this.#position = memory?.position ?? 0;
  }

  get isOpen(): boolean {
    return this.#stretch !== null;
  }

  /** A new sample begins at cut 0; new settings for the same sample begin a new schedule, numbers go on. */
  prepare(sampleId: string, isNewSample: boolean, settings: CutSettings): void {
    const before = isNewSample ? null : this.#schedule;
    const { basis, interval } = before?.settings ?? {};
    if (basis === settings.basis && interval === settings.interval) return;
    const { random, cycle } = this.#world;
    this.#schedule = CutSchedule.begin(random, sampleId, settings, before?.index ?? 0, cycle);
    this.#position = 0;
    this.#next = undefined;
  }

  open(at: PlantMicros): void {
    const amount = this.#world.stream.parcelAmountAt(at);
    this.#stretch = { since: at, position: this.#position, amount };
    this.#next = undefined;
  }

  close(at: PlantMicros): void {
    this.#position = this.#positionAt(at);
    this.#stretch = null;
    this.#next = undefined;
  }

  /** The instant of the next planned cut; null when none is coming. */
  nextCut(): PlantMicros | null {
    const { turns } = this.#world.stream;
    if (this.#next === undefined || this.#turn !== turns) this.#next = this.#instantOfNextCut();
    this.#turn = turns;
    return this.#next;
  }

  /** The planned cut is over; its number within the sample, from 0. */
  passCut(): number {
    const index = this.#schedule?.index ?? 0;
    if (this.#schedule?.settings.basis === 4 && typeof this.#next === 'number')
      this.#readyAt = this.#next + micros(this.#world.cycle);
    this.#schedule?.advance();
    this.#next = undefined;
    return index;
  }

  retain(at: PlantMicros): CutRunMemory {
    return { schedule: this.#schedule?.retain() ?? null, position: this.#positionAt(at) };
  }

  #instantOfNextCut(): PlantMicros | null {
    if (!this.#stretch || !this.#schedule) return null;
    const ahead = this.#schedule.nextPosition - this.#stretch.position;
    if (!this.#countsAmount()) return this.#stretch.since + ahead;
    const due = this.#world.stream.instantOfParcelAmount(this.#stretch.amount + ahead);
    return due === null ? null : Math.max(due, this.#readyAt);
  }

  #countsAmount(): boolean {
    return this.#schedule !== null && countsAmount(this.#schedule.settings.basis);
  }

  #positionAt(at: PlantMicros): number {
    if (!this.#stretch) return this.#position;
    const { since, position, amount } = this.#stretch;
    return position + (this.#countsAmount() ? this.#world.stream.parcelAmountAt(at) - amount : at - since);
  }
}
