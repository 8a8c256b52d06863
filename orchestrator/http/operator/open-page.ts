import { z } from 'zod';
import { openPageQuery } from '../schemas/scalars.ts';

/** What a list of what is open now takes. */
export const openQuery = z.object(openPageQuery);

/** A page of what is open now, in the order of keys. */
export function openPage<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  { after = '', limit }: z.output<typeof openQuery>,
): { readonly items: T[]; readonly next: string | null } {
  const left = items.filter((item) => keyOf(item) > after).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const told = left.slice(0, limit);
  const last = told.at(-1);
  return { items: told, next: left.length > limit && last ? keyOf(last) : null };
}
