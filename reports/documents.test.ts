import { missingItems } from '../workflows/certificate/completeness.ts';
import { documentOf } from '../workflows/certificate/document.fixture.ts';
import { templateIds } from '../workflows/certificate/templates.ts';
import { parseCertificate } from './certificate-json.ts';
import { renderCertificatePdf } from './certificate-pdf.ts';
import { certificateXml } from './ecert/certificate-xml.ts';
import { hasTypeCode } from './ecert/codes.ts';

describe('documents of every template', () => {
  it.each(templateIds)(
    '%s is complete, of the published shape, and told as eCert where that has a type for it',
    (template) => {
      const document = documentOf(template);
      expect(missingItems(document)).toEqual([]);
      expect(parseCertificate(JSON.parse(JSON.stringify(document)))).toEqual({ ok: true, value: document });
      const xml = hasTypeCode(document) ? certificateXml(document, 'd'.repeat(64)) : null;
      const { quantity, quarantine, notice } = document;
      expect(xml === null).toBe(template === 'sampling-voucher' || template === 'sampling-report');
      if (quantity && xml) expect(xml).toContain('Quantity or weight established: 9987.412 t, Draft survey');
      if (quarantine && xml) expect(xml).toContain('Quarantine on site: Quarantine pest, Hold 2');
      if (notice && xml) expect(xml).toContain(`the goods require: ${notice.required.en}.`);
      expect(xml ?? '').not.toMatch(/undefined|null/);
    },
  );

  it.each([
    ['weight', 'quantity', 'quantity.value'],
    ['treatment', 'notice', 'notice.addressee'],
    ['treatment', 'quarantine', 'quarantine'],
    ['sampling-voucher', 'sampling', 'sampling.units'],
    ['inspection-quarantine', 'conformity', 'conformity.overall'],
  ] as const)('%s without its %s is not complete', (template, part, field) => {
    expect(missingItems({ ...documentOf(template), [part]: null }).map((missing) => missing.field)).toContain(
      field,
    );
  });

  it('have a glyph for all they say, or are not printed', async () => {
    const { notice, ...rest } = documentOf('treatment');
    if (!notice) throw new Error('a notice of treatment is a notice');
    const reason = { zh: '☐', en: 'a box' };
    const print = renderCertificatePdf(
      { ...rest, notice: { ...notice, reason } },
      { proof: 'p', keyId: 'k', xml: null },
    );
    await expect(print).rejects.toMatchObject({
      refusal: { code: 'GLYPH_MISSING', field: 'notice.reason.zh' },
    });
  });
});
