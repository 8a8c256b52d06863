import stringWidth from 'string-width';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import type { RuleSource } from '../../workflows/kernel/source.ts';

/** Sources and tables as people read them in a terminal. */

export const both = ({ zh, en }: Bilingual): string => (zh === en ? zh : `${zh}  ${en}`);

export const confidenceWords: Readonly<Record<RuleSource['confidence'], Bilingual>> = {
  confirmed: { zh: '已核对', en: 'confirmed' },
  general: { zh: '行业通识，待核对', en: 'general knowledge, to be verified' },
  policy: { zh: '本机构规定', en: 'policy' },
};

/** `GB/T 19494.1-2023`, `ISO 13909-2:2016`, `ASTM D4057-22`; an edition that is no year stands apart. */
export function standardName({ standard, edition }: Pick<RuleSource, 'standard' | 'edition'>): string {
  if (!/^(\d{2}|\d{4})(-\d{2})?$/.test(edition)) return `${standard} ${edition}`;
  return /^(ISO|IEC|EN)\b/.test(standard) ? `${standard}:${edition}` : `${standard}-${edition}`;
}

/** A source in one line, then its note and what a site changed beside it. */
export function sourceLines(source: RuleSource): readonly string[] {
  const { zh, en } = confidenceWords[source.confidence];
  const days = validity(source);
  return [
    `${standardName(source)}, ${source.clause} [${zh} ${en}]${days === '' ? '' : ` (${days})`}`,
    ...(source.note === undefined ? [] : [`注 note: ${source.note}`]),
    ...(source.overrides ?? []).map(overrideLine),
  ];
}

export const overrideLine = ({ pack, path, was, now, reason }: NonNullable<RuleSource['overrides']>[number]): string =>
  `站点修改 site override (${pack}): ${path} ${was} → ${now}; 原因 reason: ${reason}`;

/** `2024-11-01 → 2026-12-31`; an end that is open is left open; empty when both are. */
export function validity({ validFrom, validTo }: { readonly validFrom?: string; readonly validTo?: string }): string {
  return validFrom === undefined && validTo === undefined ? '' : `${validFrom ?? '…'} → ${validTo ?? '…'}`;
}

/** Rows with their columns in line, where a Chinese character is two wide; the last column is not padded. */
export function aligned(rows: readonly (readonly string[])[], gap = '  '): readonly string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) => Math.max(...rows.map((row) => stringWidth(row[column] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell + ' '.repeat((widths[column] ?? 0) - stringWidth(cell))))
      .join(gap)
      .trimEnd(),
  );
}
