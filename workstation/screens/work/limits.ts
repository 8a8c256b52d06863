import { useWords } from '../../i18n/language.ts';
import { workWords } from './words.ts';

interface Limits {
  readonly least: string | null;
  readonly most: string | null;
}

/** Tells what is allowed, both bounds included; undefined where nothing is judged. */
export function useAllowed(): (limits: Limits | null | undefined, unit?: string) => string | undefined {
  const t = useWords(workWords);
  return (limits, unit) => {
    if (!limits) return undefined;
    const { least, most } = limits;
    const range =
      least !== null && most !== null
        ? t('between', { least, most })
        : least !== null
          ? t('atLeast', { least })
          : most !== null
            ? t('atMost', { most })
            : null;
    return range === null ? undefined : `${t('limits', { range })}${unit === undefined ? '' : ` ${unit}`}`;
  };
}
