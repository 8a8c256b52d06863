import { api, fetchClient } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';

const path = '/api/v1/storage/bottles/{id}';
const idOf = (code: string): string => `storage/${code}`;

/** Bottles are listed until they are used up or disposed of. */
const kept = ({ endedAt }: Schemas['StoredBottle']): boolean => endedAt === null;

/** The bottle of a code as long as it is kept; undefined while it is read, or where there is none. */
export function useBottle(code: string | null, enabled: boolean): Schemas['StoredBottle'] | undefined {
  const options = { enabled: enabled && code !== null };
  const { data } = api.useQuery('get', path, { params: { path: { id: idOf(code ?? '') } } }, options);
  return data && kept(data) ? data : undefined;
}

/** Whether a bottle of this code is kept. */
export async function isKept(code: string): Promise<boolean> {
  const { data } = await fetchClient.GET(path, { params: { path: { id: idOf(code) } } });
  return data !== undefined && kept(data);
}
