import type { EffectParams } from '../../workflows/kernel/effects.ts';
import type { EffectExecutor } from '../engine/effect-runner.ts';
import { nextRoot, type RootDeps } from '../journal-roots/next-root.ts';

/** Done again after a crash it signs another root, over more; published is what the process was answered with. */
export const journalRootExecutor =
  (deps: RootDeps): EffectExecutor =>
  async ({ effect }) => ({ ...(await nextRoot(deps, effect.params as EffectParams['journal.sign-root'])) });
