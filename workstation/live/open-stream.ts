import type { FromStream, ToStream } from './messages.ts';
import { followStream } from './shared-stream.ts';

/** Follows the live stream, through the browser's shared one where there is such a thing. Returns what ends it. */
export function openStream(hear: (message: FromStream) => void): () => void {
  if (typeof SharedWorker === 'undefined') {
    const stream = followStream(hear);
    return () => stream.close();
  }
  const worker = new SharedWorker(new URL('./stream-worker.ts', import.meta.url), { type: 'module', name: 'quaylab-stream' });
  const say = (message: ToStream): void => worker.port.postMessage(message);
  worker.port.onmessage = ({ data }: MessageEvent<FromStream>) => hear(data);
  const bye = (): void => say('bye');
  // A page that comes back from the browser's cache goes on where it stood.
  const back = (): void => say('open');
  window.addEventListener('pagehide', bye);
  window.addEventListener('pageshow', back);
  say('open');
  return () => {
    window.removeEventListener('pagehide', bye);
    window.removeEventListener('pageshow', back);
    bye();
    worker.port.close();
  };
}
