import { collections, orderedKey } from './projection.ts';
import type { Projection } from './projection.ts';

/** What customs clients fetched: who, what, which digest, when. */
export const projectPull: Projection = ({ definition, input, position, process }) => {
  if (definition !== 'customs-client' || input.event.type !== 'pull.recorded') return [];
  const { what, digest } = input.event as { type: string; what: string; digest: string | null };
  return [{ collection: collections.pulls, key: orderedKey(position), index: process, doc: { client: input.actor.id, what, digest, at: input.at } }];
};
