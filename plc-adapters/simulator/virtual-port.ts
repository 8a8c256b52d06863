import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlantLog } from './log.ts';
import type { RetentiveMemory } from './retentive-memory.ts';
import { PlcServer } from './server.ts';
import { VirtualPlant, type PlantMemory, type VirtualPlantOptions } from './virtual-plant.ts';
import { micros } from './world/plant-time.ts';

export interface VirtualPortOptions extends VirtualPlantOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Plant seconds in a second of wall time, above 0. Heartbeats, watchdogs and time stamps stay on wall time. */
  readonly timeFactor: number;
  readonly memory: RetentiveMemory<PlantMemory>;
  readonly log: PlantLog;
  /** Folder for keys and certificates; without it a temporary one is made and removed at the stop. */
  readonly pki?: string;
}

/** A running virtual port. */
export interface VirtualPort {
  /** `opc.tcp://127.0.0.1:PORT` */
  readonly endpoint: string;
  /** The people on the spot: mode keys, emergency stops, faults, containers. Effective at the next scan. */
  readonly plant: VirtualPlant;
  /** A frozen PLC scans no more and its heartbeat stands, but its TCP side still answers; the plant stands, too. */
  freeze(frozen: boolean): void;
  /** Cuts all clients' TCP connections. */
  dropConnections(): void;
  stop(): Promise<void>;
}

/** The PLC's scan, ms of wall time. */
const SCAN_MS = 50;
/** After a hiccup of the host the plant catches up at most this much wall time in one scan; the rest never happened. */
const LONGEST_SCAN_MS = 250;

/** Starts the plant and its OPC UA server; resolves when it listens. */
export async function startVirtualPort(options: VirtualPortOptions): Promise<VirtualPort> {
  const ownPki = options.pki === undefined ? mkdtempSync(join(tmpdir(), 'quaylab-virtual-port-')) : null;
  const plant = new VirtualPlant(options, options.memory, options.log, Date.now());
  const server = new PlcServer(plant.units, options.port, options.pki ?? ownPki ?? '');
  await server.start();
  server.publish();

  let isFrozen = false;
  let before = Date.now();
  const timer = setInterval(() => {
    const now = Date.now();
    const elapsed = Math.min(Math.max(0, now - before), LONGEST_SCAN_MS);
    before = now;
    if (isFrozen) return;
    plant.step(micros((elapsed / 1000) * options.timeFactor), now);
    server.publish();
  }, SCAN_MS);

  return {
    endpoint: server.endpoint,
    plant,
    freeze: (frozen) => void (isFrozen = frozen),
    dropConnections: () => server.dropConnections(),
    stop: async () => {
      clearInterval(timer);
      await server.stop();
      if (ownPki !== null) rmSync(ownPki, { recursive: true, force: true });
    },
  };
}
