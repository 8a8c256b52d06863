import type { ProcessId } from '../../../workflows/kernel/brand.ts';
import { samplingKinds } from '../../../workflows/sampler-run/kinds.ts';
import type { Caller, Role } from '../../services/contract.ts';
import { stages } from '../../services/journey-stage.ts';
import type { Stage } from '../../services/journey-stage.ts';

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
  storage: ['preparer', ...overseers],
  transport: overseers,
  'setup-checks': ['sampler', ...overseers],
  assay: overseers,
  'blind-sample': overseers,
  'blind-control': overseers,
};

export const isOneOf = (caller: Caller, roles: readonly Role[]): boolean => caller.roles.some((role) => roles.includes(role));

/** Whether a caller may learn of this process, and with it of its code. */
export function maySee(caller: Caller, process: ProcessId): boolean {
  const roles = seers[process.slice(0, process.indexOf('/'))];
  return roles === undefined || isOneOf(caller, roles);
}

/** Whose codes a role looks up by the code itself. Who keeps the samples labels those of every stage. */
const ownStages: Readonly<Partial<Record<Role, readonly Stage[]>>> = {
  sampler: ['sampling'],
  preparer: ['preparation'],
  analyst: ['assay'],
  reviewer: ['assay'],
  custodian: stages,
};

/** Whether a caller may learn what is wrong with a cargo: when it came up would tell who works blind which codes belong together. */
export const watchesOver = (caller: Caller): boolean => isOneOf(caller, overseers);

/** The stages a caller works in. */
export const stagesOf = (caller: Caller): readonly Stage[] =>
  stages.filter((stage) => caller.roles.some((role) => ownStages[role]?.includes(stage)));
