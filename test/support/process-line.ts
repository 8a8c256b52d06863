import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A program of ours running as a process of its own, ready once it has printed its line `{"ready":true,…}`. */
export interface RunningProcess<Ready> {
  readonly ready: Ready;
  readonly child: ChildProcess;
  /** `SIGKILL`: nothing is told, nothing is tidied up. */
  readonly kill: (signal: 'SIGKILL' | 'SIGTERM') => Promise<void>;
}

/** Long enough for a busy machine with two cores. */
const startLimit = 60_000;

/** @param environment what of it differs from this process's own. */
export async function runProcess<Ready>(
  script: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<RunningProcess<Ready>> {
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, [script, ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-4000)));
  const ready = await new Promise<Ready>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${script} was not ready in time: ${said}`)), startLimit);
    void exited.then(() => reject(new Error(`${script} ended before it was ready: ${said}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const message = line.startsWith('{"ready"') ? (JSON.parse(line) as Ready) : null;
      if (!message) return;
      clearTimeout(timer);
      resolve(message);
    });
  });
  return {
    ready,
    child,
    kill: async (signal) => {
      child.kill(signal);
      await exited;
    },
  };
}
