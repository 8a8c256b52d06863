import { completeCertificate } from '../workflows/certificate/completeness.fixture.ts';
import type { Certificate } from '../workflows/certificate/content.ts';
import { decimalString } from '../workflows/kernel/brand.ts';
import { renderCertificatePdf } from './certificate-pdf.ts';
import { closing } from './certificate-sections/closing.ts';
import { conformityTable } from './certificate-sections/conformity-table.ts';
import { letterhead } from './certificate-sections/letterhead.ts';
import { particulars } from './certificate-sections/particulars.ts';
import { resultsTables } from './certificate-sections/results-table.ts';
import { runningFoot, runningHead } from './certificate-sections/running-lines.ts';
import { samplingSection } from './certificate-sections/sampling-section.ts';
import { deviationsSection, statementsSection } from './certificate-sections/statements.ts';
import { certificateOfTwoLots } from './ecert/ecert.fixture.ts';
import { openFonts, printableCodePoints } from './fonts.ts';
import { guardGlyphs } from './glyph-guard.ts';
import { basisWords, validityWords, verdictWords } from './words.ts';

const options = { proof: 'https://status.example/c/1?d=1', keyId: 'Kx4_a-Zb9Qw', xml: '<SPSCertificate/>' };
const changed = (change: Partial<Certificate>): Certificate => ({ ...completeCertificate, ...change });

describe('printing a certificate', () => {
  it('gives the same bytes for the same certificate', async () => {
    const one = await renderCertificatePdf(completeCertificate, options);
    const other = await renderCertificatePdf(structuredClone(completeCertificate), options);
    expect(one.subarray(0, 8).toString()).toBe('%PDF-1.7');
    expect(one.equals(other)).toBe(true);
  });

  it('gives other bytes when one digit of one unprinted value differs', async () => {
    const results = completeCertificate.results.map((result) =>
      result.item === 'A' && result.basis === 'd'
        ? { ...result, value: decimalString('11.19324183') }
        : result,
    );
    expect(results).not.toEqual(completeCertificate.results);
    const one = await renderCertificatePdf(completeCertificate, options);
    const other = await renderCertificatePdf(changed({ results }), options);
    expect(one.equals(other)).toBe(false);
  });

  it('leaves the certificate untouched', async () => {
    const before = structuredClone(completeCertificate);
    await renderCertificatePdf(completeCertificate, options);
    expect(completeCertificate).toEqual(before);
  });

  it('refuses a text the font can not print, and says where it stands', async () => {
    const refused = renderCertificatePdf(
      changed({ transport: { ...completeCertificate.transport, vessel: 'MV ☐' } }),
      options,
    );
    await expect(refused).rejects.toMatchObject({
      refusal: { code: 'GLYPH_MISSING', field: 'transport.vessel' },
    });
  });

  it('does not mind what is not printed', async () => {
    const { conformity } = completeCertificate;
    const advice = conformity.advice.map((one) => ({ ...one, basis: { zh: '₂', en: '₂' } }));
    await expect(
      renderCertificatePdf(changed({ conformity: { ...conformity, advice } }), options),
    ).resolves.toBeInstanceOf(Buffer);
  });

  it('has a glyph for every word of its own', () => {
    const certificates = [
      completeCertificate,
      certificateOfTwoLots,
      changed({ deviations: [], suppliedByCustomer: [], version: 2 }),
    ];
    const proof = {
      digest: 'a'.repeat(64),
      proof: 'https://status.example',
      keyId: 'Kx4_a-Zb9Qw',
      enclosureName: 'X.json',
    };
    const words = certificates.flatMap((certificate) => [
      letterhead(certificate),
      particulars(certificate),
      ...resultsTables(certificate.results),
      ...samplingSection(certificate),
      ...conformityTable(certificate),
      deviationsSection(certificate.deviations),
      statementsSection(certificate),
      closing(certificate, proof, '<svg/>'),
      runningHead(certificate)(2, 2, { orientation: 'portrait', width: 1, height: 1 }),
      runningFoot(certificate, proof.digest)(2, 2, { orientation: 'portrait', width: 1, height: 1 }),
    ]);
    guardGlyphs([words, basisWords, verdictWords, validityWords], printableCodePoints(openFonts()));
  });
});
