import { certificateXml } from '../../reports/ecert/certificate-xml.ts';
import { readCertificateXml } from '../../reports/ecert/read-certificate-xml.ts';
import type { Certificate } from '../../workflows/certificate/content.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import type { Fault } from './verification.ts';

/** How an eCert XML stands to the certificate that it claims to render. */
export type Compared =
  | { readonly result: 'same' }
  /** It names this certificate, but says something otherwise than the data written as XML do. */
  | { readonly result: 'other-words'; readonly fault: Fault }
  /** It is no such XML, or names another certificate. */
  | { readonly result: 'other-certificate'; readonly fault: Fault };

const remedy = 'Do not rely on this XML; the JSON is the certificate.';

/** Compares by reading it and by writing it again: the same data give the same bytes. `digest`: of the canonical JSON. */
export function compareXml(text: string, certificate: Certificate, digest: string): Compared {
  const read = readCertificateXml(text);
  if (!read.ok) return { result: 'other-certificate', fault: read.refusal };
  const other = (['number', 'digest', 'issuedAt'] as const).find(
    (field) =>
      read.value[field] !== { number: certificate.number, digest, issuedAt: certificate.issuedAt }[field],
  );
  if (other !== undefined) {
    const message = `The XML is of another certificate: its ${other} is ${read.value[other]}.`;
    return { result: 'other-certificate', fault: { code: 'XML_OF_ANOTHER', field: other, message, remedy } };
  }
  const written = writtenAgain(certificate, digest);
  return written === text ? { result: 'same' } : { result: 'other-words', fault: differsAt(text, written) };
}

/** Undefined when these data can not be written as XML at all. */
function writtenAgain(certificate: Certificate, digest: string): string | undefined {
  try {
    return certificateXml(certificate, digest);
  } catch (error) {
    if (error instanceof RefusedError) return undefined;
    throw error;
  }
}

/** One element a line: the first line that differs names what was changed. */
function differsAt(text: string, written: string | undefined): Fault {
  const wanted = written?.split('\n') ?? [];
  const lines = text.split('\n');
  const index = lines.findIndex((line, at) => line !== wanted[at]);
  const line = index < 0 ? lines.length : index;
  const element = /<([\w:]+)/.exec(lines[line] ?? wanted[line] ?? '')?.[1];
  return {
    code: 'XML_DIFFERS',
    field: `line ${line + 1}${element === undefined ? '' : ` (${element})`}`,
    message: 'The XML says something otherwise than the certificate does.',
    remedy,
  };
}
