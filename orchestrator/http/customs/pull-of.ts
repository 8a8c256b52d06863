import type { Pull } from '../../../workflows/customs-client/pull.ts';

/** A pull of what has no fixed bytes: a list, advice, rows of the feed. */
export const pullOf = (what: string): Pull => ({
  what,
  number: null,
  version: null,
  rendering: null,
  digest: null,
  status: 200,
});
