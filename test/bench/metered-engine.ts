import { setTimeout as sleep } from 'node:timers/promises';
import type { InputMode } from '../../orchestrator/engine/decide.ts';
import { Engine } from '../../orchestrator/engine/engine.ts';
import type { EngineDeps } from '../../orchestrator/engine/engine.ts';
import type { SubmitResult } from '../../orchestrator/engine/process-slots.ts';
import type { Journal } from '../../orchestrator/storage/ports.ts';
import type { ProcessId } from '../../workflows/kernel/brand.ts';
import type { Input } from '../../workflows/kernel/process.ts';

/** When what comes from outside arrives: at random moments, so many a second on average; `Infinity`: at once; 0: not yet. */
export class Pace {
  #perSecond: number;
  #next = 0;
  #ended = false;
  #waiting: (() => void)[] = [];

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
  }

  set(perSecond: number): void {
    this.#perSecond = perSecond;
    for (const go of this.#waiting.splice(0)) go();
  }

  /** Nobody gets a turn any more: who waits for one is rejected. */
  end(): void {
    this.#ended = true;
    this.set(Infinity);
  }

  async turn(): Promise<void> {
    while (this.#perSecond === 0) await new Promise<void>((go) => this.#waiting.push(go));
    if (this.#perSecond < Infinity) {
      // Arrivals that do not know of each other: the gaps between them are exponentially distributed.
      const gap = (-1000 * Math.log(1 - Math.random())) / this.#perSecond;
      this.#next = Math.max(performance.now(), this.#next) + gap;
      await sleep(this.#next - performance.now());
    }
    if (this.#ended) throw new Error('the day is over');
  }
}

/** Takes the time from an input's being given to the engine until its entry is durable. */
export class Meter {
  readonly #given = new Map<string, number>();
  #latencies: number[] = [];

  given(process: ProcessId, inputId: string): void {
    this.#given.set(`${process} ${inputId}`, performance.now());
  }

  durable(process: ProcessId, inputId: string): void {
    const key = `${process} ${inputId}`;
    const given = this.#given.get(key);
    if (given !== undefined) this.#latencies.push(performance.now() - given);
    this.#given.delete(key);
  }

  /** The times since the last call, ms. */
  take(): readonly number[] {
    const taken = this.#latencies;
    this.#latencies = [];
    return taken;
  }

  over(journal: Journal): Journal {
    return {
      ...journal,
      append: async (batch) => {
        const heads = await journal.append(batch);
        for (const { process, inputId } of batch) this.durable(process, inputId);
        return heads;
      },
    };
  }
}

/** Keeps what comes from the plant and from people to a pace; what processes tell each other follows at once. */
export class MeteredEngine extends Engine {
  readonly #meter: Meter;
  readonly #pace: Pace;

  constructor(deps: EngineDeps, meter: Meter, pace: Pace) {
    super({ ...deps, journal: meter.over(deps.journal) });
    this.#meter = meter;
    this.#pace = pace;
  }

  override async start(definition: string, process: ProcessId, input: Input): Promise<SubmitResult> {
    this.#meter.given(process, input.id);
    return super.start(definition, process, input);
  }

  override async submit(process: ProcessId, input: Input, mode?: InputMode): Promise<SubmitResult> {
    if (input.actor.kind === 'plant' || input.actor.kind === 'person') await this.#pace.turn();
    this.#meter.given(process, input.id);
    return super.submit(process, input, mode);
  }
}
