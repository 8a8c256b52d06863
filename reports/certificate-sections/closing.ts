import type { Content } from 'pdfmake/interfaces.js';
import type { Certificate } from '../../workflows/certificate/content.ts';
import { sectionGap } from './section-table.ts';
import { sealOfLaboratory, signatureLines } from './signatures.ts';
import { endOfCertificate, verification, type Proof } from './verification.ts';

const sealColumn = 138;

/** The end of the paper, never torn apart: signatories, means of verification, seal, end mark. */
export function closing(certificate: Certificate, proof: Proof, seal: string): Content {
  return {
    stack: [
      signatureLines(certificate),
      {
        columns: [...verification(certificate, proof), sealOfLaboratory(certificate, seal, sealColumn)],
        margin: [0, 8, 0, 0],
      },
      endOfCertificate(),
    ],
    unbreakable: true,
    margin: [0, sectionGap + 5, 0, 0],
  };
}
