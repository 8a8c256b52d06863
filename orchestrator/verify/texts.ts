import { readCanonical } from '../../reports/canonical.ts';
import { parseCertificate } from '../../reports/certificate-json.ts';
import { readCertificateXml } from '../../reports/ecert/read-certificate-xml.ts';
import { verifyJws, type VerifiedJws } from '../../reports/signing/jws.ts';
import { verifyQrProof } from '../../reports/signing/qr-proof.ts';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import { signedByKey, type Trusted } from './trust.ts';
import { failed, notProven, saidIn, type Kind, type Verification } from './verification.ts';
import { compareXml } from './xml.ts';

/** A certificate as compact JWS. */
export async function verifyJwsText(text: string, { keys }: Trusted): Promise<Verification> {
  const read = await verifyJws(text, keys);
  return read.ok ? provenBy('jws', read.value) : failed('jws', read.refusal);
}

const provenBy = (kindOfDocument: Kind, { certificate, digest, signedBy }: VerifiedJws): Verification => ({
  kindOfDocument,
  verdict: 'valid',
  ...saidIn(certificate, digest),
  signedBy: signedByKey(signedBy),
  signedAt: { at: certificate.issuedAt, saidBy: 'laboratory' },
  notes: [],
});

/** Canonical JSON: has a digest and no signature. `proof`: the JWS of the same certificate. */
export async function verifyJson(bytes: Buffer, trusted: Trusted, proof?: string): Promise<Verification> {
  const read = readCanonical(bytes);
  if (!read)
    return failed('json', {
      code: 'JSON_NOT_CANONICAL',
      field: 'json',
      message: 'The file is not canonical JSON (RFC 8785): it is no certificate, or was written anew.',
      remedy: 'Give the file as fetched, byte for byte.',
    });
  const certificate = parseCertificate(read.value);
  if (!certificate.ok) return failed('json', certificate.refusal);
  const said = saidIn(certificate.value, read.digest);
  if (proof === undefined) return notProven('json', unsigned('JSON_UNSIGNED', 'JSON'), said);
  const signed = await verifyJwsText(proof, trusted);
  if (signed.verdict !== 'valid') return { ...signed, kindOfDocument: 'json' };
  return signed.digest === read.digest
    ? { ...signed, kindOfDocument: 'json' }
    : failed('json', ofAnother(read.digest, signed.digest), said);
}

/** eCert XML: names a digest and has no signature. `proof`: the JWS of the same certificate. */
export async function verifyXml(text: string, { keys }: Trusted, proof?: string): Promise<Verification> {
  const read = readCertificateXml(text);
  if (!read.ok) return failed('xml', read.refusal);
  const { status: _status, ...said } = read.value;
  if (proof === undefined) return notProven('xml', unsigned('XML_UNSIGNED', 'XML'), said);
  const signed = await verifyJws(proof, keys);
  if (!signed.ok) return failed('xml', signed.refusal, said);
  const { certificate, digest } = signed.value;
  if (said.digest !== digest) return failed('xml', ofAnother(said.digest, digest), said);
  const compared = compareXml(text, certificate, digest);
  return compared.result === 'same' ? provenBy('xml', signed.value) : failed('xml', compared.fault, said);
}

/** The text of a QR code: number and digest, signed; not the address it leads to. */
export function verifyQr(text: string, { keys }: Trusted): Verification {
  const read = verifyQrProof(text, keys);
  if (!read.ok) return failed('qr', read.refusal);
  const { number, digest, signedBy, statusUrl } = read.value;
  return {
    kindOfDocument: 'qr',
    verdict: 'valid',
    number,
    digest,
    signedBy: signedByKey(signedBy),
    statusUrl,
    notes: [comparePaper],
  };
}

const unsigned = (code: string, name: string) => ({
  code,
  field: 'signature',
  message: `${name} carries no signature: anybody could have written it. Its digest proves nothing by itself.`,
  remedy: 'Give the JWS of the same certificate with --jws, or verify the PDF or the JWS.',
});

const ofAnother = (own: string | undefined, signed: string | undefined) => ({
  code: 'DIGEST_DIFFERS',
  field: 'digest',
  message: `Its digest is ${own}; the laboratory signed ${signed}.`,
  remedy: 'Do not rely on this file; fetch the certificate from the laboratory again.',
});

const comparePaper: Bilingual = {
  zh: '二维码只证明编号与摘要；请与纸面上的编号和摘要核对',
  en: 'the code proves number and digest only: compare both with those printed on the paper',
};
