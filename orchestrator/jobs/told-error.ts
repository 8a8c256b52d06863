import { ZodError } from 'zod';
import { RefusedError } from '../../workflows/kernel/refusal.ts';

/** Longest text of an error that is kept. Characters. */
const longest = 500;
/** A name and a password in front of the host of an address. */
const credentialsOfAddress = /(?<=:\/\/)[^/@\s]+@/g;
/** What an address is asked with: tokens stand there. */
const queryOfAddress = /(?<=:\/\/[^\s?]*)\?[^\s"']*/g;

/** What is shown and kept of a failure: no credentials, no stack, nothing of the payload. */
export function toldError(error: unknown): string {
  return textOf(error).replace(credentialsOfAddress, '').replace(queryOfAddress, '?…').slice(0, longest);
}

function textOf(error: unknown): string {
  if (error instanceof RefusedError) return `${error.refusal.code}: ${error.refusal.message}`;
  // Its message quotes what did not fit.
  if (error instanceof ZodError)
    return `the job is not of this version: ${error.issues.map(({ path, code }) => `${path.join('.')} ${code}`).join(', ')}`;
  return error instanceof Error ? error.message : 'it failed with something that is no error';
}
