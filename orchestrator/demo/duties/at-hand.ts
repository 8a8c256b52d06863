import type { ConsignmentView, ContainerView } from '../../views/model.ts';
import { path } from './duty.ts';
import type { Hands } from './duty.ts';

/**
 * The vessels of all cargoes by their codes, as they stand before a custodian: nothing has happened to them since they were filled, so
 * balance and seal show what was recorded then.
 */
export async function vesselsAtHand(
  { as }: Hands,
  custodian: string,
): Promise<ReadonlyMap<string, ContainerView>> {
  const client = as(custodian);
  const { items: cargoes } = await client.get<{ items: readonly ConsignmentView[] }>('/api/v1/consignments?limit=200');
  const vessels = new Map<string, ContainerView>();
  for (const { id } of cargoes) {
    const lineage = `/api/v1/consignments/${path(id)}/lineage`;
    const { items } = await client.get<{ items: readonly ContainerView[] }>(lineage);
    for (const vessel of items) vessels.set(vessel.code, vessel);
  }
  return vessels;
}
