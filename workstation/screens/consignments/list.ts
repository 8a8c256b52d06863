import type { Schemas } from '../../api/client.ts';

type Consignment = Schemas['Consignment'];

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

/** The consignments that fit, the newest first. Every word of the text has to be found in number, ship or commodity. */
export function fitting(
  consignments: readonly Consignment[],
  { text, kind, stage, outstanding }: Filter,
): readonly Consignment[] {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  return consignments
    .filter(
      (each) =>
        (kind === '' || each.kind === kind) &&
        (stage === '' || each.status === stage) &&
        (!outstanding || each.outstanding.length > 0) &&
        wanted.every((word) =>
          `${each.declarationNo} ${each.vessel} ${each.commodity.zh} ${each.commodity.en}`
            .toLowerCase()
            .includes(word),
        ),
    )
    .toSorted((a, b) => b.declaredAt.localeCompare(a.declaredAt));
}
