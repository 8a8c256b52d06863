import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import type { RunDetail } from './shapes.ts';
import { unitWords } from './words.ts';

/** What an increment is told by: its mass, of a grab its volume. */
export const amountWordOf = ({ definition }: Pick<RunDetail, 'definition'>) =>
  definition === 'petroleum-sampling' ? 'amountML' : 'amountKg';

/** What an intervention was, in a line: its kind and what it says of itself. */
export function useDeedWord(
  run: Pick<RunDetail, 'definition'>,
): (intervention: Pick<Schemas['Intervention'], 'kind' | 'details'>) => string {
  const t = useWords(unitWords);
  const format = useFormat();
  const keys: ReadonlySet<string> = new Set(unitWords.keys);
  const isKey = (key: string): key is (typeof unitWords.keys)[number] => keys.has(key);
  const known = (key: string, otherwise: string): string => (isKey(key) ? t(key) : otherwise);
  const shown: Readonly<Record<string, (value: string | number) => string>> = {
    increment: (value) => `${t('increment')} ${value}`,
    contents: (value) => known(`contents.${value}`, String(value)),
    position: (value) => `${t('position')} ${value}`,
    mass: (value) => `${t('massKg')} ${value}`,
    amount: (value) => `${t(amountWordOf(run))} ${value}`,
    seal: (value) => `${t('seal')} ${value}`,
    takenAt: (value) => format.instant(String(value)),
    stage: (value) => String(value),
  };
  return ({ kind, details }) =>
    [
      known(`deed.${kind}`, kind),
      ...Object.entries(details).flatMap(([field, value]) => shown[field]?.(value) ?? []),
    ].join(', ');
}
