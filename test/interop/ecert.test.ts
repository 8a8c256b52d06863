import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { digestOf } from '../../reports/canonical.ts';
import { certificateXml } from '../../reports/ecert/certificate-xml.ts';
import { hasTypeCode, typeCodes } from '../../reports/ecert/codes.ts';
import { certificateOfTwoLots, grainCertificate, petroleumCertificate } from '../../reports/ecert/ecert.fixture.ts';
import { completeCertificate } from '../../workflows/certificate/completeness.fixture.ts';
import type { Certificate } from '../../workflows/certificate/content.ts';
import { documentOf } from '../../workflows/certificate/document.fixture.ts';
import { templateIds } from '../../workflows/certificate/templates.ts';
import { run } from '../support/foreign-programs.ts';
import { itWithData } from '../support/tools.ts';

/** Schemas of the IPPC ePhyto hub; data for checks that is not part of this repository. */
const schema = resolve('../shared/data/ecert-xsd/urn_un_unece_uncefact_data_standard_SPSCertificate_17.xsd');

describe('the eCert XML, checked by a foreign program against schemas that are not ours', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'quaylab-ecert-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const file = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const written = (name: string, certificate: Certificate) =>
    file(name, certificateXml(certificate, digestOf(certificate)));
  const validated = (files: readonly string[]) =>
    run('xmllint', ['--nonet', '--noout', '--schema', schema, ...files]);

  itWithData(schema, ['xmllint'], 'is valid for coal, grain and petroleum, and for every kind', async () => {
    const kinds = Object.keys(typeCodes).map((code) =>
      written(`kind-${code}.xml`, { ...completeCertificate, kind: { ...completeCertificate.kind, code } }),
    );
    validated([
      written('coal.xml', completeCertificate),
      written('grain.xml', grainCertificate),
      written('two-lots.xml', certificateOfTwoLots),
      written('petroleum.xml', petroleumCertificate),
      ...kinds,
      ...templateIds.flatMap((template) => {
        const document = documentOf(template);
        return hasTypeCode(document) ? [written(`${template}.xml`, document)] : [];
      }),
    ]);
  });

  itWithData(schema, ['xmllint'], 'is refused in another order or with an unknown element', async () => {
    const xml = certificateXml(completeCertificate, digestOf(completeCertificate));
    const status = '<ram:StatusCode>70</ram:StatusCode>';
    const moved = xml.replace(status, '').replace('<ram:TypeCode>3', `${status}<ram:TypeCode>3`);
    const unknown = xml.replaceAll('ram:CommonName', 'ram:CommonNames');
    for (const [name, text] of Object.entries({ moved, unknown })) {
      expect(() => validated([file(`${name}.xml`, text)])).toThrow(/fails to validate/);
    }
  });

  itWithData(schema, ['xmllint'], 'gives back its texts through a foreign parser', async () => {
    const path = written('read.xml', completeCertificate);
    const texts = (name: string) =>
      run('xmllint', ['--nonet', '--xpath', `//*[local-name()="${name}"]/text()`, path]).toString();
    expect(texts('ID').split('\n')).toContain(`sha-256:${digestOf(completeCertificate)}`);
    expect(texts('Content')).toContain('检验结果 10 收到基低位发热量（恒容） Qnet,ar 收到基：21.46 MJ/kg');
  });
});
