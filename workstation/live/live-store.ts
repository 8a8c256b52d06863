import type { FromStream } from './messages.ts';
import type { Schemas } from '../api/client.ts';

export type UnitValues = Schemas['LiveEvents']['values']['units'][string];
export type Reading = UnitValues['readings'][string];

/** How the link to the server stands. */
export type Link =
  | { readonly state: 'connecting' }
  | { readonly state: 'live' }
  /** Since when nothing is known, by the browser's clock, ms. */
  | { readonly state: 'lost'; readonly since: number };

/** At most so often, ms, a screen is told that values changed: four times a second is as fast as anybody reads. */
const repaint = 250;

/** The latest values of the plant and the state of the link, outside of React: a reading that changes repaints only who shows it. */
export class LiveStore {
  #units = new Map<string, UnitValues>();
  #link: Link = { state: 'connecting' };
  /** Server's clock less browser's, ms. */
  #skew = 0;
  #heardAt = 0;
  readonly #byUnit = new Map<string, Set<() => void>>();
  readonly #onLink = new Set<() => void>();
  readonly #changed = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | null = null;

  get link(): Link {
    return this.#link;
  }

  get skew(): number {
    return this.#skew;
  }

  /** When something was last heard, by the browser's clock, ms. */
  get heardAt(): number {
    return this.#heardAt;
  }

  /** What is known of a unit; undefined: nothing yet. */
  unit(id: string): UnitValues | undefined {
    return this.#units.get(id);
  }

  hear(message: FromStream, now: number): void {
    if (message.event === 'lost') {
      if (this.#link.state !== 'lost') this.#setLink({ state: 'lost', since: now });
      return;
    }
    this.#heardAt = now;
    if (message.event === 'end') return;
    if (message.event === 'hello') this.#units = new Map();
    if (message.event !== 'changed') this.#skew = Date.parse(message.data.serverTime) - now;
    if (message.event === 'values') this.#take(message.data.units);
    if (this.#link.state !== 'live') this.#setLink({ state: 'live' });
  }

  #take(units: Readonly<Record<string, UnitValues>>): void {
    for (const [id, told] of Object.entries(units)) {
      this.#units.set(id, { ...told, readings: { ...this.#units.get(id)?.readings, ...told.readings } });
      this.#changed.add(id);
    }
    // At once after a pause: who opens a page waits for its first values.
    if (this.#timer === null) this.#tell();
  }

  #tell(): void {
    this.#timer = null;
    if (this.#changed.size === 0) return;
    for (const id of this.#changed) this.#byUnit.get(id)?.forEach((tell) => tell());
    this.#changed.clear();
    this.#timer = setTimeout(() => this.#tell(), repaint);
  }

  #setLink(link: Link): void {
    this.#link = link;
    this.#onLink.forEach((tell) => tell());
  }

  onUnit(id: string, tell: () => void): () => void {
    const listeners = this.#byUnit.get(id) ?? new Set();
    this.#byUnit.set(id, listeners.add(tell));
    return () => listeners.delete(tell);
  }

  onLink(tell: () => void): () => void {
    this.#onLink.add(tell);
    return () => this.#onLink.delete(tell);
  }
}
