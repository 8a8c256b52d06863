/** How a list of the server is read page by page, for `api.useInfiniteQuery`. */
export const pagewise = {
  pageParamName: 'after',
  // The first page has none, and `undefined` is not sent.
  initialPageParam: undefined,
  getNextPageParam: ({ next }: { readonly next: string | null }) => next ?? undefined,
} as const;

/** The rows of all pages that were read. */
export const rowsOf = <Row>(pages: readonly { readonly items: readonly Row[] }[] | undefined): readonly Row[] =>
  (pages ?? []).flatMap(({ items }) => items);
