import type { Bilingual } from '../i18n/language.ts';

/** A tag as the server describes it: how what the plant tells is named, measured and judged. */
export interface PlantTag {
  readonly name: string;
  readonly title: Bilingual;
  readonly kind: 'analog' | 'flag' | 'state' | 'counter' | 'text' | 'time';
  readonly direction: 'read' | 'write';
  /** Engineering unit. */
  readonly unit: string | null;
  /** Ends of the scale. */
  readonly range: Span | null;
  /** Outside it the value is abnormal; null: nothing says what is normal. */
  readonly normal: Span | null;
  readonly decimals: number | null;
  /** Words for what a flag or a state tells. */
  readonly values: readonly { readonly value: string; readonly title: Bilingual; readonly normal: boolean }[];
  readonly trend: boolean;
}

export interface Span {
  readonly low: number;
  readonly high: number;
}

export type PlantValue = number | string | boolean | null;

/** Where a value lies against its normal band; a word of a flag or state that is not normal is `wrong`. */
export type Deviation = 'none' | 'low' | 'high' | 'wrong';

export function deviationOf(
  { normal, values }: Pick<PlantTag, 'normal' | 'values'>,
  value: PlantValue,
): Deviation {
  if (typeof value === 'number' && normal) {
    if (value < normal.low) return 'low';
    if (value > normal.high) return 'high';
  }
  return wordOf({ values }, value)?.normal === false ? 'wrong' : 'none';
}

/** What a flag or state is called; undefined where the value has no word. */
export const wordOf = ({ values }: Pick<PlantTag, 'values'>, value: PlantValue) =>
  value === null ? undefined : values.find((word) => word.value === String(value));

/** Where on its scale a value stands, 0 to 1; what lies beyond an end stands at it. */
export const placeOn = ({ low, high }: Span, value: number): number =>
  high <= low ? 0 : Math.min(1, Math.max(0, (value - low) / (high - low)));
