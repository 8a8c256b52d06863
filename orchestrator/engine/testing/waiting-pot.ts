import { instant } from '../../../workflows/kernel/brand.ts';
import { openBench } from './workbench.ts';

/** For tests of timers: a process that waits, and what is asked of it. */

export const clock = () => instant(new Date().toISOString());

/** Lets the engine do all it has begun; only the clock and `setTimeout` are held still. */
export const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

export async function waitingPot() {
  const bench = openBench({ clock });
  await bench.start();
  await bench.fact('wait', { type: 'wait' });
  return bench;
}
export type WaitingBench = Awaited<ReturnType<typeof waitingPot>>;

export const rang = async ({ context }: Pick<WaitingBench, 'context'>) => (await context()).rang;
