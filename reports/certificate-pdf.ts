import type { Content } from 'pdfmake/interfaces.js';
import type { Certificate } from '../workflows/certificate/content.ts';
import { canonicalJson } from '../workflows/kernel/canonical-json.ts';
import { digestOf } from './canonical.ts';
import { closing } from './certificate-sections/closing.ts';
import { letterhead } from './certificate-sections/letterhead.ts';
import { particulars } from './certificate-sections/particulars.ts';
import { printedSections } from './certificate-sections/printed-sections.ts';
import { runningFoot, runningHead } from './certificate-sections/running-lines.ts';
import { statementsSection } from './certificate-sections/statements.ts';
import { demonstrationMarkSvg } from './demonstration-mark.ts';
import { openFonts, printableCodePoints, type Fonts } from './fonts.ts';
import { guardGlyphs } from './glyph-guard.ts';
import { printPdf } from './pdf-engine.ts';
import type { Paper } from './pdf-engine.ts';
import { sealSvg } from './seal.ts';

/** Fields that are part of the data but not of the paper: advice and findings go to customs through the API. */
const notPrinted = [
  /^conformity\.(advice|findings)\[/,
  /^conformity\.items\[\d+\]\.limit\.source\.note$/,
  /^notice\.legalBasis\[\d+\]\.(note|overrides)/,
  /^deviations\[\d+\]\.code$/,
];

export interface CertificatePrint {
  /** Text of the QR code, see `qrProof`. */
  readonly proof: string;
  /** Of the key that signs, see `Signer`. */
  readonly keyId: string;
  /** The certificate as eCert XML, to be attached; null for a kind eCert does not know. */
  readonly xml: string | null;
}

/**
 * Prints a certificate: bilingual PDF/A-3b with its canonical JSON and, where it has one, its eCert XML attached, the digest of that
 * JSON printed, and the given text as QR code. The same certificate and options give the same bytes. Not signed yet.
 *
 * Throws `GLYPH_MISSING` (a text the font can not print), `QR_TEXT_UNFIT`, `NOT_CANONICAL`.
 */
export const renderCertificatePdf = async (certificate: Certificate, print: CertificatePrint): Promise<Buffer> =>
  printPdf(certificatePaper(certificate, print));

/** The same, ready to print. Throws what `renderCertificatePdf` rejects with. */
export function certificatePaper(certificate: Certificate, { proof, keyId, xml }: CertificatePrint): Paper {
  const fonts = openFonts();
  guardGlyphs(certificate, printableCodePoints(fonts), notPrinted);
  const digest = digestOf(certificate);
  const { laboratory, kind, number } = certificate;
  return {
    title: `${kind.title.zh} ${kind.title.en} ${number}`,
    author: `${laboratory.name.zh} ${laboratory.name.en}`,
    subject: `SHA-256 ${digest}`,
    date: new Date(certificate.issuedAt),
    header: runningHead(certificate),
    footer: runningFoot(certificate, digest),
    ...(laboratory.demonstration && { background: demonstrationMark(fonts) }),
    enclosures: [
      {
        name: `${number}.json`,
        mimeType: 'application/json',
        description: 'Canonical JSON (RFC 8785) of this certificate',
        // The paper is drawn from these data: they are its source in the words of PDF/A-3 (ISO 19005-3 Annex E).
        relationship: 'Source',
        content: canonicalJson(certificate),
      },
      ...(xml === null
        ? []
        : [
            {
              name: `${number}.xml`,
              mimeType: 'application/xml',
              description: 'UN/CEFACT eCert (SPS) of this certificate',
              relationship: 'Alternative' as const,
              content: xml,
            },
          ]),
    ],
    content: [
      letterhead(certificate),
      particulars(certificate),
      ...printedSections(certificate),
      statementsSection(certificate),
      closing(certificate, { digest, proof, keyId, enclosureName: `${number}.json` }, sealSvg(fonts.bold, laboratory.name, laboratory.demonstration)),
    ],
  };
}

function demonstrationMark({ bold }: Fonts): () => Content {
  const svg = demonstrationMarkSvg(bold);
  return () => ({ svg, absolutePosition: { x: 0, y: 0 } });
}
