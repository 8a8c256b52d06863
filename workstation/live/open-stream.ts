import type { FromStream, ToStream } from './messages.ts';
import { followStream } from './shared-stream.ts';

/**
 * Follows the live stream, through the browser's shared one where there is such a thing. Returns what ends it.
 * @param after position up to which the page knows everything already
 */
export function openStream(hear: (message: FromStream) => void, after: number): () => void {
  if (typeof SharedWorker === 'undefined') {
    const stream = followStream(hear, after);
    return () => stream.close();
  }
  const worker = new SharedWorker(new URL('./stream-worker.ts', import.meta.url), { type: 'module', name: 'quaylab-stream' });
  const say = (message: ToStream): void => worker.port.postMessage(message);
  worker.port.onmessage = ({ data }: MessageEvent<FromStream>) => hear(data);
  const bye = (): void => say('bye');
  // A page that comes back from the browser's cache missed what happened meanwhile.
  const back = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) say({ open: null });
  };
  window.addEventListener('pagehide', bye);
  window.addEventListener('pageshow', back);
  say({ open: after });
  return () => {
    window.removeEventListener('pagehide', bye);
    window.removeEventListener('pageshow', back);
    bye();
    worker.port.close();
  };
}
