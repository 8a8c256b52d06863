import { useMemo } from 'react';
import { useSession } from '../session/session.ts';
import { useLanguage } from './language.ts';

/** Making an `Intl` formatter costs a hundred times its use: one a language, zone and shape. */
const dateFormats = new Map<string, Intl.DateTimeFormat>();
const numberFormats = new Map<string, Intl.NumberFormat>();

function dateFormat(locale: string, timeZone: string, shape: 'time' | 'date' | 'instant' | 'words'): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${shape}`;
  const known = dateFormats.get(key);
  if (known) return known;
  const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  const date = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const made = new Intl.DateTimeFormat(locale, {
    timeZone,
    ...(shape === 'words' ? ({ dateStyle: 'full' } as const) : { ...(shape !== 'date' && time), ...(shape !== 'time' && date) }),
  });
  dateFormats.set(key, made);
  return made;
}

function numberFormat(locale: string, decimals: number): Intl.NumberFormat {
  const key = `${locale} ${decimals}`;
  const known = numberFormats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals, useGrouping: true });
  numberFormats.set(key, made);
  return made;
}

export interface Format {
  /** Hours, minutes and seconds at the port. */
  time(iso: string): string;
  /** Day at the port. */
  date(iso: string): string;
  /** A day, `2026-05-04`, with its weekday and the month by name: in no order of numbers can it be another. */
  dayInWords(day: string): string;
  /** Day and time at the port. */
  instant(iso: string): string;
  /** A number for reading; what was measured is shown as it was written, not through this. */
  number(value: number, decimals?: number): string;
  /** A span in s as the two largest units: 3 h 12 min. */
  span(seconds: number): string;
}

const spanUnits = [
  [86_400, { zh: '天', en: 'd' }],
  [3_600, { zh: '小时', en: 'h' }],
  [60, { zh: '分', en: 'min' }],
  [1, { zh: '秒', en: 's' }],
] as const;

/** Formats in the reader's language and the port's time zone: an operator's watch and the journal agree. */
export function useFormat(): Format {
  const language = useLanguage();
  const { timeZone } = useSession().site;
  return useMemo(() => formatIn(language, timeZone), [language, timeZone]);
}

function formatIn(language: 'zh' | 'en', timeZone: string): Format {
  // British English writes the day before the month and 24 hours.
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  return {
    time: (iso) => dateFormat(locale, timeZone, 'time').format(new Date(iso)),
    date: (iso) => dateFormat(locale, timeZone, 'date').format(new Date(iso)),
    dayInWords: (day) => dateFormat(locale, 'UTC', 'words').format(new Date(`${day}T00:00:00Z`)),
    instant: (iso) => dateFormat(locale, timeZone, 'instant').format(new Date(iso)),
    number: (value, decimals = 0) => numberFormat(locale, decimals).format(value),
    span: (seconds) => {
      let rest = Math.max(0, Math.round(seconds));
      const parts: string[] = [];
      for (const [size, word] of spanUnits) {
        const count = Math.floor(rest / size);
        rest -= count * size;
        if (count > 0 || (size === 1 && parts.length === 0)) parts.push(`${count} ${word[language]}`);
        if (parts.length === 2) break;
      }
      return parts.join(' ');
    },
  };
}
