import { fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from '../../config/project-root.ts';
import { createUnitDriver } from '../../plc-adapters/create-unit-driver.ts';
import type { TagMap } from '../../plc-adapters/tag-map/parse.ts';
import type { UnitDriver } from '../../plc-adapters/unit-driver.ts';
import { instant, unitId } from '../../workflows/kernel/brand.ts';
import type { UnitId } from '../../workflows/kernel/brand.ts';

/** What the server of the bench can be told to do; it answers when it has done it. */
export type PlantOrder =
  | { readonly do: 'settle' }
  /** Changes every counter of every unit, `times` over. */
  | { readonly do: 'change'; readonly times: number; readonly everyMs: number }
  /** Writes so many records into the ring of every unit. */
  | { readonly do: 'record'; readonly times: number };

/** PLCs in another process. */
export interface PlantRig {
  readonly endpoint: string;
  readonly units: readonly UnitId[];
  order(order: PlantOrder): Promise<void>;
  stop(): Promise<void>;
}

/** @param sampleId the one that every ring record names. */
export async function startPlantRig(units: number, sampleId: string): Promise<PlantRig> {
  const script = join(projectRoot(), 'dist', 'test', 'bench', 'plant-server.js');
  const child = fork(script, [String(units), sampleId], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const message = <T>() =>
    new Promise<T>((resolve, reject) => {
      child.once('message', (said) => resolve(said as T));
      void exited.then(() => reject(new Error('The server of the bench ended.')));
    });
  const { endpoint } = await message<{ endpoint: string }>();
  return {
    endpoint,
    units: Array.from({ length: units }, (_, index) => unitId(`PLC-${index}`)),
    order: async (order) => {
      const done = message();
      child.send(order);
      await done;
    },
    stop: async () => {
      child.disconnect();
      await exited;
    },
  };
}

/** A driver for each unit, as the orchestrator makes them. */
export const driversFor = ({ endpoint, units }: PlantRig, tagMap: TagMap, pkiFolder: string): ReadonlyMap<UnitId, UnitDriver> =>
  new Map(
    units.map((unit) => [
      unit,
      createUnitDriver(
        { unit, tagMap, endpoint, security: { mode: 'None', policy: 'None' } },
        {
          clock: { now: () => instant(new Date().toISOString()), monotonicMs: () => performance.now() },
          // A connection that ends under a request is no news here.
          log: { info: () => undefined, warn: () => undefined, error: (fields, message) => console.error(message, fields) },
          pkiFolder,
        },
      ),
    ]),
  );

const givenUpAfterMs = 60_000;

/** Waits for something that must come, and fails after a minute. */
export async function until(what: string, condition: () => boolean): Promise<void> {
  const begun = performance.now();
  while (!condition()) {
    if (performance.now() - begun > givenUpAfterMs) throw new Error(`Not within a minute: ${what}.`);
    await sleep(20);
  }
}
