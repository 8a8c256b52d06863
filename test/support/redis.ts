import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from './free-port.ts';
import type { Tool } from './foreign-programs.ts';

/** A Redis of its own, which can be killed and started again at the same address. */
export interface OwnRedis {
  readonly url: string;
  /** Nothing is told, nothing is saved. */
  kill(): Promise<void>;
  /** @param what 'empty' forgets everything; 'kept' has what was written to disk, where it writes */
  start(what: 'kept' | 'empty'): Promise<void>;
  /** Ends it for good. */
  remove(): Promise<void>;
}

const program: Tool = 'redis-server';
/** Long enough for a busy machine with two cores. */
const startLimit = 30_000;

/** @param appendOnly whether it writes what it is told to disk, within a second */
export async function openRedis(appendOnly: boolean): Promise<OwnRedis> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-redis-'));
  const data = join(folder, 'appendonlydir');
  const options = [
    '--port',
    port,
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    '--save',
    '',
    '--appendonly',
    appendOnly ? 'yes' : 'no',
  ];
  let server: ChildProcess | null = null;
  const kill = async () => {
    const running = server;
    server = null;
    if (!running) return;
    const exited = new Promise<void>((resolve) => running.once('exit', () => resolve()));
    running.kill('SIGKILL');
    await exited;
  };
  const start = async (what: 'kept' | 'empty') => {
    if (what === 'empty') rmSync(data, { recursive: true, force: true });
    const started = spawn(program, options.map(String), { stdio: ['ignore', 'pipe', 'ignore'] });
    server = started;
    let said = '';
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`redis-server was not ready in time: ${said}`)),
        startLimit,
      );
      started.once('error', reject);
      started.once('exit', () => reject(new Error(`redis-server ended: ${said}`)));
      createInterface({ input: started.stdout }).on('line', (line) => {
        said = `${said}${line}\n`.slice(-2000);
        if (!line.includes('Ready to accept connections')) return;
        clearTimeout(timer);
        resolve();
      });
    });
  };
  await start('empty');
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    start,
    remove: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
