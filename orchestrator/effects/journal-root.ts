import type { EffectParams } from '../../workflows/kernel/effects.ts';
import type { EffectExecutor } from '../engine/effect-runner.ts';
import type { Jobs } from '../jobs/ports.ts';
import { signRoot } from '../jobs/kinds/sign-root.ts';

/** Done again after a crash it signs another root, over more; published is what the process was answered with. */
export const journalRootExecutor =
  (jobs: Pick<Jobs, 'run'>): EffectExecutor =>
  ({ effect, signal }) =>
    jobs.run(
      signRoot,
      { id: effect.id, payload: effect.params as EffectParams['journal.sign-root'] },
      signal,
    );
