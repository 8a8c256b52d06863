import type { Certificate } from '../../workflows/certificate/content.ts';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import { measuringWords, quantityText } from '../certificate-sections/quantity-section.ts';
import { noFinding } from '../certificate-sections/quarantine-section.ts';
import { moment } from '../words.ts';
import { labelled } from './labelled.ts';

/** How much there is, and by what measurement. */
export function quantityNotes({ quantity }: Certificate): readonly Bilingual[] {
  if (!quantity) return [];
  const { method, measuredAt, document } = quantity;
  const words = measuringWords[method];
  const more = [moment(measuredAt), ...(document === null ? [] : [document])];
  return [
    labelled(
      { zh: '数量/重量鉴定结果', en: 'Quantity or weight established' },
      [quantityText(quantity), words.zh, ...more].join('，'),
      [quantityText(quantity), words.en, ...more].join(', '),
    ),
  ];
}

/** What was found on site, how it was settled, and what treatment was carried out. */
export function quarantineNotes({ quarantine }: Certificate): readonly Bilingual[] {
  if (!quarantine) return [];
  const { findings, treatment } = quarantine;
  const label = { zh: '现场检疫', en: 'Quarantine on site' };
  const found = findings.map(({ name, where, remark, foundAt, settled }) => {
    return labelled(
      label,
      [name.zh, where.zh, remark, moment(foundAt), ...(settled ? [settled.name.zh] : [])].join('，'),
      [name.en, where.en, remark, moment(foundAt), ...(settled ? [settled.name.en] : [])].join(', '),
    );
  });
  return [
    ...(found.length > 0 ? found : [labelled(label, noFinding.zh, noFinding.en)]),
    ...(treatment ? [treatmentNote(treatment)] : []),
  ];
}

function treatmentNote({
  method,
  place,
  by,
  completedOn,
  certificateNo,
}: NonNullable<NonNullable<Certificate['quarantine']>['treatment']>): Bilingual {
  const more = [place, by, completedOn, ...(certificateNo === null ? [] : [certificateNo])];
  return labelled(
    { zh: '检疫处理', en: 'Treatment carried out' },
    [method.zh, ...more].join('，'),
    [method.en, ...more].join(', '),
  );
}
