import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { UnitObservation } from '../../plc-adapters/unit-driver.ts';
import { driversFor, startPlantRig, until } from './plant-rig.ts';
import { plantTagMap } from './plant-tag-map.ts';

const units = 20;
/** How often every counter changes; faster than what a plant shows. */
const changeEveryMs = 1000;
/** The driver's usual interval. */
const reconcileMs = 2000;
/** Until buffers and caches of the library have the size they keep. */
const warmUpSeconds = 60;

export interface Holdings {
  /** MiB after a garbage collection. */
  readonly heapMiB: number;
  /** On all emitters that are alive. */
  readonly listeners: number;
  /** Sockets, timers and whatever else keeps the process alive. */
  readonly resources: number;
}

export interface SoakFigures {
  readonly start: Holdings;
  readonly end: Holdings;
  /** Why a unit was not live, each time that one was not. */
  readonly outages: readonly string[];
}

/** 20 PLCs with 200 tags each, all changing every second, watched by drivers for some minutes. */
export async function measureSoak(minutes: number): Promise<SoakFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-bench-soak-'));
  const census = new EmitterCensus();
  const rig = await startPlantRig(units, '');
  const drivers = [...driversFor(rig, plantTagMap(reconcileMs), join(folder, 'pki')).values()];
  const outages: string[] = [];
  let counting = false;
  try {
    const listener = {
      observed: (told: UnitObservation) => {
        if (counting && told.kind === 'link' && !told.live) outages.push(told.reason ?? '');
      },
      records: () => Promise.resolve(),
    };
    await Promise.all(drivers.map((driver) => driver.start(listener)));
    const allLive = () => until('all units live', () => drivers.every((driver) => driver.snapshot().live));
    await allLive();
    await rig.order({ do: 'change', times: warmUpSeconds, everyMs: changeEveryMs });
    // A unit that happens to reconnect holds more, or less, than one that is connected.
    await allLive();
    const start = await census.holdings();
    counting = true;
    await rig.order({ do: 'change', times: Math.round((minutes * 60_000) / changeEveryMs), everyMs: changeEveryMs });
    counting = false;
    await allLive();
    const end = await census.holdings();
    return { start, end, outages };
  } finally {
    await Promise.all(drivers.map((driver) => driver.stop()));
    await rig.stop();
    census.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

const adding = ['on', 'addListener', 'prependListener'] as const;

/** Knows every emitter that was given a listener since it began, as long as somebody holds it. */
class EmitterCensus {
  private readonly emitters = new WeakSet<EventEmitter>();
  private readonly references = new Set<WeakRef<EventEmitter>>();
  private readonly originals = adding.map((name) => [name, EventEmitter.prototype[name]] as const);
  private readonly collect: () => void;

  constructor() {
    setFlagsFromString('--expose-gc');
    this.collect = runInNewContext('gc') as () => void;
    const note = (emitter: EventEmitter) => this.note(emitter);
    for (const [name, original] of this.originals) {
      EventEmitter.prototype[name] = function (this: EventEmitter, ...given: Parameters<typeof original>) {
        note(this);
        return original.apply(this, given) as never;
      };
    }
  }

  async holdings(): Promise<Holdings> {
    await this.#tidy();
    let listeners = 0;
    for (const reference of this.references) {
      const emitter = reference.deref();
      if (!emitter) this.references.delete(reference);
      else for (const event of emitter.eventNames()) listeners += emitter.listenerCount(event);
    }
    // What the census itself held of emitters that are gone is not the drivers'.
    await this.#tidy();
    return { heapMiB: process.memoryUsage().heapUsed / 1_048_576, listeners, resources: process.getActiveResourcesInfo().length };
  }

  /** What is found unreachable by the first collection is freed by the second, once its finalisers ran. */
  async #tidy(): Promise<void> {
    for (let time = 0; time < 3; time++) {
      this.collect();
      await sleep(200);
    }
  }

  end(): void {
    for (const [name, original] of this.originals) EventEmitter.prototype[name] = original as never;
  }

  private note(emitter: EventEmitter): void {
    if (this.emitters.has(emitter)) return;
    const reference = new WeakRef(emitter);
    this.emitters.add(emitter);
    this.references.add(reference);
  }
}
