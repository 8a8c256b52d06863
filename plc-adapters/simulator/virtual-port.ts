import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { perform, type Deed, type DeedScene } from './deeds.ts';
import type { FaultSource } from './fault-schedule.ts';
import { layLink, type LinkState } from './faulty-link.ts';
import type { PlantLog } from './log.ts';
import type { RetentiveMemory } from './retentive-memory.ts';
import { PlcServer } from './server.ts';
import type { PlcServerOptions } from './server.ts';
import { VirtualPlant, type PlantMemory, type VirtualPlantOptions } from './virtual-plant.ts';
import { micros } from './world/plant-time.ts';

export interface VirtualPortOptions extends VirtualPlantOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Plant seconds in a second of wall time, above 0. Heartbeats, watchdogs and time stamps stay on wall time. */
  readonly timeFactor: number;
  readonly memory: RetentiveMemory<PlantMemory>;
  readonly log: PlantLog;
  /** Clients reach the server over a link that can be put out of order; the endpoint is the link's. */
  readonly faultyLink?: boolean;
  /** Deeds that come by themselves. */
  readonly faults?: FaultSource;
  /** Told of each of them. @param refusal why it could not be done, null when it was. */
  readonly faultHappened?: (deed: Deed, refusal: string | null) => void;
  /** The only user its server lets in; everybody when absent. */
  readonly user?: PlcServerOptions['user'];
  /** Folder for keys and certificates; without it a temporary one is made and removed at the stop. */
  readonly pki?: string;
}

/** A running virtual port. */
export interface VirtualPort extends DeedScene {
  /** `opc.tcp://127.0.0.1:PORT` */
  readonly endpoint: string;
  /** The people on the spot: mode keys, emergency stops, faults, containers. Effective at the next scan. */
  readonly plant: VirtualPlant;
  /** A frozen PLC scans no more and its heartbeat stands, but its TCP side still answers; the plant stands, too. */
  freeze(frozen: boolean): void;
  /** Cuts all clients' TCP connections. */
  dropConnections(): void;
  /** All PLCs and their servers go away and boot again from what they keep; resolves when they listen. */
  powerCycle(): Promise<void>;
  /** The server boots again with a certificate that has expired, or with its good one. */
  showExpiredCertificate(shown: boolean): Promise<void>;
  /** False without `faultyLink`. */
  setLink(state: LinkState): boolean;
  stop(): Promise<void>;
}

/** The PLC's scan, ms of wall time. */
const SCAN_MS = 50;
/** After a hiccup of the host the plant catches up at most this much wall time in one scan; the rest never happened. */
const LONGEST_SCAN_MS = 250;

/** Starts the plant and its OPC UA server; resolves when it listens. */
export async function startVirtualPort(options: VirtualPortOptions): Promise<VirtualPort> {
  const ownPki = options.pki === undefined ? mkdtempSync(join(tmpdir(), 'quaylab-virtual-port-')) : null;
  const boot = (): VirtualPlant => new VirtualPlant(options, options.memory, options.log, Date.now());
  const serve = async (plant: VirtualPlant, port: number): Promise<PlcServer> => {
    const server = new PlcServer(plant.units, {
      port,
      pki: options.pki ?? ownPki ?? '',
      downloads: plant.downloads,
      expired,
      ...(options.user && { user: options.user }),
    });
    await server.start();
    server.publish();
    return server;
  };
  let expired = false;
  let plant = boot();
  let server = await serve(plant, options.faultyLink ? 0 : options.port);
  const serverPort = Number(new URL(server.endpoint).port);
  const link = options.faultyLink ? await layLink(serverPort, options.port) : null;

  let isFrozen = false;
  let booting: Promise<void> | null = null;
  let before = Date.now();
  const timer = setInterval(() => {
    const now = Date.now();
    const elapsed = Math.min(Math.max(0, now - before), LONGEST_SCAN_MS);
    before = now;
    if (isFrozen || booting) return;
    plant.step(micros((elapsed / 1000) * options.timeFactor), now);
    server.publish();
    for (const deed of options.faults?.due(plant) ?? []) options.faultHappened?.(deed, perform(port, deed));
  }, SCAN_MS);

  const bootAgain = async (): Promise<void> => {
    server.dropConnections();
    await server.stop();
    plant = boot();
    server = await serve(plant, serverPort);
  };

  const port: VirtualPort = {
    endpoint: link ? `opc.tcp://127.0.0.1:${link.port}` : server.endpoint,
    get plant() {
      return plant;
    },
    freeze: (frozen) => void (isFrozen = frozen),
    dropConnections: () => server.dropConnections(),
    powerCycle: () => (booting ??= bootAgain().finally(() => (booting = null))),
    showExpiredCertificate: (shown) => {
      expired = shown;
      return port.powerCycle();
    },
    setLink: (state) => {
      link?.set(state);
      return link !== null;
    },
    stop: async () => {
      clearInterval(timer);
      await booting;
      await link?.remove();
      await server.stop();
      if (ownPki !== null) rmSync(ownPki, { recursive: true, force: true });
    },
  };
  return port;
}
