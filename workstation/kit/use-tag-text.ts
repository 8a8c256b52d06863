import { useFormat } from '../i18n/format.ts';
import { useTold } from '../i18n/language.ts';
import { wordOf } from './plant-tag.ts';
import type { PlantTag, PlantValue } from './plant-tag.ts';

/** Decimals of a number whose description names none. */
const usualDecimals = 2;

/** Tells a value of a tag in the reader's words, with its engineering unit; without a value an em dash. */
export function useTagText(): (tag: PlantTag, value: PlantValue) => string {
  const told = useTold();
  const format = useFormat();
  return (tag, value) => {
    const word = wordOf(tag, value);
    if (word) return told(word.title);
    if (value === null) return '—';
    if (typeof value === 'number') {
      const decimals = tag.decimals ?? (Number.isInteger(value) ? 0 : usualDecimals);
      return tag.unit === null
        ? format.number(value, decimals)
        : `${format.number(value, decimals)} ${tag.unit}`;
    }
    if (tag.kind === 'time' && typeof value === 'string' && !Number.isNaN(Date.parse(value)))
      return format.instant(value);
    return String(value);
  };
}
