import { PlantBench } from '../plant-bench.ts';
import { PROCESS_UNITS, type ProcessUnit } from '../world/preparation-recipe.ts';

const CP = 'CP-01';

/** The coal berth's preparation line in production, with sealed containers of gross samples at positions 1, 2, … of the carousel. */
export class LineBench extends PlantBench {
  /** @param containers how many are sealed. */
  constructor(containers = 1, seed = 7) {
    super({ seed, parcelTonnes: 600, timeFactor: 100 });
    this.setSampler({ basis: 2, interval: 20 });
    for (let i = 0; i < containers; i++) this.sampleAgain();
    this.carryOut(CP, 'reset');
    this.carryOut(CP, 'start');
  }

  load(sampleId: string, position: number, last = true): void {
    this.carryOut(CP, 'load', { sampleId, param0: position, param1: last ? 1 : 0 });
  }

  /** Loads samples from positions 1, 2, …, each as soon as the infeed takes it. */
  loadAll(...sampleIds: readonly string[]): void {
    for (const [index, sampleId] of sampleIds.entries()) {
      this.runUntil(() => this.at('Infeed') === '');
      this.load(sampleId, index + 1);
    }
  }

  /** Whose sample is at a unit; empty for nobody's. */
  at(unit: ProcessUnit | 'Infeed'): string {
    return String(this.get(`${CP}.${unit}.Act.SampleIdRead`));
  }

  /** Which units each sample is at. */
  get occupants(): readonly string[] {
    return PROCESS_UNITS.map((unit) => this.at(unit));
  }

  act(tag: string): number {
    return this.number(`${CP}.${tag}`);
  }

  get state(): number {
    return this.number(`${CP}.Sts.StateCurrent`);
  }

  /** Numbers of a sample's records of one kind. */
  numbers(event: 'stage' | 'container' | 'through', sampleId: string): readonly unknown[] {
    return this.logged(event, CP).flatMap((each) => (each['sampleId'] === sampleId ? [each['no']] : []));
  }

  isThrough(sampleId: string): boolean {
    return this.numbers('through', sampleId).length > 0;
  }

  finish(...sampleIds: readonly string[]): void {
    this.runUntil(() => sampleIds.every((sampleId) => this.isThrough(sampleId)), 40_000);
  }
}
