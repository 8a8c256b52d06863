import type { PlantMicros } from '../world/plant-time.ts';
import type { ProcessUnit, Stage } from '../world/preparation-recipe.ts';
import type {
  Hopper,
  LineSample,
  Pace,
  PipelineEvents,
  PipelineMemory,
  StageUnderWay,
  UnitView,
} from './preparation-pipeline-types.ts';

const EMPTY: PipelineMemory = { hopper: null, samples: [], purges: {}, latched: {} };

/** Whose coal or bottle a unit has in hand: a packing step takes the packing unit and leaves the coal where it is. */
const occupies = ({ finished }: LineSample, stage: Stage, unit: ProcessUnit): boolean =>
  stage.stands === unit || (!finished && stage.unit === unit);

/**
 * Several samples on one track of functional units: one sample a unit, each moves on when the next unit is free and has been
 * purged after the one before. Nothing overtakes. All instants are exact.
 */
export class Pipeline {
  readonly #recipe: (sample: Hopper) => readonly Stage[];
  readonly #purgeTime: (unit: ProcessUnit) => PlantMicros;
  readonly #recipes = new Map<string, readonly Stage[]>();
  #memory: PipelineMemory;
  #pace: Pace = 'stands';
  /** The instant up to which all clocks are reckoned. */
  #reckoned: PlantMicros = 0;

  /** @param purgeTime how long a unit is cleaned when a sample has left it. */
  constructor(
    recipe: (sample: Hopper) => readonly Stage[],
    purgeTime: (unit: ProcessUnit) => PlantMicros,
    memory: PipelineMemory | null,
  ) {
    this.#recipe = recipe;
    this.#purgeTime = purgeTime;
    this.#memory = memory ?? EMPTY;
  }

  get hopper(): Hopper | null {
    return this.#memory.hopper;
  }

  /** True when no whole sample is left in the line and every unit is clean. */
  get isEmpty(): boolean {
    const { hopper, samples, purges } = this.#memory;
    return samples.length === 0 && hopper?.whole !== true && Object.keys(purges).length === 0;
  }

  /** True beyond the infeed hopper. */
  isInLine(sampleId: string): boolean {
    return this.#memory.samples.some((sample) => sample.sampleId === sampleId);
  }

  get underWay(): readonly StageUnderWay[] {
    return this.#memory.samples.flatMap((sample) => (sample.finished ? [] : [this.#work(sample)]));
  }

  setPace(pace: Pace, at: PlantMicros): void {
    this.reckon(at);
    this.#pace = pace;
    this.moveOn();
  }

