import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { workOf } from '../../orchestrator/jobs/ports.ts';
import type { JobKind, JobWork } from '../../orchestrator/jobs/ports.ts';

/** Work whose traces can be counted. */
export const squaring: JobKind<number, number> = {
  name: 'squaring',
  concurrency: 4,
  payload: z.int(),
  result: z.int(),
};

export const secret = 'a secret that the processes of one cluster share';

/** How soon a dead worker is noticed here, ms. */
export const shortPatience = { lock: 600, look: 200 };

/** Takes a while, and leaves a file for each number and try; done twice it comes to the same. */
export function squaringWork(folder: string, milliseconds: number): JobWork {
  mkdirSync(folder, { recursive: true });
  let tries = 0;
  return workOf(squaring, async (number) => {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    writeFileSync(join(folder, `${number}-${process.pid}-${(tries += 1)}`), '');
    return number * number;
  });
}
