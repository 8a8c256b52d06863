import { Worker } from 'node:worker_threads';
import type { Telemetry, TelemetryLimits, TelemetryRead } from '../ports.ts';
import type { TelemetryReply, TelemetryRequest } from './telemetry-thread.ts';
import { threadScript } from './thread-script.ts';

/** The embedded telemetry: a file of its own, kept by a thread of its own, so that the journal never waits for it. */
export async function openEmbeddedTelemetry(file: string, limits: TelemetryLimits): Promise<Telemetry> {
  const worker = new Worker(threadScript('telemetry-thread'), { workerData: { file, limits } });
  const waiting: {
    readonly resolve: (read: TelemetryRead | null) => void;
    readonly reject: (error: Error) => void;
  }[] = [];
  let ended: Error | null = null;
  const end = (error: Error) => {
    ended ??= error;
    for (const { reject } of waiting.splice(0)) reject(ended);
  };
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  void exited.then(() => end(new Error('the telemetry is closed')));
  worker.on('error', (error) => end(error as Error));
  worker.on('message', (reply: TelemetryReply) => {
    const next = waiting.shift();
    if (reply.ok) next?.resolve(reply.read);
    else next?.reject(new Error(reply.message));
  });
  await new Promise<void>((resolve, reject) => {
    worker.once('online', () => resolve());
    worker.once('error', reject);
  });
  const ask = (request: TelemetryRequest): Promise<TelemetryRead | null> =>
    ended
      ? Promise.reject(ended)
      : new Promise((resolve, reject) => {
          waiting.push({ resolve, reject });
          worker.postMessage(request);
        });

  return {
    append: async (points) => void (await ask({ kind: 'append', points })),
    read: async (span) => {
      const read = await ask({ kind: 'read', span });
      if (!read) throw new Error('the telemetry gave nothing back');
      return read;
    },
    tidy: async (now) => void (await ask({ kind: 'tidy', now })),
    close: async () => {
      await ask({ kind: 'close' });
      await exited;
    },
  };
}
