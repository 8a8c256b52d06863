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

/** Settings of servers: where the tests themselves find MongoDB is no business of a server that they start. */
const ofServers = /^(MONGODB_URI|REDIS_URL|QUAYLAB_|OTEL_)/;

/**
 * @param environment what of it differs from this process's own
 * @param born told of the process before it says anything
 * @param readyWithin ms
 */
export async function runProcess<Ready>(
  script: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  born: (child: ChildProcess) => void = () => {},
  readyWithin: number = startLimit,
): Promise<RunningProcess<Ready>> {
  const inherited = Object.entries(process.env).filter(([name]) => !ofServers.test(name));
  const env = { ...Object.fromEntries(inherited), ...environment };
  const child = spawn(process.execPath, [script, ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  born(child);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-4000)));
  const ready = await new Promise<Ready>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`${script} was not ready in time: ${said}`));
    }, readyWithin);
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
