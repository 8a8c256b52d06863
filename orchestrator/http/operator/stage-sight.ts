import type { ProcessId } from '../../../workflows/kernel/brand.ts';
import { samplingKinds } from '../../../workflows/sampler-run/kinds.ts';
import type { Caller, Role } from '../../services/contract.ts';

/** Who knows the cargo anyway, and watches over everything. */
const overseers = ['officer', 'custodian', 'administrator'] as const satisfies readonly Role[];

/**
 * Each stage works under a code of its own and must not see another stage's: a sampler sees samplings, a preparer preparations.
 * Processes are named after their definition and code, `coal-sampling/47K9…`; those not listed carry no code.
 */
const seers: Readonly<Record<string, readonly Role[]>> = {
  ...Object.fromEntries(samplingKinds.map((kind) => [kind, ['sampler', ...overseers]])),
  'coal-preparation': ['preparer', ...overseers],
  'sample-handling': ['preparer', ...overseers],
  assay: overseers,
};

export const isOneOf = (caller: Caller, roles: readonly Role[]): boolean => caller.roles.some((role) => roles.includes(role));

/** Whether a caller may learn of this process, and with it of its code. */
export function maySee(caller: Caller, process: ProcessId): boolean {
  const roles = seers[process.slice(0, process.indexOf('/'))];
  return roles === undefined || isOneOf(caller, roles);
}
