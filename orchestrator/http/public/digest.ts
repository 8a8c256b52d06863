/**
 * A SHA-256 as a person or a QR code gives it, as lower-case hex: 64 hex digits (blanks and case do not matter) or the
 * 43 characters of Base64url. Null when it is neither.
 */
export function digestFrom(text: string): string | null {
  const bare = text.replaceAll(/\s/g, '');
  if (/^[0-9a-f]{64}$/i.test(bare)) return bare.toLowerCase();
  if (/^[A-Za-z0-9_-]{43}$/.test(bare)) return Buffer.from(bare, 'base64url').toString('hex');
  return null;
}
