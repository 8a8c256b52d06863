import type { Nomination, NominationFault } from '../../workflows/nomination/nomination.ts';

/** A file that was read: a nomination, or everything that is wrong with it. It is taken whole or not at all. */
export type ReadNomination =
  { readonly nomination: Nomination } | { readonly faults: readonly [NominationFault, ...NominationFault[]] };

/** A fault of the file as such. */
export const faulty = (field: string, code: string, message: string, remedy: string): NominationFault => ({
  code,
  field,
  message,
  remedy,
});
