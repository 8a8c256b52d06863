/**
 * Why something asked for cannot be done: a value, not an exception, so that the pure core can return it
 * and the edge can map it once (HTTP problem detail, CLI message).
 */
export interface Refusal {
  /** Stable code in capitals, for example `MASS_NOT_POSITIVE`; part of the public API. */
  readonly code: string;
  /** The field the caller should change, as the caller knows it; absent when no field is at fault. */
  readonly field?: string;
  /** What is wrong, and with which thing. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export const ok = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const refuse = (refusal: Refusal): Outcome<never> => ({ ok: false, refusal });

/** The exception form, for places that are already outside the pure core (loading files, talking to devices). */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly refusal: Refusal;
  constructor(refusal: Refusal, options?: ErrorOptions) {
    super(`${refusal.code}: ${refusal.field ? `${refusal.field}: ` : ''}${refusal.message} ${refusal.remedy}`, options);
    this.refusal = refusal;
  }
}
