import { broughtFactor, shownFactor, type CutDisturbance } from '../world/cut-disturbances.ts';
import type { Containers } from '../world/containers.ts';
import type { CutSettings } from '../world/cut-schedule.ts';
import { FAULT } from './faults.ts';
import type { ProcessImage } from './process-image.ts';
import type { Condition, Cut, CutMoment, SamplerHead, SamplerView } from './sampler-head.ts';

/** What the check of the cuts remembers; all of it absent while every cut is as it should be. */
export interface CutCheckMemory {
  /** Strokes in a row that brought nothing. */
  readonly empty?: number;
  /** Cuts since the weigher began to drift. */
  readonly drifting?: number;
  /** The last cut: shown mass ÷ the mass that flow and speed let expect. */
  readonly lastRatio?: number;
}

export interface CheckedHeadWorld {
  readonly containers: Containers;
  readonly disturbances: { has(name: string): boolean };
}

/** One empty stroke may happen, two in a row are a fault. */
const EMPTY_LIMIT = 2;
/** An increment further off than this from what flow and speed let expect is told, fraction. */
const MASS_TOLERANCE = 0.4;
/** From this ratio on, the cutter must have moved twice. */
const TWICE = 1.8;

/** Any sampler's head, with what can go wrong at each cut and how the program notices it. */
export class CheckedHead<Own extends object> implements SamplerHead<Own & { cutCheck?: CutCheckMemory }> {
  readonly #head: SamplerHead<Own>;
  readonly #world: CheckedHeadWorld;
  #memory: CutCheckMemory;

  constructor(head: SamplerHead<Own>, world: CheckedHeadWorld, memory: CutCheckMemory | null) {
    this.#head = head;
    this.#world = world;
    this.#memory = memory ?? {};
  }

  get recipeCrc(): number {
    return this.#head.recipeCrc;
  }
  get records(): SamplerHead<Own>['records'] {
    return this.#head.records;
  }
  get cycle(): number {
    return this.#head.cycle;
  }
  get containerBit(): number {
    return this.#head.containerBit;
  }

  runSettings(image: ProcessImage): CutSettings | null {
    return this.#head.runSettings(image);
  }

  wishedContainer(image: ProcessImage): number {
    return this.#head.wishedContainer(image);
  }

  latch(image: ProcessImage, isNewSample: boolean, streamTotal: number): void {
    this.#head.latch(image, isNewSample, streamTotal);
    if (isNewSample) this.#remember({ drifting: this.#memory.drifting ?? 0 });
  }

  /** The stroke itself is the head's own; what it brings, and what the weigher shows of it, may be wrong. */
  cut(moment: CutMoment): Cut | null {
    const { drifting: drifted = 0, empty = 0 } = this.#memory;
    const cut = this.#head.cut(moment);
    const drifting = this.#stands('scale') ? drifted + 1 : 0;
    if (!cut || this.#stands('no-increment')) {
      // A stroke the head could not make is the head's own fault to tell.
      this.#remember({ ...this.#memory, empty: cut ? empty + 1 : empty });
      return null;
    }
    const brought = broughtFactor((name) => this.#stands(name));
    const lastRatio = brought * shownFactor(drifting);
    this.#remember({ drifting, lastRatio });
    return {
      mass: Math.fround(cut.mass * lastRatio),
      kept: this.#stands('divider') ? 0 : Math.fround(cut.kept * brought),
    };
  }

  isFull(position: number, lastKept: number): boolean {
    return !this.#stands('changeover') && this.#head.isFull(position, lastKept);
  }

  total(streamTotal: number): number {
    return this.#head.total(streamTotal);
  }

  interlocks(position: number): number {
    return this.#head.interlocks(position);
  }

  conditions(view: SamplerView): readonly Condition[] {
    const { empty = 0, lastRatio = 1 } = this.#memory;
    const twice = lastRatio >= TWICE;
    const isOff = !twice && Math.abs(lastRatio - 1) > MASS_TOLERANCE;
    return [
      ...this.#head.conditions(view),
      { fault: FAULT.meterFailed, stands: this.#stands('meter') },
      { fault: FAULT.dividerBlocked, stands: this.#stands('divider') },
      { fault: FAULT.containerOverfull, stands: this.#world.containers.isOverfull(view.position) },
      { fault: FAULT.noIncrement, stands: this.#stands('no-increment') && empty >= EMPTY_LIMIT },
      { fault: FAULT.doubleIncrement, stands: view.isOpen && twice },
      { fault: FAULT.incrementMassOff, stands: view.isOpen && isOff },
    ];
  }

  meterFails(): boolean {
    return this.#stands('meter');
  }

  publish(image: ProcessImage, view: SamplerView): void {
    this.#head.publish(image, view);
  }

  retain(): Own & { cutCheck?: CutCheckMemory } {
    const own = this.#head.retain();
    return Object.keys(this.#memory).length === 0 ? own : { ...own, cutCheck: this.#memory };
  }

  #stands(name: CutDisturbance): boolean {
    return this.#world.disturbances.has(name);
  }

  /** Keeps only what is not as it should be, so that a plant without faults keeps nothing. */
  #remember({ empty = 0, drifting = 0, lastRatio = 1 }: CutCheckMemory): void {
    this.#memory = {
      ...(empty > 0 && { empty }),
      ...(drifting > 0 && { drifting }),
      ...(lastRatio !== 1 && { lastRatio }),
    };
  }
}
