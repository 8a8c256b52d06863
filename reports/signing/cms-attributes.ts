import type { SignedAndUnsignedAttributes } from 'pkijs';

/** Attributes of a signature, by object identifier: RFC 5652 clause 11, RFC 3161 Annex A. */
export const contentTypeAttribute = '1.2.840.113549.1.9.3';
export const messageDigestAttribute = '1.2.840.113549.1.9.4';
export const timeStampTokenAttribute = '1.2.840.113549.1.9.16.2.14';

/**
 * The first value of an attribute, an object of asn1js; undefined when there is none. Of an attribute with an empty set pkijs makes
 * one without `values`, against its own types.
 */
export function valueOf({ attributes }: SignedAndUnsignedAttributes, type: string): unknown {
  const values: readonly unknown[] | undefined = attributes.find((each) => each.type === type)?.values;
  return values?.[0];
}
