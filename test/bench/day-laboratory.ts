import type { AssayContext } from '../../workflows/assay/machine.ts';
import { instant } from '../../workflows/kernel/brand.ts';
import type { ProcessId } from '../../workflows/kernel/brand.ts';
import type { Input } from '../../workflows/kernel/process.ts';
import type { MeteredEngine } from './metered-engine.ts';

/** What is found in every bottle, in the unit of its item. */
const found: Readonly<Record<string, string>> = {
  Mt: '14.2', M: '5.30', A: '10.60', V: '33.20', St: '0.55', Qgr: '24860', H: '3.95', Hg: '0.080', As: '3', P: '0.012',
  Cl: '0.030', F: '95',
}; // prettier-ignore

/** Bottles that wait on the shelf, and analysts who take the next one as soon as they are through. */
export class Laboratory {
  readonly #shelf: ProcessId[] = [];
  readonly #engine: () => MeteredEngine;
  #arrived: (() => void)[] = [];
  #closed = false;

  constructor(engine: () => MeteredEngine) {
    this.#engine = engine;
  }

  take(assay: ProcessId): void {
    this.#shelf.push(assay);
    for (const look of this.#arrived.splice(0)) look();
  }

  /** Analysts who are at work from now on. */
  staff(analysts: number): void {
    for (let no = 1; no <= analysts; no += 1) void this.#work(`analyst${no}`).catch(() => this.close());
  }

  /** Who is at work finishes nothing more. */
  close(): void {
    this.#closed = true;
    for (const look of this.#arrived.splice(0)) look();
  }

  async #work(analyst: string): Promise<void> {
    while (!this.#closed) {
      const assay = this.#shelf.shift();
      if (assay) await this.#test(assay, analyst);
      else await new Promise<void>((look) => this.#arrived.push(look));
    }
  }

  async #test(assay: ProcessId, analyst: string): Promise<void> {
    const { items } = (await this.#engine().find(assay))?.state?.snapshot.context as AssayContext;
    const ask = async (who: string, id: string, event: Input['event']) => {
      const input = {
        id: `${assay}/${id}`,
        at: instant(new Date().toISOString()),
        actor: { kind: 'person' as const, id: who },
        event,
      };
      const result = await this.#engine().submit(assay, input, 'request');
      if (result.status === 'refused') throw new Error(`${event.type}: ${result.refusal.message}`);
    };
    for (const { item } of items)
      for (const run of [1, 2])
        await ask(analyst, `${item}/${run}`, {
          type: 'determination.entered',
          item,
          value: found[item] ?? '0',
        });
    await ask('reviewer', 'review', { type: 'review.accepted' });
  }
}
