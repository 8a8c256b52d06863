import type { Content } from 'pdfmake/interfaces.js';
import type { Certificate } from '../workflows/certificate/content.ts';
import { canonicalJson } from '../workflows/kernel/canonical-json.ts';
import { digestOf } from './canonical.ts';
import { closing } from './certificate-sections/closing.ts';
import { conformityTable } from './certificate-sections/conformity-table.ts';
import { letterhead } from './certificate-sections/letterhead.ts';
import { particulars } from './certificate-sections/particulars.ts';
import { observationsTable } from './certificate-sections/observations-table.ts';
import { resultsTable } from './certificate-sections/results-table.ts';
import { runningFoot, runningHead } from './certificate-sections/running-lines.ts';
import { samplingSection } from './certificate-sections/sampling-section.ts';
import { deviationsSection, statementsSection } from './certificate-sections/statements.ts';
import type { Proof } from './certificate-sections/verification.ts';
import { demonstrationMarkSvg } from './demonstration-mark.ts';
import { openFonts, printableCodePoints, type Fonts } from './fonts.ts';
import { guardGlyphs } from './glyph-guard.ts';
import { printPdf } from './pdf-engine.ts';
import { statusLink } from './qr.ts';
import { sealSvg } from './seal.ts';

/** Fields that are part of the data but not of the paper: advice and findings go to customs through the API. */
const notPrinted = [
  /^conformity\.(advice|findings)\[/,
  /^conformity\.items\[\d+\]\.limit\.source\.note$/,
  /^deviations\[\d+\]\.code$/,
];

/**
 * Prints a certificate: bilingual PDF/A-3b with its canonical JSON attached and the digest of that JSON printed and in
 * the QR code. The same certificate and options give the same bytes.
 *
 * `statusUrl`: address of the public status page; the QR code holds `<statusUrl>/<number>?digest=<SHA-256>`.
 *
 * Throws `GLYPH_MISSING` (a text the font can not print), `STATUS_URL_INVALID`, `QR_TEXT_UNFIT`, `NOT_CANONICAL`.
 */
export async function renderCertificatePdf(
  certificate: Certificate,
  options: { readonly statusUrl: string },
): Promise<Buffer> {
  const fonts = openFonts();
  guardGlyphs(certificate, printableCodePoints(fonts), notPrinted);
  const digest = digestOf(certificate);
  const proof: Proof = {
    digest,
    link: statusLink(options.statusUrl, certificate.number, digest),
    enclosureName: `${certificate.number}.json`,
  };
  const { laboratory, kind, number } = certificate;
  return printPdf({
    title: `${kind.title.zh} ${kind.title.en} ${number}`,
    author: `${laboratory.name.zh} ${laboratory.name.en}`,
    subject: `SHA-256 ${digest}`,
    date: new Date(certificate.issuedAt),
    header: runningHead(certificate),
    footer: runningFoot(certificate, digest),
    ...(laboratory.demonstration && { background: demonstrationMark(fonts) }),
    enclosure: {
      name: proof.enclosureName,
      mimeType: 'application/json',
      description: 'Canonical JSON (RFC 8785) of this certificate',
      content: canonicalJson(certificate),
    },
    content: [
      letterhead(certificate),
      particulars(certificate),
      resultsTable(certificate.results),
      ...observationsTable(certificate.observations),
      ...samplingSection(certificate),
      ...conformityTable(certificate),
      deviationsSection(certificate.deviations),
      statementsSection(certificate),
      closing(certificate, proof, sealSvg(fonts.bold, laboratory.name, laboratory.demonstration)),
    ],
  });
}

function demonstrationMark({ bold }: Fonts): () => Content {
  const svg = demonstrationMarkSvg(bold);
  return () => ({ svg, absolutePosition: { x: 0, y: 0 } });
}
