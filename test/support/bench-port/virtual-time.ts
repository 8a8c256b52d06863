/** Turns of the event loop after which everything that began at once has been done; nothing here waits for a disk or a network. */
const turnsToSettle = 4;

/** Timers, `Date` and `performance` stand still from now on, and go on only by `passTime`. @param now ms since 1970 UTC. */
export function holdTime(now: number): void {
  jest.useFakeTimers({ now, doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
}

/** Lets time pass, ms, and everything be done that follows from it. */
export async function passTime(milliseconds: number): Promise<void> {
  jest.advanceTimersByTime(milliseconds);
  await settled();
}

/** Resolves when everything that can be done without time passing has been done. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < turnsToSettle; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

export const releaseTime = (): void => void jest.useRealTimers();

/** As the engine waits, on the clock that is held. Rejects when the signal says so. */
export function waitVirtually(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new Error('the server is stopping'));
    };
    if (signal.aborted) return reject(new Error('the server is stopping'));
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', stop, { once: true });
  });
}
