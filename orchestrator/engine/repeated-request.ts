import { isDeepStrictEqual } from 'node:util';
import type { Input } from '../../workflows/kernel/process.ts';
import type { Refusal } from '../../workflows/kernel/refusal.ts';
import type { JournalEntry } from '../storage/ports.ts';
import { decodeBody } from './entry.ts';

/**
 * Why a request under an id that was taken before cannot be answered as a repetition: it asks for something else than the entry
 * recorded under that id. The order of fields and fields that are `undefined` make no difference.
 */
export function conflictOf(request: Input, recorded: JournalEntry): Refusal | undefined {
  // Compared in the form the journal keeps.
  if (isDeepStrictEqual(JSON.parse(JSON.stringify(request.event)), decodeBody(recorded.body).input.event))
    return undefined;
  return {
    code: 'IDEMPOTENCY_CONFLICT',
    field: 'Idempotency-Key',
    message: `The id ${request.id} was used before for a different request to ${recorded.process}.`,
    remedy: 'Use a new key for a new request; repeat an old one unchanged.',
  };
}
