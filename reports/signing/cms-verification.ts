import { fromBER, ObjectIdentifier, OctetString } from 'asn1js';
import {
  Certificate,
  CertificateChainValidationEngine,
  ContentInfo,
  createECDSASignatureFromCMS,
  CryptoEngine,
  id_ContentType_Data,
  id_ContentType_SignedData,
  IssuerAndSerialNumber,
  SignedData,
  type SignerInfo,
} from 'pkijs';
import { algorithmsOf, digestBy } from './cms-algorithms.ts';
import { contentTypeAttribute, messageDigestAttribute, valueOf } from './cms-attributes.ts';
import { faultOfReference } from './ess.ts';
import { isSignedBy } from './verification-key.ts';
import { derOf, nameOf, readCertificate } from './x509.ts';

const rsaEncryption = '1.2.840.113549.1.1.1';

/** A CMS message with one signature (RFC 5652), taken apart. */
export interface SignedMessage {
  readonly signedData: SignedData;
  readonly signerInfo: SignerInfo;
  readonly certificate: Certificate;
}

export type CmsFault =
  | { readonly fault: 'digest' | 'signature'; readonly explanation: string }
  | { readonly fault: 'unsupported'; readonly algorithm: string };

/** pkijs over Node's WebCrypto, which does not know SM2. */
class Engine extends CryptoEngine {
  override async verifyWithPublicKey(
    ...parameters: Parameters<CryptoEngine['verifyWithPublicKey']>
  ): Promise<boolean> {
    const [data, signature, publicKeyInfo, { algorithmId }] = parameters;
    if (algorithmId !== algorithmsOf.SM2.signature) return await super.verifyWithPublicKey(...parameters);
    const point = Buffer.from(publicKeyInfo.subjectPublicKey.valueBlock.valueHexView);
    const halves = createECDSASignatureFromCMS(fromBER(signature.valueBlock.valueHexView).result, 32);
    const publicJwk = {
      kty: 'EC',
      crv: 'SM2',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    };
    const bytes = ArrayBuffer.isView(data)
      ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      : new Uint8Array(data);
    return isSignedBy({ algorithm: 'SM2', publicJwk }, bytes, new Uint8Array(halves));
  }
}

const engine = new Engine({ name: 'node', crypto: globalThis.crypto });

/** The message in these bytes, or in words why it is none. What follows it must be zero (padding). */
export function readSignedMessage(bytes: Uint8Array): SignedMessage | string {
  const { result, offset } = fromBER(new Uint8Array(bytes));
  if (offset < 0) return 'it is not ASN.1';
  if (bytes.subarray(offset).some((byte) => byte !== 0)) return 'what follows it is not padding';
  // The parser forgives lengths that do not fit together; a signature has one form only (X.690 clause 10).
  if (!Buffer.from(result.toBER()).equals(bytes.subarray(0, offset))) return 'it is not in DER';
  let signedData: SignedData;
  try {
    const { contentType, content } = new ContentInfo({ schema: result });
    if (contentType !== id_ContentType_SignedData)
      return `it is content of type ${contentType}, not SignedData`;
    signedData = new SignedData({ schema: content });
  } catch {
    return 'it is not a CMS SignedData (RFC 5652)';
  }
  const [signerInfo, second] = signedData.signerInfos;
  if (!signerInfo || second) return `it has ${signedData.signerInfos.length} signers, and one is expected`;
  const form = faultOfForm(signedData, signerInfo);
  if (form) return form;
  const { sid } = signerInfo;
  if (!(sid instanceof IssuerAndSerialNumber))
    return 'it does not name its signer by issuer and serial number';
  const certificate = certificatesIn(signedData).find(
    ({ issuer, serialNumber }) => issuer.isEqual(sid.issuer) && serialNumber.isEqual(sid.serialNumber),
  );
  return certificate ? { signedData, signerInfo, certificate } : "the signer's certificate is not in it";
}

/** What is neither signed nor needed has one form all the same: RFC 5652 5.1 and 5.3. */
function faultOfForm(
  { version, encapContentInfo, digestAlgorithms }: SignedData,
  { version: signerVersion, digestAlgorithm }: SignerInfo,
): string | undefined {
  if (signerVersion !== 1 || (encapContentInfo.eContentType === id_ContentType_Data && version !== 1))
    return 'its version is not 1';
  return digestAlgorithms.some(({ algorithmId }) => algorithmId === digestAlgorithm.algorithmId)
    ? undefined
    : 'it does not list the digest that its signer used';
}

