import { fromBER, ObjectIdentifier, OctetString, Set as AsnSet } from 'asn1js';
import {
  Attribute,
  ContentInfo,
  createCMSECDSASignature,
  EncapsulatedContentInfo,
  id_ContentType_Data,
  id_ContentType_SignedData,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
  type Certificate,
} from 'pkijs';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { algorithm, algorithmsOf, digestOfParts, type SignatureAlgorithm } from './cms-algorithms.ts';
import { contentTypeAttribute, messageDigestAttribute, timeStampTokenAttribute } from './cms-attributes.ts';
import { signingCertificateAttribute } from './ess.ts';
import type { Signer } from './signer.ts';
import type { StampTime } from './time-stamp.ts';
import { derOf, readCertificate, whyNotSign } from './x509.ts';

/** Room for everything but certificates and time stamp: attributes, names, lengths. Some 600 bytes are used. */
const restBytes = 2048;

/** How long a signature of this signer can become, without its time stamp. */
export const mostSignatureBytes = ({ certificates }: Signer): number =>
  certificates.reduce((sum, { length }) => sum + length, restBytes);

/**
 * A detached CAdES signature over the content, given in parts: level B-B, with a time stamp B-T (ETSI EN 319 122-1).
 * `at` is compared with the validity of the certificate; it is not in the signature, since PAdES has it in the PDF
 * (EN 319 142-1 clause 6.3).
 *
 * Rejects with RefusedError: what `whyNotSign` says of the certificate, `SIGNER_UNAVAILABLE`, what the time stamp refuses.
 */
export async function detachedSignature(
  content: readonly Uint8Array[],
  signer: Signer,
  at: Date,
  stampTime?: StampTime,
): Promise<Buffer> {
  const algorithms = algorithmsOf[signer.algorithm];
  const certificates = signer.certificates.map(readCertificate);
  const [own] = certificates;
  if (!own) throw new TypeError(`The signer ${signer.keyId} has no certificate.`);
  const refusal = whyNotSign(own, at);
  if (refusal) throw new RefusedError(refusal);
  const attributes = signedAttributes(content, own, algorithms);
  const toBeSigned = new AsnSet({ value: attributes.map((each) => each.toSchema()) }).toBER();
  const signature = await signer.sign(new Uint8Array(toBeSigned));
  const value = createCMSECDSASignature(new Uint8Array(signature).buffer);
  const token = await stampTime?.(digestOfParts('sha256', [new Uint8Array(value)]));
  const signerInfo = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
    digestAlgorithm: algorithm(algorithms.digest),
    signatureAlgorithm: algorithm(algorithms.signature),
    signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes }),
    signature: new OctetString({ valueHex: value }),
    ...(token && {
      unsignedAttrs: new SignedAndUnsignedAttributes({ type: 1, attributes: [timeStampAttribute(token)] }),
    }),
  });
  const message = messageOf(signerInfo, certificates);
  if (token && !message.includes(token))
    throw new RefusedError({
      code: 'TIME_STAMP_INVALID',
      field: 'timeStamp',
      message: 'The time stamp is not in DER, so it cannot go into a signature unchanged.',
      remedy: 'Use another time stamp authority.',
    });
  return message;
}

/** In the order of DER's SET OF, which the signature is over: by their bytes (X.690 11.6). */
function signedAttributes(
  content: readonly Uint8Array[],
  own: Certificate,
  algorithms: SignatureAlgorithm,
): Attribute[] {
  const digest = digestOfParts(algorithms.hash, content);
  const attributes = [
    new Attribute({
      type: contentTypeAttribute,
      values: [new ObjectIdentifier({ value: id_ContentType_Data })],
    }),
    new Attribute({
      type: messageDigestAttribute,
      values: [new OctetString({ valueHex: new Uint8Array(digest) })],
    }),
    signingCertificateAttribute(derOf(own), algorithms),
  ];
  const bytes = (attribute: Attribute): Buffer => Buffer.from(attribute.toSchema().toBER());
  return attributes.sort((one, other) => Buffer.compare(bytes(one), bytes(other)));
}

const timeStampAttribute = (token: Buffer): Attribute =>
  new Attribute({ type: timeStampTokenAttribute, values: [fromBER(new Uint8Array(token)).result] });

function messageOf(signerInfo: SignerInfo, certificates: Certificate[]): Buffer {
  const signedData = new SignedData({
    version: 1,
    digestAlgorithms: [signerInfo.digestAlgorithm],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: id_ContentType_Data }),
    certificates,
    signerInfos: [signerInfo],
  });
  const message = new ContentInfo({ contentType: id_ContentType_SignedData, content: signedData.toSchema() });
  return Buffer.from(message.toSchema().toBER());
}
