import type { Logger } from 'pino';
import type { Reading, UnitSnapshot } from '../../plc-adapters/unit-driver.ts';
import type { Instant, UnitId } from '../../workflows/kernel/brand.ts';
import type { Telemetry, TelemetryPoint } from '../storage/ports.ts';

/** How often values are looked at, ms: a curve needs no finer. */
const lookEvery = 1000;
/** A value that does not change is told again after so long, ms: before `telemetryHold` is over. */
const repeatEvery = 60_000;

export interface RecorderDeps {
  readonly telemetry: Pick<Telemetry, 'append' | 'tidy'>;
  /** The units with those of their tags whose past is kept. */
  readonly units: readonly {
    readonly unit: UnitId;
    readonly tags: readonly string[];
    readonly snapshot: () => UnitSnapshot;
  }[];
  readonly clock: () => Instant;
  readonly log: Logger;
  /** Does something again and again until told to end. */
  readonly repeat: (act: () => void, everyMs: number) => () => void;
}

type Told = Pick<TelemetryPoint, 'value' | 'quality'> & { readonly at: number };

/**
 * Looks at all units once a second and has kept what changed. It only reads what drivers know anyway, nothing waits for it, and while the
 * store is busy it looks less often: what is lost then is a second of a curve. What is stale or bad is told once as not known.
 */
export class TelemetryRecorder {
  readonly #deps: RecorderDeps;
  readonly #told = new Map<string, Told>();
  #busy: Promise<void> | null = null;
  #tidied = '';
  #failing = false;
  #end: () => void = () => {};

  constructor(deps: RecorderDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#end = this.#deps.repeat(() => this.#look(), lookEvery);
  }

  /** Tells that nothing is known from now on, so that no curve goes on while nobody looks. */
  async stop(): Promise<void> {
    this.#end();
    await this.#busy;
    await this.#keep(this.#points((_live, _reading) => unknown));
  }

  #look(): void {
    if (this.#busy) return;
    this.#busy = this.#keep(this.#points(told)).finally(() => (this.#busy = null));
  }

  async #keep(points: readonly TelemetryPoint[]): Promise<void> {
    const { telemetry, clock, log } = this.#deps;
    try {
      if (points.length > 0) await telemetry.append(points);
      const now = clock();
      const minute = now.slice(0, 'yyyy-mm-ddThh:mm'.length);
      if (minute !== this.#tidied) await telemetry.tidy(now);
      this.#tidied = minute;
      if (points.length > 0) this.#failing = false;
    } catch (error) {
      // Said once: it would be said every second.
      if (!this.#failing)
        log.warn(
          { err: error as Error },
          'process values are not kept for curves; the plant and the journal go on',
        );
      this.#failing = true;
    }
  }

  /** What is new since it was last told, or was told long ago. */
  #points(valueOf: typeof told): readonly TelemetryPoint[] {
    const { units, clock } = this.#deps;
    const at = clock();
    const now = Date.parse(at);
    return units.flatMap(({ unit, tags, snapshot }) => {
      const { live, readings } = snapshot();
      return tags.flatMap((tag) => {
        const key = `${unit}\n${tag}`;
        const before = this.#told.get(key);
        const { value, quality } = valueOf(live, readings[tag]);
        const same = before ? before.value === value && before.quality === quality : value === null;
        if (same && (value === null || (before && now - before.at < repeatEvery))) return [];
        this.#told.set(key, { value, quality, at: now });
        return [{ unit, tag, at, value, quality }];
      });
    });
  }
}

const unknown: Pick<TelemetryPoint, 'value' | 'quality'> = { value: null, quality: 'good' };

function told(live: boolean, reading: Reading | undefined): typeof unknown {
  if (!live || !reading || reading.quality === 'bad') return unknown;
  const value = typeof reading.value === 'boolean' ? Number(reading.value) : reading.value;
  return typeof value === 'number' && Number.isFinite(value) ? { value, quality: reading.quality } : unknown;
}
