import { collections } from './projection.ts';
import type { Projection } from './projection.ts';

/** That there is a client beside those of the site file; what it may do is asked of its process. */
export interface KnownClient {
  readonly clientId: string;
}

export const projectCustomsClient: Projection = ({ definition, input, process }) => {
  if (definition !== 'customs-client' || input.event.type !== 'client.registered') return [];
  const clientId = process.slice(process.indexOf('/') + 1);
  return [{ collection: collections.customsClients, key: clientId, doc: { clientId } satisfies KnownClient }];
};