/**
 * Checks that the message signs these bytes, given in parts: content type, digest, the reference to the certificate
 * (RFC 5035), the signature itself. Undefined when all hold; trust in the certificate is another question.
 */
export async function faultOfSignature(
  { signedData, signerInfo, certificate }: SignedMessage,
  content: readonly Uint8Array[],
): Promise<CmsFault | undefined> {
  const digestOid = signerInfo.digestAlgorithm.algorithmId;
  const digest = digestBy(digestOid, content);
  if (!digest) return { fault: 'unsupported', algorithm: digestOid };
  const { signedAttrs } = signerInfo;
  if (!signedAttrs) return { fault: 'signature', explanation: 'It has no signed attributes.' };
  const signed = valueOf(signedAttrs, messageDigestAttribute);
  const signedDigest =
    signed instanceof OctetString ? Buffer.from(signed.valueBlock.valueHexView).toString('hex') : 'none';
  if (signedDigest !== digest.toString('hex'))
    return {
      fault: 'digest',
      explanation: `The bytes have the digest ${digest.toString('hex')}; the digest that was signed is ${signedDigest}.`,
    };
  const type = valueOf(signedAttrs, contentTypeAttribute);
  if (!(type instanceof ObjectIdentifier) || type.getValue() !== signedData.encapContentInfo.eContentType)
    return { fault: 'signature', explanation: 'It was made over another type of content than it names.' };
  const reference = faultOfReference(signedAttrs, certificate);
  if (reference) return { fault: 'signature', explanation: reference };
  return await faultOfValue(signerInfo, signedAttrs.encodedValue, certificate);
}

async function faultOfValue(
  { signatureAlgorithm, digestAlgorithm, signature }: SignerInfo,
  data: ArrayBuffer,
  { subjectPublicKeyInfo }: Certificate,
): Promise<CmsFault | undefined> {
  const { algorithmId } = signatureAlgorithm;
  if (!isKnown(algorithmId)) return { fault: 'unsupported', algorithm: algorithmId };
  // The identifier rsaEncryption leaves it to the other field to name the digest.
  const hash =
    algorithmId === rsaEncryption
      ? engine.getAlgorithmByOID(digestAlgorithm.algorithmId, true).name
      : undefined;
  try {
    if (await engine.verifyWithPublicKey(data, signature, subjectPublicKeyInfo, signatureAlgorithm, hash))
      return undefined;
  } catch {
    // A signature or a key that cannot be decoded: pkijs and WebCrypto each throw errors of their own.
    return { fault: 'signature', explanation: 'The signature does not have the form of its algorithm.' };
  }
  return { fault: 'signature', explanation: 'The signature was not made with the key of its certificate.' };
}

const isKnown = (oid: string): boolean =>
  oid === algorithmsOf.SM2.signature || 'name' in engine.getAlgorithmByOID(oid);

/**
 * Whether the message's certificate goes back to one of the roots (DER) over the certificates that the message carries,
 * all valid at that time; in words why not. Revocation is not asked for: nothing here reaches for the network.
 */
export async function whyNotTrusted(
  { signedData, certificate }: SignedMessage,
  roots: readonly Uint8Array[],
  at: Date,
): Promise<string | undefined> {
  const own = derOf(certificate);
  // The engine drops copies and then checks the certificate that comes last: with a copy of the signer's own before it,
  // that would be another one. So copies are left out, and the path that is found must begin with the signer's own.
  const others = certificatesIn(signedData).filter((each) => !derOf(each).equals(own));
  const trusted = roots.map(readCertificate).filter((each) => !derOf(each).equals(own));
  const chain = new CertificateChainValidationEngine({
    trustedCerts: trusted,
    certs: [...others, certificate],
    checkDate: at,
  });
  const { result, resultMessage, certificatePath } = await chain.verify({}, engine);
  const [first] = certificatePath ?? [];
  if (result && first && derOf(first).equals(own)) return undefined;
  const reason = resultMessage || 'it leads to none of the trusted roots';
  return `The certificate of "${nameOf(certificate)}" is not trusted as of ${at.toISOString()}: ${reason}.`;
}

const certificatesIn = ({ certificates = [] }: SignedData): readonly Certificate[] =>
  certificates.filter((each) => each instanceof Certificate);
