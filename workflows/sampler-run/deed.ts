import type { DecimalString, Instant } from '../kernel/brand.ts';

/** What people may do to a sampling while it is under way. Masses kg; of a grab mL. */
export type SamplerDeed =
  /** An increment the sampler recorded does not count. `index`: of its record; `amount`: as the record has it. */
  | {
      readonly kind: 'void-increment';
      readonly increment: number;
      readonly index: number;
      readonly amount: DecimalString;
    }
  /**
   * The container being filled was exchanged for an empty one. What was in it stays in the sample, sealed by hand and set down at a
   * place of the carousel; or is discarded, and its increments with it.
   */
  | {
      readonly kind: 'replace-container';
      readonly contents: 'kept';
      readonly position: number;
      readonly mass: DecimalString;
      readonly seal: string;
    }
  | { readonly kind: 'replace-container'; readonly contents: 'discarded'; readonly position: number }
  /** An empty or strange container was exchanged: no matter of this sample. */
  | { readonly kind: 'replace-container'; readonly contents: 'none'; readonly position: number }
  /** Sampling goes on by hand, with a witness, while the sampler stands. */
  | { readonly kind: 'begin-manual' }
  | {
      readonly kind: 'manual-increment';
      readonly amount: DecimalString;
      readonly takenAt: Instant;
      /** Photos of its taking, SHA-256 (hex) of each; absent where none was made. */
      readonly evidence?: readonly string[];
    }
  /** Closes the container of the increments taken by hand; it stands at a place of the carousel. */
  | {
      readonly kind: 'manual-container';
      readonly position: number;
      readonly mass: DecimalString;
      readonly seal: string;
    };

/** Whether a second person must confirm it: it changes what the sample is. */
export const touchesValidity = (deed: SamplerDeed): boolean =>
  !(deed.kind === 'replace-container' && deed.contents === 'none');
