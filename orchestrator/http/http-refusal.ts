import type { Outcome, Refusal } from '../../workflows/kernel/refusal.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';

/** One thing wrong with a request, at one field. */
export interface FieldError {
  /** Path in the body, or name of the parameter or header. */
  readonly field: string;
  readonly code: string;
  readonly message: string;
  /** What to do about it, where the fault itself tells. */
  readonly remedy?: string;
}

/** A refusal on its way out through HTTP, with what only HTTP knows. */
export class HttpRefusal extends RefusedError {
  readonly headers: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[];
  constructor(
    refusal: Refusal,
    more: {
      headers?: Readonly<Record<string, string>>;
      errors?: readonly FieldError[];
      cause?: unknown;
    } = {},
  ) {
    super(refusal, { cause: more.cause });
    this.headers = more.headers ?? {};
    this.errors = more.errors ?? [];
  }
}

/** The value of an outcome; throws its refusal for the error handler to answer with. */
export function accepted<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new HttpRefusal(outcome.refusal);
}

/** The thing looked up; throws `<KIND>_NOT_FOUND` when there is none. */
export function found<T>(thing: T | null, kind: string, id: string): T {
  if (thing !== null) return thing;
  throw new HttpRefusal({
    code: `${kind.toUpperCase().replaceAll(' ', '_')}_NOT_FOUND`,
    message: `There is no ${kind} "${id}" that you may see.`,
    remedy: 'Check the id; ids with a slash are percent-encoded in addresses.',
  });
}
