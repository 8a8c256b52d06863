import { createHash } from 'node:crypto';
import { canonicalJson } from '../workflows/kernel/canonical-json.ts';

/** SHA-256 over the canonical JSON in UTF-8, 64 hex digits: the identity of a certificate. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex');
}
