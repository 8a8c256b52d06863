import { parentPort, workerData } from 'node:worker_threads';
import pdfmake from 'pdfmake';
import { certificatePaper } from '../../reports/certificate-pdf.ts';
import { fontFiles } from '../../reports/fonts.ts';
import { issueCertificate } from '../../reports/issue-certificate.ts';
import { family, margins, size } from '../../reports/paper.ts';
import { openDemonstrationSigner } from '../../reports/signing/demo-authority.ts';
import { secretInFolder } from '../../reports/signing/testing/secret-in-folder.ts';
import { completeCertificate } from '../../workflows/certificate/completeness.fixture.ts';

export type Side = 'bare' | 'ours';

const { side, folder, seconds } = workerData as { readonly side: Side; readonly folder: string; readonly seconds: number };

/** What pdfmake takes for the same pages, as it comes: no tags, no attachments, no signature. */
async function bare(): Promise<void> {
  const { content, header, footer, background } = certificatePaper(completeCertificate, {
    proof: 'http://127.0.0.1/verify/1?d=1',
    keyId: 'K',
    xml: null,
  });
  pdfmake.setFonts({ [family]: { ...fontFiles } });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => true);
  await pdfmake
    .createPdf({
      version: '1.7',
      subset: 'PDF/A-3b',
      pageSize: 'A4',
      pageMargins: [margins.side, margins.top, margins.side, margins.bottom],
      defaultStyle: { font: family, fontSize: size.body, lineHeight: 0.9 },
      content,
      footer,
      ...(header && { header }),
      ...(background && { background }),
    })
    .getBuffer();
}

const signer = await openDemonstrationSigner(secretInFolder(folder), new Date('2026-03-01T00:00:00Z'));
const make: Readonly<Record<Side, () => Promise<unknown>>> = {
  bare,
  ours: () => issueCertificate(completeCertificate, { statusUrl: 'http://127.0.0.1/verify', signer }),
};

for (let warm = 0; warm < 3; warm += 1) await make[side]();
const began = performance.now();
let done = 0;
while (performance.now() - began < seconds * 1000) {
  await make[side]();
  done += 1;
}
parentPort?.postMessage(done / ((performance.now() - began) / 1000));
