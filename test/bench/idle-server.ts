import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from '../../config/project-root.ts';

/** Long enough for the garbage of starting up to be collected. */
const idleFor = 5_000;

export interface IdleFigures {
  /** From spawning the process to its answering requests, s; the second start, so that keys exist already. */
  readonly startSeconds: number;
  /** Resident set of the idle server, MiB; null where the system does not tell. */
  readonly residentMiB: number | null;
}

/** Starts a server on an empty folder, with a plant that does not answer, and looks at it. */
export async function measureIdleServer(): Promise<IdleFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-idle-'));
  try {
    await startServer(folder, 0);
    return await startServer(folder, idleFor);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Starts a server on a data folder, lets it idle so many ms, looks at it and kills it. */
export async function startServer(folder: string, idle: number): Promise<IdleFigures> {
  const cli = join(projectRoot(), 'dist', 'orchestrator', 'cli.js');
  const site = join(projectRoot(), 'config', 'demo-port', 'site.yaml');
  const started = performance.now();
  // Port 9 (discard) refuses connections: the server waits for its plant, as it would at night.
  const child = spawn(process.execPath, [cli, 'serve', '--site', site, '--data', folder, '--port', '0', '--plant', 'opc.tcp://127.0.0.1:9'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    void exited.then(() => reject(new Error('the server did not start')));
    createInterface({ input: child.stdout }).on('line', (line) => line.startsWith('{"ready"') && resolve());
  });
  const startSeconds = (performance.now() - started) / 1000;
  await sleep(idle);
  const residentMiB = residentOf(child.pid);
  child.kill('SIGKILL');
  await exited;
  return { startSeconds, residentMiB };
}

/** Resident set of a process, MiB; null where the system does not tell. */
export function residentOf(pid: number | undefined): number | null {
  try {
    const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes ? Number(kilobytes) / 1024 : null;
  } catch {
    return null;
  }
}
