import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { projectRoot } from '../../config/project-root.ts';

/** What is unloaded or pumped for each sampling unit: t of coal and of grain, m³ of oil. */
export interface Parcels {
  readonly coal: string;
  readonly grain: string;
  readonly petroleum: string;
}

export interface PortOptions {
  /** 0 takes a free port. */
  readonly port: number;
  readonly timeFactor: number;
  readonly seed: number;
  readonly parcels: Parcels;
  /** Folder for the port's own memory, log and keys. */
  readonly folder: string;
}

export interface RunningPort {
  readonly endpoint: string;
  /** The port's own certificate (PEM), which a client must trust before it may connect. */
  readonly certificateFile: string;
  /** What really happened, JSON Lines. */
  readonly logFile: string;
  /** What a person does on the spot: puts an empty container at a place of a sampler. */
  readonly replaceContainer: (unit: string, place: number) => void;
  readonly stop: () => Promise<void>;
}

/** The units of the demonstration site. */
const units = ['CS-01', 'CP-01', 'GD-01', 'PI-01'] as const;
/** Pause before a port that died is started again, ms. */
const restartPause = 2_000;

/**
 * Starts the virtual port as a process of its own; it ends with us, and is started again with its memory should it die. Rejects with
 * what it said when it does not come up the first time.
 */
export async function startPort(options: PortOptions, log: Logger): Promise<RunningPort> {
  let stopped = false;
  let current = await spawnPort(options);
  const port = Number(new URL(current.endpoint).port);
  const watch = () => {
    const restart = async () => {
      await current.exited;
      if (stopped) return;
      log.error({ endpoint: current.endpoint }, 'the virtual port died and is started again');
      await sleep(restartPause);
      if (stopped) return;
      current = await spawnPort({ ...options, port });
      watch();
    };
    restart().catch((error: Error) => log.fatal({ err: error }, 'the virtual port cannot be started again'));
  };
  watch();
  return {
    endpoint: current.endpoint,
    certificateFile: join(options.folder, 'pki', 'server', 'own', 'certs', 'certificate.pem'),
    logFile: logIn(options.folder),
    replaceContainer: (unit, position) =>
      void current.child.stdin?.write(`${JSON.stringify({ do: 'replace-container', unit, position })}\n`),
    stop: async () => {
      stopped = true;
      current.child.kill('SIGTERM');
      await current.exited;
    },
  };
}

interface SpawnedPort {
  readonly child: ChildProcess;
  readonly endpoint: string;
  readonly exited: Promise<void>;
}

const logIn = (folder: string): string => join(folder, 'plant.jsonl');

async function spawnPort({ port, timeFactor, seed, parcels, folder }: PortOptions): Promise<SpawnedPort> {
  mkdirSync(folder, { recursive: true });
  const script = join(projectRoot(), 'dist', 'plc-adapters', 'simulator', 'main.js');
  const options = {
    port,
    'time-factor': timeFactor,
    seed,
    units: units.join(','),
    'parcel-tonnes': parcels.coal,
    'grain-tonnes': parcels.grain,
    'oil-volume': parcels.petroleum,
    state: join(folder, 'memory.json'),
    log: logIn(folder),
    pki: join(folder, 'pki'),
  };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn(process.execPath, [script, ...args, '--with-parent'], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint = `${complaint}${chunk.toString()}`.slice(-2000)));
  const endpoint = await new Promise<string>((resolve, reject) => {
    void exited.then(() => reject(new Error(`the virtual port did not start: ${complaint.trim()}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const { ready, endpoint: address } = JSON.parse(line) as { ready?: boolean; endpoint?: string };
      if (ready && address) resolve(address);
    });
  });
  return { child, endpoint, exited };
}
