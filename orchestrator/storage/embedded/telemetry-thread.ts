import { parentPort, workerData } from 'node:worker_threads';
import type { Instant } from '../../../workflows/kernel/brand.ts';
import type { TelemetryLimits, TelemetryPoint, TelemetryRead, TelemetrySpan } from '../ports.ts';
import { openTelemetryFile } from './telemetry-file.ts';

/** Keeps the past of process values in a thread of its own: neither writing nor reading it ever makes anything else wait. */
export type TelemetryRequest =
  | { readonly kind: 'append'; readonly points: readonly TelemetryPoint[] }
  | { readonly kind: 'read'; readonly span: TelemetrySpan }
  | { readonly kind: 'tidy'; readonly now: Instant }
  | { readonly kind: 'close' };
/** In the order of the requests. */
export type TelemetryReply =
  | { readonly ok: true; readonly read: TelemetryRead | null }
  | { readonly ok: false; readonly message: string };

const port = parentPort;
if (!port) throw new Error('telemetry-thread runs as a worker thread only');
const { file: name, limits } = workerData as { readonly file: string; readonly limits: TelemetryLimits };
const file = openTelemetryFile(name, limits);

function carryOut(request: TelemetryRequest): TelemetryRead | null {
  switch (request.kind) {
    case 'append':
      file.append(request.points);
      return null;
    case 'read':
      return file.read(request.span);
    case 'tidy':
      file.tidy(request.now);
      return null;
    case 'close':
      file.close();
      return null;
  }
}

function answer(request: TelemetryRequest): TelemetryReply {
  try {
    return { ok: true, read: carryOut(request) };
  } catch (error) {
    return { ok: false, message: (error as Error).message };
  }
}

port.on('message', (request: TelemetryRequest) => {
  port.postMessage(answer(request));
  if (request.kind === 'close') port.close();
});
