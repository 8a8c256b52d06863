/** How a list of the server is read page by page, for `api.useInfiniteQuery`. */
export const pagewise = {
  pageParamName: 'after',
  // The first page is after nothing. `undefined` would be sent as 0, and what stands before that be lost.
  initialPageParam: '',
  getNextPageParam: ({ next }: { readonly next: string | null }) => next ?? undefined,
} as const;

/** The rows of all pages that were read. */
export const rowsOf = <Row>(pages: readonly { readonly items: readonly Row[] }[] | undefined): readonly Row[] =>
  (pages ?? []).flatMap(({ items }) => items);