  /** Lets the clocks run up to an instant before which nothing is due. */
  reckon(at: PlantMicros): void {
    const passed = at - this.#reckoned;
    this.#reckoned = at;
    if (this.#pace === 'stands' || passed <= 0) return;
    const { samples, purges } = this.#memory;
    const left = Object.entries(purges).map(([unit, remaining]) => [unit, remaining - passed] as const);
    this.#change({
      samples: samples.map((each) => (each.finished ? each : { ...each, elapsed: each.elapsed + passed })),
      purges: Object.fromEntries(left.filter(([, remaining]) => remaining > 0)),
    });
  }

  /** The next instant at which a step or a purge ends. @param isStopped a step that cannot end as things stand. */
  nextEvent(isStopped: (stage: Stage) => boolean): PlantMicros | null {
    if (this.#pace === 'stands') return null;
    const remaining = [...this.#remaining(isStopped), ...Object.values(this.#memory.purges)];
    return remaining.length === 0 ? null : this.#reckoned + Math.min(...remaining);
  }

  /** When the longest step under way ends, from an instant on; that instant when nothing is under way. */
  lastEnd(isStopped: (stage: Stage) => boolean, at: PlantMicros): PlantMicros {
    return at + Math.max(0, ...this.#remaining(isStopped));
  }

  /** Ends what ends at this instant and moves on whatever can. */
  happen(at: PlantMicros, isStopped: (stage: Stage) => boolean, events: PipelineEvents): void {
    this.reckon(at);
    for (const sample of this.#memory.samples) {
      const { stage, elapsed } = this.#work(sample);
      if (!sample.finished && elapsed >= stage.duration && !isStopped(stage))
        this.#finish(sample, stage, events);
    }
    this.moveOn();
  }

  /** Lets every sample go on that can, the farthest first, and the hopper's when the first unit is free. */
  moveOn(): void {
    if (this.#pace !== 'runs') return;
    for (const sample of this.#memory.samples) {
      const from = this.#work(sample).stage;
      const to = this.#stages(sample)[sample.step + 1];
      if (!sample.finished || !to) continue;
      const needs = [to.unit, to.stands].filter((unit) => unit !== from.stands);
      if (!needs.every((unit) => this.#isFree(unit))) continue;
      this.#replace(sample, { ...sample, step: sample.step + 1, elapsed: 0, finished: false });
      if (to.stands !== from.stands) this.#purge(from.stands);
    }
    const { hopper, samples } = this.#memory;
    if (!hopper?.whole || !this.#isFree('Crusher6')) return;
    this.#change({
      hopper: null,
      samples: [...samples, { ...hopper, step: 0, elapsed: 0, finished: false }],
    });
  }

  /** Tips one container into the hopper. @param mass kg. */
  load(container: { sampleId: string; barcode: string; mass: number; last: boolean }): void {
    const { sampleId, barcode, last } = container;
    const before = this.#memory.hopper ?? { mass: 0, containers: 0, skipped: [] };
    this.#change({
      hopper: {
        sampleId,
        barcode,
        mass: Math.fround(before.mass + container.mass),
        containers: before.containers + 1,
        whole: last,
        skipped: before.skipped,
      },
    });
    this.moveOn();
  }

  /** True for a stage the sample is in and has not finished, or that is the next unit on its way. */
  canSkip(sampleId: string, unit: ProcessUnit): boolean {
    const { hopper } = this.#memory;
    if (hopper?.sampleId === sampleId) return unit === 'Crusher6' && !hopper.skipped.includes(unit);
    const sample = this.#find(sampleId);
    if (!sample || sample.skipped.includes(unit)) return false;
    const stages = this.#stages(sample);
    const place = stages.findIndex((stage) => stage.unit === unit);
    if (place === sample.step) return !sample.finished;
    const between = stages.slice(sample.step, place).map(({ stands }) => stands);
    return place > sample.step && new Set(between).size === 1;
  }

  /** The sample passes that stage unprocessed. */
  skip(sampleId: string, unit: ProcessUnit): void {
    const { hopper } = this.#memory;
    const sample = this.#find(sampleId);
    if (hopper?.sampleId === sampleId)
      this.#change({ hopper: { ...hopper, skipped: [...hopper.skipped, unit] } });
    else if (sample) this.#replace(sample, { ...sample, skipped: [...sample.skipped, unit] });
  }

  /** Takes a sample out of the line wherever it stands; kg that were discarded, null when it is not there. */
  eject(sampleId: string): number | null {
    const { hopper } = this.#memory;
    const sample = this.#find(sampleId);
    const discarded = hopper?.sampleId === sampleId ? hopper.mass : sample ? this.#massOf(sample) : null;
    if (hopper?.sampleId === sampleId) this.#change({ hopper: null });
    else if (sample) {
      const { stage } = this.#work(sample);
      this.#remove(sample);
      this.#purge(stage.stands);
      if (!sample.finished && stage.unit !== stage.stands) this.#purge(stage.unit);
    }
    this.moveOn();
    return discarded;
  }

  /** Everything is taken out and cleaned by hand. */
  clear(): void {
    this.#change({ hopper: null, samples: [], purges: {} });
  }

  view(unit: ProcessUnit): UnitView {
    const { samples, latched, purges } = this.#memory;
    const sample = samples.find((each) => occupies(each, this.#work(each).stage, unit));
    const work = sample && !sample.finished ? this.#work(sample) : null;
    return {
      sampleId: sample?.sampleId ?? '',
      underWay: work?.stage.unit === unit ? work : null,
      latched: latched[unit] ?? null,
      purging: purges[unit] !== undefined,
    };
  }

  retain(at: PlantMicros): PipelineMemory {
    this.reckon(at);
    return this.#memory;
  }

  #finish(sample: LineSample, stage: Stage, events: PipelineEvents): void {
    const { unit, stands, balance, duration } = stage;
    const done: LineSample = { ...sample, finished: true };
    this.#replace(sample, done);
    this.#change({ latched: { ...this.#memory.latched, [unit]: { balance, duration } } });
    if (unit !== stands) this.#purge(unit);
    events.finished(done, stage);
    if (sample.step + 1 < this.#stages(sample).length) return;
    this.#remove(done);
    this.#purge(stands);
    events.through(done);
  }

  /** kg of coal that still are on the line's track. */
  #massOf(sample: LineSample): number {
    const { stage } = this.#work(sample);
    if (!sample.finished && stage.balance) return stage.balance.massIn;
    const ahead = this.#stages(sample).slice(sample.step + 1);
    return ahead.find(({ balance }) => balance !== null)?.balance?.massIn ?? 0;
  }

  #remaining(isStopped: (stage: Stage) => boolean): number[] {
    return this.underWay
      .filter(({ stage }) => !isStopped(stage))
      .map(({ stage, elapsed }) => Math.max(0, stage.duration - elapsed));
  }

  #isFree(unit: ProcessUnit): boolean {
    const { samples, purges } = this.#memory;
    return (
      purges[unit] === undefined && !samples.some((each) => occupies(each, this.#work(each).stage, unit))
    );
  }

  #purge(unit: ProcessUnit): void {
    this.#change({ purges: { ...this.#memory.purges, [unit]: this.#purgeTime(unit) } });
  }

  #find(sampleId: string): LineSample | undefined {
    return this.#memory.samples.find((sample) => sample.sampleId === sampleId);
  }

  #work(sample: LineSample): StageUnderWay {
    const stage = this.#stages(sample)[sample.step];
    if (!stage) throw new Error(`The recipe has no step ${sample.step}.`);
    return { stage, elapsed: sample.elapsed };
  }

  /** Worked out once a sample: every scan asks for it. */
  #stages(sample: Hopper): readonly Stage[] {
    const key = JSON.stringify([sample.sampleId, sample.mass, sample.skipped]);
    const known = this.#recipes.get(key);
    if (known) return known;
    const stages = this.#recipe(sample);
    this.#recipes.set(key, stages);
    return stages;
  }

  #replace(old: LineSample, sample: LineSample): void {
    this.#change({ samples: this.#memory.samples.map((each) => (each === old ? sample : each)) });
  }

  #remove(sample: LineSample): void {
    this.#change({ samples: this.#memory.samples.filter((each) => each !== sample) });
    this.#recipes.clear();
  }

  #change(changes: Partial<PipelineMemory>): void {
    this.#memory = { ...this.#memory, ...changes };
  }
}
