/**
 * The bytes of a base64url text (RFC 4648 clause 5, without padding), or undefined when it is not the one way of writing them:
 * foreign characters, padding, or bits set behind the last byte.
 */
export function base64UrlBytes(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}
