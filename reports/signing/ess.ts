import { createHash } from 'node:crypto';
import { ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import { Attribute, type Certificate, type SignedAndUnsignedAttributes } from 'pkijs';
import {
  algorithm,
  algorithmsOf,
  digestBy,
  digestOfParts,
  type SignatureAlgorithm,
} from './cms-algorithms.ts';
import { valueOf } from './cms-attributes.ts';
import { derOf } from './x509.ts';

/** Attributes that name the signer's certificate: RFC 2634 (SHA-1 only) and RFC 5035. */
const signingCertificate = '1.2.840.113549.1.9.16.2.12';
const signingCertificateV2 = '1.2.840.113549.1.9.16.2.47';
/** The default of the newer one, which DER does not write. */
const defaultDigest = algorithmsOf.ES256.digest;

/** signing-certificate-v2 of RFC 5035 for a certificate in DER. */
export function signingCertificateAttribute(
  der: Uint8Array,
  { hash, digest }: SignatureAlgorithm,
): Attribute {
  const octets = new OctetString({ valueHex: new Uint8Array(digestOfParts(hash, [der])) });
  const identifier = new Sequence({
    value: digest === defaultDigest ? [octets] : [algorithm(digest).toSchema(), octets],
  });
  return new Attribute({
    type: signingCertificateV2,
    values: [new Sequence({ value: [new Sequence({ value: [identifier] })] })],
  });
}

/**
 * The certificate that was meant is part of what was signed, so that it cannot be exchanged for another of the same
 * key (RFC 5035 section 1). In words what is wrong with it; undefined when it is this certificate.
 */
export function faultOfReference(
  signedAttributes: SignedAndUnsignedAttributes,
  certificate: Certificate,
): string | undefined {
  const v2 = valueOf(signedAttributes, signingCertificateV2);
  const value = v2 ?? valueOf(signedAttributes, signingCertificate);
  if (value === undefined)
    return 'It does not say which certificate it was signed with (signing-certificate, RFC 5035).';
  const [first, second] = membersOf(membersOf(membersOf(value)[0])[0]);
  const named = membersOf(first)[0];
  const hash = named ? second : first;
  const der = derOf(certificate);
  const actual = v2
    ? digestBy(named instanceof ObjectIdentifier ? named.valueBlock.toString() : defaultDigest, [der])
    : // The older attribute knows no other; SHA-1 identifies here, it does not prove.
      createHash('sha1').update(der).digest();
  return hash instanceof OctetString && actual?.equals(hash.valueBlock.valueHexView)
    ? undefined
    : 'It was signed with another certificate than the one it carries.';
}

const membersOf = (value: unknown): readonly unknown[] =>
  value instanceof Sequence ? value.valueBlock.value : [];
