import { textOf } from '../instruments/file-text.ts';
import { faulty } from './fault.ts';
import type { ReadNomination } from './fault.ts';
import { readForm } from './form.ts';
import { readNominationCsv } from './read-csv.ts';

export const nominationTypes = ['application/json', 'text/csv'] as const;
export type NominationType = (typeof nominationTypes)[number];

/** Bytes. A ship with a hundred cargoes has some 60 kB. */
export const largestNomination = 512 * 1024;

/** Reads what an agent sent, in UTF-8 with or without byte order mark. Beside the faults of both formats: `FILE_NOT_UTF8`, `NOT_JSON`. */
export function readNomination(bytes: Uint8Array, mediaType: NominationType): ReadNomination {
  const text = textOf(bytes);
  if (!text.ok) {
    const { code, message } = text.refusal;
    return { faults: [faulty('body', code, message, 'Send UTF-8.')] };
  }
  return mediaType === 'text/csv' ? readNominationCsv(text.value) : readJson(text.value);
}

function readJson(text: string): ReadNomination {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return { faults: [faulty('body', 'NOT_JSON', 'The body is not JSON.', 'Send one JSON object.')] };
  }
  return readForm(data);
}
