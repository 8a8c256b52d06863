/** A SHA-256 in hexadecimal digits that stands by itself. */
const digest = /(?<![0-9A-Za-z])[0-9a-f]{64}(?![0-9A-Za-z])/g;

/**
 * Every digest that the text of an entry names. Bytes are reached only by a digest in the journal, so whatever an entry needs is among
 * them; others among them (of definitions, of drafts) name no stored bytes.
 */
export const digestsNamedIn = (body: string): readonly string[] => body.match(digest) ?? [];
