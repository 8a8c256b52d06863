import { NotRecordedError } from '../engine/not-recorded.ts';
import { JournalTakenOverError, SequenceConflictError } from '../storage/ports.ts';
import { HttpRefusal } from './http-refusal.ts';

/** What files are refused with where there is no room, or where nothing may be written: `errno(3)`. */
const notWritable: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EROFS']);
/** What the driver of MongoDB throws while the database cannot be reached, or elects. */
const databaseAway = /^Mongo(ose)?(ServerSelection|Network|NetworkTimeout|WriteConcern|NotPrimary)Error$/;

/** After how long one may ask again, s: about what a database takes to elect; a disk has room when somebody has made it. */
const askAgainAfter = 5;

/** What the stores throw when they cannot take or give anything just now, as refusals; null for anything else. */
export function refusalOfStore(error: unknown): HttpRefusal | null {
  const refusal = reasonOf(error);
  return refusal && new HttpRefusal(refusal, { headers: { 'Retry-After': String(askAgainAfter) }, cause: error });
}

function reasonOf(error: unknown) {
  if (error instanceof NotRecordedError) return error.because === 'stopping' ? stopping : notWritten;
  if (error instanceof JournalTakenOverError) return anotherLeads;
  if (error instanceof SequenceConflictError) return notWritten;
  if (!(error instanceof Error)) return null;
  const code = 'code' in error ? error.code : undefined;
  return notWritable.has(code) || code === 'SQLITE_FULL' || databaseAway.test(error.name) ? notWritten : null;
}

const notWritten = {
  code: 'RECORD_NOT_WRITTEN',
  message: 'It could not be recorded, so it was not done, or not wholly: the store of the record cannot be written or reached just now.',
  remedy:
    'Send the request again after Retry-After seconds, with the same Idempotency-Key where it has one. If it stays, tell an administrator: /readyz says what is wrong.',
};
const anotherLeads = {
  code: 'LEADER_SILENT',
  message: 'Another node has taken the lead meanwhile; what was asked for may have been done.',
  remedy: 'Send the request again in a moment, with the same Idempotency-Key where it has one: it is then done once.',
};
const stopping = {
  code: 'SERVER_STOPPING',
  message: 'This server is being stopped; nothing of the request was done.',
  remedy: 'Send it again in a moment, with the same Idempotency-Key where it has one.',
};
