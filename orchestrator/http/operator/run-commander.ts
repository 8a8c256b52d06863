import type { ProcessId } from '../../../workflows/kernel/brand.ts';
import { isSampling } from '../../../workflows/sampler-run/kinds.ts';
import type { Role } from '../../services/contract.ts';

/** Who commands a run. */
export const commanderOf = (run: ProcessId): Role =>
  isSampling(run.slice(0, run.indexOf('/'))) ? 'sampler' : 'preparer';
