import { PlantBench } from '../../plc-adapters/simulator/plant-bench.ts';
import { STATE } from '../../plc-adapters/simulator/plc/packml.ts';
import { PROCESS_UNITS } from '../../plc-adapters/simulator/world/preparation-recipe.ts';
import { Operator } from './operator.ts';

const CP = 'CP-01';
export const LINE_SAMPLES = ['P-1', 'P-2', 'P-3'] as const;

/** Three samples for the preparation line: each is loaded as soon as the infeed takes it. */
export class PreparationDay {
  readonly bench: PlantBench;
  readonly operator: Operator;
  #loaded = 0;
  #isLoading = false;

  /** The line is in production and its first sample on the way. @param pace plant seconds a scan are timeFactor · tickMs / 1000. */
  constructor(seed = 7, pace = { timeFactor: 100, tickMs: 50 }) {
    this.bench = new PlantBench({ seed, parcelTonnes: 600, ...pace });
    this.bench.setSampler({ basis: 2, interval: 20 });
    for (const _ of LINE_SAMPLES) this.bench.sampleAgain();
    this.operator = new Operator(this.bench, CP, '', 500);
    this.operator.reach(STATE.Execute);
    this.turn();
  }

  /** Brings the next sample when it can be taken; else one turn of the operator. One scan. */
  turn(): void {
    if (this.#isLoading && !this.operator.isWaiting) {
      this.#isLoading = false;
      // A Load that was broken off left the container where it was.
      if (this.get('Sts.DoneResult') === 1) this.#loaded += 1;
    }
    const sampleId = LINE_SAMPLES[this.#loaded];
    const isFree = this.operator.state === STATE.Execute && !this.operator.isWaiting && this.get('Infeed.Act.SampleIdRead') === '';
    if (sampleId === undefined || !isFree) return this.operator.turn();
    this.#isLoading = this.operator.give('load', { sampleId, param0: this.#loaded + 1, param1: 1 }) === 1;
  }

  until(reached: () => boolean): void {
    for (let i = 0; !reached(); i++) {
      if (i > 6000) throw new Error(`The line stands in state ${this.operator.state}: ${this.where.join()}.`);
      this.turn();
    }
  }

  /** Until every sample is through. */
  finish(): void {
    this.until(() => this.through.length === LINE_SAMPLES.length);
  }

  disturb(what: string, stands: boolean): void {
    if (!this.bench.plant.disturb(CP, what, stands)) throw new Error(what);
  }

  get(tag: string): unknown {
    return this.bench.get(`${CP}.${tag}`);
  }

  /** Whose coal or bottle is at each unit. */
  get where(): readonly unknown[] {
    return PROCESS_UNITS.map((unit) => this.get(`${unit}.Act.SampleIdRead`));
  }

  /** Samples that have left the line, in their order. */
  get through(): readonly unknown[] {
    return this.bench.logged('through', CP).map(({ sampleId }) => sampleId);
  }

  /** Number and masses of each sample's bottles and stages, sample by sample. */
  get masses(): readonly unknown[] {
    const records = [...this.bench.logged('container', CP), ...this.bench.logged('stage', CP)];
    const of = (sample: string) => records.filter(({ sampleId }) => sampleId === sample);
    return LINE_SAMPLES.map((sample) => of(sample).map(({ no, mass, kept }) => [no, mass, kept]));
  }
}
