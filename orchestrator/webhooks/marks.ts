import type { PrivateFiles } from '../storage/ports.ts';

/**
 * How far each effect that delivers has come since it was asked for. Kept apart from the journal, which would grow by an entry for each
 * message. A mark that is lost costs messages sent twice under the same id; what was reported is in the journal.
 */
export interface DeliveryMarks {
  /** Cursor of the last row this effect delivered; null when it delivered none, or none that is known. */
  get(subscription: string, effect: string): Promise<number | null>;
  set(subscription: string, effect: string, cursor: number): Promise<void>;
}

/** A private file a subscription. */
export function openDeliveryMarks(files: PrivateFiles): DeliveryMarks {
  const nameOf = (subscription: string) => `webhooks/${encodeURIComponent(subscription)}`;
  return {
    get: async (subscription, effect) => {
      const [marked, cursor] = (files.read(nameOf(subscription)) ?? '').split('\n');
      return marked === effect && /^\d+$/.test(cursor ?? '') ? Number(cursor) : null;
    },
    set: (subscription, effect, cursor) => files.write(nameOf(subscription), `${effect}\n${cursor}\n`),
  };
}
