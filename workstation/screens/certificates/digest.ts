/**
 * SHA-256 (hex) over the canonical JSON (RFC 8785) of what the server sent, computed anew in this browser: whether the digest that will
 * be signed is that of what is shown. Null where the browser computes none: outside of HTTPS and localhost.
 */
export async function digestOf(value: unknown): Promise<string | null> {
  if (!('subtle' in globalThis.crypto)) return null;
  const bytes = await globalThis.crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical(value)));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** For values that were parsed from JSON: members sorted by UTF-16 code units, the rest as ECMAScript writes it. */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`;
}
