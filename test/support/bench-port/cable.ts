import type { TagValue } from '../../../plc-adapters/handshake/payload.ts';
import { shortestOfFloat } from '../../../plc-adapters/opcua/values.ts';
import type { LinkState } from '../../../plc-adapters/simulator/faulty-link.ts';
import type { PlantBench } from '../../../plc-adapters/simulator/plant-bench.ts';
import type { Reading } from '../../../plc-adapters/unit-driver.ts';
import { instant } from '../../../workflows/kernel/brand.ts';
import type { Instant } from '../../../workflows/kernel/brand.ts';

/** How long a client waits for an answer before it takes it for lost, ms: the least the OPC UA library allows. */
const answerWithinMs = 5000;
/** The server's time to boot again after its PLC had no power, ms. */
const bootMs = 2000;

interface Waiting {
  readonly carryOut: () => void;
}

/**
 * The way between the drivers and one unit of a plant on the bench: what a network and an OPC UA server would be, with the same ways to
 * fail. Reads and writes go straight to the unit's process image.
 */
export class Cable {
  readonly unit: string;
  /** Changes are not notified; keep-alives still come. */
  losesNotifications = false;
  /** The server shows a certificate that has expired: no connection comes about. */
  expired = false;
  /** The PLC's certificate, as connections show it; null for an unsecured one. */
  certificate: Buffer | null = null;
  readonly #bench: PlantBench;
  readonly #broken = new Set<() => void>();
  #state: LinkState = 'whole';
  #hasLost = false;
  #bootedAt = 0;
  #losesAnswerTo: string | null = null;
  #stalled: Waiting[] = [];

  constructor(bench: PlantBench, unit: string) {
    this.#bench = bench;
    this.unit = unit;
  }

  get state(): LinkState {
    return this.#state;
  }

  /** Whether a connection can be made now. */
  get connects(): boolean {
    return this.#state === 'whole' && !this.expired && performance.now() >= this.#bootedAt;
  }

  /** As of the virtual port's link: a connection over which something was lost breaks when the link becomes whole again. */
  set(state: LinkState): void {
    this.#state = state;
    if (state === 'cut' || (this.#hasLost && state === 'whole')) this.break();
    if (state !== 'whole') return;
    for (const { carryOut } of this.#stalled.splice(0)) carryOut();
  }

  /** All is in order again, and nothing is about to go wrong. */
  mend(): void {
    this.losesNotifications = false;
    this.#losesAnswerTo = null;
    this.set('whole');
  }

  /** Every connection breaks; new ones are made as the state allows. */
  break(): void {
    this.#hasLost = false;
    this.#stalled = [];
    for (const tell of [...this.#broken]) tell();
  }

  /** The PLC and its server go away and come back a little later. */
  reboot(): void {
    this.#bootedAt = performance.now() + bootMs;
    this.break();
  }

  /** The next write of a tag arrives and is carried out; its answer, and everything after it, is lost. */
  loseAnswerTo(tag: string): void {
    this.#losesAnswerTo = tag;
  }

  /** Told when connections break; the answer ends that. */
  onBroken(listener: () => void): () => void {
    this.#broken.add(listener);
    return () => this.#broken.delete(listener);
  }

  /** Whether what the server sends arrives. */
  get hears(): boolean {
    if (this.#state === 'whole' || this.#state === 'no-requests') return true;
    this.#hasLost ||= this.#state !== 'stalled';
    return false;
  }

  read(tags: readonly string[]): Promise<ReadonlyMap<string, Reading>> {
    return this.#ask(() => {
      const sourceTime = this.now;
      return new Map(tags.map((tag) => [tag, this.reading(tag, sourceTime)]));
    });
  }

  write(values: readonly TagValue[]): Promise<void> {
    const image = this.#bench.image(this.unit);
    return this.#ask(() => {
      for (const [tag, value] of values) image.set(tag, value);
      if (!values.some(([tag]) => tag === this.#losesAnswerTo)) return;
      this.#losesAnswerTo = null;
      this.#state = 'no-answers';
    });
  }

  /** The PLC's wall clock, as its server dates values. */
  get now(): Instant {
    return instant(new Date(this.#bench.wallMs).toISOString());
  }

  reading(tag: string, sourceTime: Instant): Reading {
    const image = this.#bench.image(this.unit);
    const value = image.get(tag);
    const { type } = image.definition(tag);
    if (type === 'DateTime')
      return { value: new Date(Number(value)).toISOString(), quality: 'good', sourceTime };
    return { value: type === 'Float' ? shortestOfFloat(Number(value)) : value, quality: 'good', sourceTime };
  }

  /** Rejects at once on a broken connection, and after the answer's time where it is lost. */
  #ask<T>(carryOut: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const broken = this.onBroken(() => {
        broken();
        reject(new Error('the connection broke'));
      });
      const lose = () =>
        setTimeout(() => {
          broken();
          reject(new Error('no answer in time'));
        }, answerWithinMs);
      const answer = () => {
        const result = carryOut();
        if (this.#state === 'no-answers') {
          this.#hasLost = true;
          lose();
          return;
        }
        broken();
        resolve(result);
      };
      switch (this.#state) {
        case 'cut':
          broken();
          return reject(new Error('the connection is refused'));
        case 'whole':
        case 'no-answers':
          return answer();
        case 'black-hole':
        case 'no-requests':
          this.#hasLost = true;
          lose();
          return;
        case 'stalled':
          this.#stalled.push({ carryOut: answer });
          lose();
      }
    });
  }
}
