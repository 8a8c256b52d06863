import type { KeyedRandom } from '../random.ts';
import type { Belt } from '../world/belt.ts';
import { CutSchedule, type CutScheduleMemory, type CutSettings } from '../world/cut-schedule.ts';
import type { PlantMicros } from '../world/plant-time.ts';

export interface CutRunMemory {
  readonly schedule: CutScheduleMemory | null;
  /** How far the run has come on the schedule's scale. */
  readonly position: number;
}

/**
 * When the planned cuts of the present sample fall. The schedule's scale (run time, or tonnes passed) advances while
 * the run is open, also while it is held; it stands between Stop and the next Start of the same sample.
 */
export class CutRun {
  readonly #random: KeyedRandom;
  readonly #belt: Belt;
  #schedule: CutSchedule | null;
  #position: number;
  /** Where and when the open stretch of the run began. */
  #stretch: { readonly since: PlantMicros; readonly position: number; readonly parcelTonnes: number } | null =
    null;

  /** The next cut's instant, undefined until it is worked out. */
  #next: PlantMicros | null | undefined = undefined;

  constructor(random: KeyedRandom, belt: Belt, sampleId: string, memory: CutRunMemory | null) {
    this.#random = random;
    this.#belt = belt;
    this.#schedule = memory?.schedule ? CutSchedule.restore(random, sampleId, memory.schedule) : null;
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
    this.#schedule = CutSchedule.begin(this.#random, sampleId, settings, before?.index ?? 0);
    this.#position = 0;
    this.#next = undefined;
  }

  open(at: PlantMicros): void {
    this.#stretch = { since: at, position: this.#position, parcelTonnes: this.#belt.parcelTonnesAt(at) };
    this.#next = undefined;
  }

  close(at: PlantMicros): void {
    this.#position = this.#positionAt(at);
    this.#stretch = null;
    this.#next = undefined;
  }

  /** The instant of the next planned cut; null when none is coming. */
  nextCut(): PlantMicros | null {
    if (this.#next === undefined) this.#next = this.#instantOfNextCut();
    return this.#next;
  }

  /** The planned cut is over; its number within the sample, from 0. */
  passCut(): number {
    const index = this.#schedule?.index ?? 0;
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
    return this.#countsTonnes()
      ? this.#belt.instantOfParcelTonnes(this.#stretch.parcelTonnes + ahead)
      : this.#stretch.since + ahead;
  }

  #countsTonnes(): boolean {
    return this.#schedule?.settings.basis === 2;
  }

  #positionAt(at: PlantMicros): number {
    if (!this.#stretch) return this.#position;
    const { since, position, parcelTonnes } = this.#stretch;
    return position + (this.#countsTonnes() ? this.#belt.parcelTonnesAt(at) - parcelTonnes : at - since);
  }
}
