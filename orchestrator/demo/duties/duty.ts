import type { Logger } from 'pino';
import type { CustomsClient } from '../../http/customs-client/client.ts';
import type { ApiClient } from '../http-client.ts';

/** What people have at hand for their duties. */
export interface Hands {
  /** The interface as one user or customs client. Throws for a name without a login. */
  readonly as: (id: string) => ApiClient;
  /** The published client of the customs interface, as a customs system. Throws for a name without a login. */
  readonly customs: (id: string) => CustomsClient;
  readonly seed: number;
  /** The virtual plant's own log, which knows what really is in its containers; null where nobody handles samples. */
  readonly plantLog: string | null;
  /** Puts an empty container at a place of a sampler of the virtual plant. */
  readonly replaceContainer: (unit: string, place: number) => void;
  readonly log: Logger;
}

/** Looks once at what waits for somebody, and does it. */
export type Duty = (hands: Hands) => Promise<void>;

export const path = (id: string): string => encodeURIComponent(id);

/** Does each; what cannot be done now keeps nothing else waiting. Throws the first error when all were tried. */
export async function each<T>(items: Iterable<T>, work: (item: T) => Promise<unknown>): Promise<void> {
  const errors: unknown[] = [];
  for (const item of items) await work(item).catch((error: unknown) => errors.push(error));
  if (errors.length > 0) throw errors[0];
}
