import { createHash } from 'node:crypto';
import { canonicalJson } from '../workflows/kernel/canonical-json.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** SHA-256 over the canonical JSON in UTF-8, 64 hex digits: the identity of a certificate. */
export const digestOf = (value: unknown): string => sha256(Buffer.from(canonicalJson(value), 'utf8'));

/** What canonical JSON in UTF-8 says, with its SHA-256; undefined for bytes that are not canonical, or no JSON at all. */
export function readCanonical(
  bytes: Uint8Array,
): { readonly value: unknown; readonly digest: string } | undefined {
  try {
    const value: unknown = JSON.parse(
      new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
    );
    // JSON can spell half a surrogate pair, which has no canonical form: that throws as well.
    return Buffer.from(canonicalJson(value), 'utf8').equals(bytes)
      ? { value, digest: sha256(bytes) }
      : undefined;
  } catch {
    return undefined;
  }
}
