import type { Content } from 'pdfmake/interfaces.js';
import type { Certificate } from '../../workflows/certificate/content.ts';
import { templateOf } from '../../workflows/certificate/templates.ts';
import type { Section } from '../../workflows/certificate/templates.ts';
import { flow } from '../text.ts';
import { conformityTable } from './conformity-table.ts';
import { noticeSection } from './notice-section.ts';
import { observationsTable } from './observations-table.ts';
import { quantitySection } from './quantity-section.ts';
import { quarantineSection } from './quarantine-section.ts';
import { representativeSection } from './representative.ts';
import { resultsTables } from './results-table.ts';
import { samplingSection } from './sampling-section.ts';
import { heading, sectionGap } from './section-table.ts';
import { deviationsSection } from './statements.ts';

const printed: Readonly<Record<Section, (certificate: Certificate) => readonly Content[]>> = {
  notice: noticeSection,
  quantity: quantitySection,
  quarantine: quarantineSection,
  results: ({ results, observations }) => [
    ...resultsTables(results),
    ...observationsTable(observations),
  ],
  sampling: samplingSection,
  conformity: conformityTable,
  deviations: ({ deviations }) => [deviationsSection(deviations)],
  representative: representativeSection,
};

/** What its template prints, in the order of the paper, and what the preparer remarks. */
export const printedSections = (certificate: Certificate): readonly Content[] => [
  ...templateOf(certificate.template).sections.flatMap((section) => printed[section](certificate)),
  ...remarkSection(certificate),
];

const remarkSection = ({ remark }: Certificate): readonly Content[] =>
  remark === null
    ? []
    : [
        {
          stack: [heading({ zh: '备注', en: 'Remark' }), flow(remark, { margin: [2, 3, 2, 0] })],
          unbreakable: true,
          margin: [0, sectionGap, 0, 0],
        },
      ];
