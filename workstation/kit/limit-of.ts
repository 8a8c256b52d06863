import type { Schemas } from '../api/client.ts';

type Value = Pick<Schemas['LotValue'], 'item' | 'basis' | 'lot'>;
interface Judged {
  readonly limit: Pick<Schemas['ConformityStatement']['items'][number]['limit'], 'item' | 'basis'>;
  readonly lot?: number | undefined;
}

/**
 * Whether a verdict is on a value. Limits of coal are each on a basis; those of products name none, and are of the one value that the
 * item has.
 */
export function isOnValue({ limit, lot }: Judged, value: Value, values: readonly Value[]): boolean {
  if (limit.item !== value.item || lot !== value.lot) return false;
  if (limit.basis === value.basis) return true;
  return (
    limit.basis === null &&
    values.filter((each) => each.item === value.item && each.lot === value.lot).length === 1
  );
}
