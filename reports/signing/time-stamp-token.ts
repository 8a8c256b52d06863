import { OctetString } from 'asn1js';
import { ExtKeyUsage, id_eContentType_TSTInfo, id_ExtKeyUsage, TSTInfo, type Certificate } from 'pkijs';
import { algorithmsOf } from './cms-algorithms.ts';
import { faultOfSignature, readSignedMessage, type SignedMessage } from './cms-verification.ts';
import { nameOf } from './x509.ts';

/** Purpose that a time stamp authority's certificate has, and no other (RFC 3161 2.3). */
const timeStamping = '1.3.6.1.5.5.7.3.8';

/** A time stamp whose signature holds; whether its authority is trusted is another question. */
export interface TimeStamp {
  readonly at: Date;
  /** Name of the authority, from its certificate. */
  readonly authority: string;
  /** Hexadecimal, as requested. */
  readonly nonce?: string;
  readonly message: SignedMessage;
}

/** The time stamp (RFC 3161 TimeStampToken) of something with this SHA-256, or in words why it is none. */
export async function readTimeStamp(token: Uint8Array, sha256: Uint8Array): Promise<TimeStamp | string> {
  const message = readSignedMessage(token);
  if (typeof message === 'string') return `It cannot be read: ${message}.`;
  const { eContentType, eContent } = message.signedData.encapContentInfo;
  if (eContentType !== id_eContentType_TSTInfo || !(eContent instanceof OctetString))
    return 'It holds no TSTInfo.';
  const content = new Uint8Array(eContent.getValue());
  let info: TSTInfo;
  try {
    info = TSTInfo.fromBER(content);
  } catch {
    return 'Its TSTInfo cannot be read.';
  }
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  if (
    hashAlgorithm.algorithmId !== algorithmsOf.ES256.digest ||
    !Buffer.from(hashedMessage.valueBlock.valueHexView).equals(sha256)
  )
    return 'It was issued for something else: the imprint is another.';
  const fault = await faultOfSignature(message, [content]);
  if (fault?.fault === 'unsupported')
    return `It uses the algorithm ${fault.algorithm}, which is unknown or no longer safe.`;
  if (fault) return `Its own signature does not hold. ${fault.explanation}`;
  if (!isForTimeStamping(message.certificate))
    return `The certificate of "${nameOf(message.certificate)}" is not one for time stamping only.`;
  return {
    at: info.genTime,
    authority: nameOf(message.certificate),
    ...(info.nonce && { nonce: Buffer.from(info.nonce.valueBlock.valueHexView).toString('hex') }),
    message,
  };
}

/** RFC 3161 2.3: the extension is critical and names this one purpose. */
function isForTimeStamping({ extensions = [] }: Certificate): boolean {
  const usage = extensions.find(({ extnID }) => extnID === id_ExtKeyUsage);
  if (!usage?.critical || !(usage.parsedValue instanceof ExtKeyUsage)) return false;
  const { keyPurposes } = usage.parsedValue;
  return keyPurposes.length === 1 && keyPurposes[0] === timeStamping;
}
