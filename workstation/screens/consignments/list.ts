import { keepPreviousData } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { pagewise } from '../../kit/pagewise.ts';
import { useSettled } from '../../kit/use-settled.ts';

export const kinds = ['coal', 'grain', 'petroleum'] as const;
export const statuses = [
  'planned', 'working', 'decoding', 'assessed', 'certifying', 'certified', 'closed', 'archived', 'ending', 'ended',
] as const; // prettier-ignore

/** What is asked of the list, as it stands in the address. */
export interface Filter {
  readonly text: string;
  readonly kind: string;
  readonly stage: string;
  readonly outstanding: boolean;
}

export const filterOf = (params: URLSearchParams): Filter => ({
  text: params.get('q') ?? '',
  kind: params.get('kind') ?? '',
  stage: params.get('stage') ?? '',
  outstanding: params.get('outstanding') === '1',
});

/** A screen and a half of rows. */
const pageSize = 50;

/** The consignments that fit, the newest first, page by page. What fits is the server's to say: it has them all. */
export function useConsignments({ text, kind, stage, outstanding }: Filter) {
  const wanted = useSettled(text.trim());
  const known = kinds.find((each) => each === kind);
  return api.useInfiniteQuery(
    'get',
    '/api/v1/consignments',
    {
      params: {
        query: {
          ...(wanted !== '' && { text: wanted }),
          ...(known && { kind: known }),
          ...(stage !== '' && { status: stage }),
          ...(outstanding && { outstanding: 'any' }),
          limit: pageSize,
        },
      },
    },
    {
      ...pagewise,
      placeholderData: keepPreviousData,
    },
  );
}
