import { Certificate, id_KeyUsage, type RelativeDistinguishedNames } from 'pkijs';
import { RefusedError, type Refusal } from '../../workflows/kernel/refusal.ts';

/** X.520 common name and organisation: what a certificate's subject is called by people. */
const commonName = '2.5.4.3';
const organisation = '2.5.4.10';

/** First octet of KeyUsage (RFC 5280 4.2.1.3): bit 0 digitalSignature, bit 1 nonRepudiation. */
const signsDocuments = 0b1100_0000;

/** A DER certificate as pkijs sees it. Throws `SIGNING_CERTIFICATE_UNREADABLE`. */
export function readCertificate(der: Uint8Array): Certificate {
  try {
    return Certificate.fromBER(new Uint8Array(der));
  } catch (error) {
    throw new RefusedError(
      {
        code: 'SIGNING_CERTIFICATE_UNREADABLE',
        field: 'certificate',
        message: 'A certificate is not X.509 in DER.',
        remedy: 'Give the certificates as the authority issued them.',
      },
      { cause: error },
    );
  }
}

/** DER, from the very bytes that were read where the certificate was read. */
export const derOf = (certificate: Certificate): Buffer => Buffer.from(certificate.toSchema().toBER());

/** The subject's common name, else its organisation, else its serial number in hexadecimal. */
export const nameOf = (certificate: Certificate): string =>
  calledIn(certificate.subject) ?? serialNumberOf(certificate);

export const nameOfIssuer = ({ issuer }: Certificate): string => calledIn(issuer) ?? '';

function calledIn({ typesAndValues }: RelativeDistinguishedNames): string | undefined {
  const value = (type: string): string | undefined =>
    typesAndValues.find((each) => each.type === type)?.value.valueBlock.value;
  return value(commonName) ?? value(organisation);
}

export const serialNumberOf = (certificate: Certificate): string =>
  Buffer.from(certificate.serialNumber.valueBlock.valueHexView).toString('hex');

/** Without the extension a key may be used for anything (RFC 5280 4.2.1.3). */
export function mayExpressApproval(certificate: Certificate): boolean {
  const usage = certificate.extensions?.find(({ extnID }) => extnID === id_KeyUsage);
  if (!usage) return true;
  const [first = 0] = new Uint8Array(usage.parsedValue.valueBlock.valueHexView);
  return (first & signsDocuments) !== 0;
}

/** Why documents cannot be signed with this certificate at that time; undefined when they can. */
export function whyNotSign(certificate: Certificate, at: Date): Refusal | undefined {
  const field = 'certificate';
  const name = nameOf(certificate);
  const from = certificate.notBefore.value;
  const until = certificate.notAfter.value;
  if (at < from)
    return {
      code: 'SIGNING_CERTIFICATE_NOT_YET_VALID',
      field,
      message: `The certificate of "${name}" is valid from ${from.toISOString()}, and it is ${at.toISOString()}.`,
      remedy: 'Check the clock, or sign with the certificate that is valid today.',
    };
  if (at > until)
    return {
      code: 'SIGNING_CERTIFICATE_EXPIRED',
      field,
      message: `The certificate of "${name}" was valid until ${until.toISOString()}, and it is ${at.toISOString()}.`,
      remedy: 'Have the certification authority renew it, and configure the new certificate.',
    };
  if (!mayExpressApproval(certificate))
    return {
      code: 'SIGNING_CERTIFICATE_USAGE',
      field,
      message: `The certificate of "${name}" was issued for other uses than signing: it has neither digitalSignature nor nonRepudiation.`,
      remedy: 'Ask the certification authority for a certificate for signing documents.',
    };
  return undefined;
}
