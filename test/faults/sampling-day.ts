import { perform, type Deed } from '../../plc-adapters/simulator/deeds.ts';
import { PlantBench } from '../../plc-adapters/simulator/plant-bench.ts';
import { STATE } from '../../plc-adapters/simulator/plc/packml.ts';
import type { UnitName } from '../../plc-adapters/simulator/unit-names.ts';
import { benchScene } from './bench-scene.ts';
import { Operator } from './operator.ts';

/** The second sampler of coal is as the first. */
export type Sampler = Exclude<UnitName, 'CP-01' | 'SC-01' | 'PT-01' | 'CS-02'>;
export const SAMPLERS: readonly Sampler[] = ['CS-01', 'CF-01', 'GD-01', 'PI-01'];

const FLOW: Readonly<Record<Sampler, string>> = {
  'CS-01': 'BeltFlow',
  'CF-01': 'BeltFlow',
  'GD-01': 'Flow',
  'PI-01': 'LineFlow',
};

/** One sample at one sampler, stepped by hand: 2 plant seconds a scan. */
export class SamplingDay {
  readonly bench: PlantBench;
  readonly operator: Operator;
  readonly unit: Sampler;

  /** Stands in Execute. @param parcel t or m³; the unit cuts every 10 t or 4 m³. */
  constructor(unit: Sampler, parcel = 120) {
    this.unit = unit;
    this.bench = new PlantBench({
      units: [unit],
      timeFactor: 40,
      parcelTonnes: parcel,
      grain: { parcel, flow: { nominal: 800, maximum: 1000 } },
      petroleum: { parcel, flow: { nominal: 3000, maximum: 3600 } },
    });
    this.operator = new Operator(this.bench, unit, 'S-1');
    this.operator.reach(STATE.Execute);
  }

  do(deed: Deed): void {
    const refusal = perform(benchScene(this.bench), deed);
    if (refusal !== null) throw new Error(refusal);
  }

  disturb(what: string, stands: boolean): void {
    this.do({ do: 'disturb', unit: this.unit, what, stands });
  }

  status(tag: string): number {
    return this.bench.number(`${this.unit}.Sts.${tag}`);
  }

  act(tag: string): number {
    return this.bench.number(`${this.unit}.Act.${tag}`);
  }

  get taken(): readonly Readonly<Record<string, unknown>>[] {
    return [...this.bench.logged('increment'), ...this.bench.logged('grab')];
  }

  get missed(): readonly Readonly<Record<string, unknown>>[] {
    return [...this.bench.logged('missed'), ...this.bench.logged('missed-grab')];
  }

  untilTaken(count: number): void {
    this.bench.runUntil(() => this.taken.length >= count);
  }

  untilState(state: keyof typeof STATE): void {
    this.bench.runUntil(() => this.operator.state === STATE[state]);
  }

  /** Resets whatever needs it, samples the rest of the parcel and seals the container. */
  finish(): void {
    this.operator.reach(STATE.Execute);
    this.bench.runUntil(() => this.act(FLOW[this.unit]) === 0);
    this.operator.reach(STATE.Completed, 'end');
  }

  /** What the meter showed at each planned cut, taken or missed, in ascending order, to the kilogram or litre. */
  get places(): readonly number[] {
    return [...this.taken, ...this.missed]
      .map(({ total }) => Math.round(Number(total) * 1000))
      .sort((a, b) => a - b);
  }
}

/** The same day with nothing out of order: what every day with a hold in it has to add up to. */
export function clean(unit: Sampler, parcel?: number): SamplingDay {
  const day = new SamplingDay(unit, parcel);
  day.finish();
  return day;
}
