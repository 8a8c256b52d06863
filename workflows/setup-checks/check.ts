import { DateTime } from 'luxon';
import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecimalString, Instant } from '../kernel/brand.ts';
import type { RuleSource } from '../kernel/source.ts';
import { isWithin } from '../sample-handling/limits.ts';
import type { Limits } from '../sample-handling/recipe.ts';

/** What a check asks for. `date`: the last day on which something is valid, for example a calibration. */
export const checkKinds = ['yes-no', 'measured', 'date'] as const;

/** Something that people look at before a sampler may be armed. It passes by `yes`, within its limits, or with its day not gone by. */
export interface SetupCheck {
  /** Unique among the checks; small letters, digits and hyphens. */
  readonly id: string;
  readonly name: Bilingual;
  readonly kind: (typeof checkKinds)[number];
  /** Of a measured value. */
  readonly unit?: string;
  /** Of a measured value; at least one bound. */
  readonly limits?: Limits;
  /** A photo or scan must go with it. */
  readonly evidence: boolean;
  /** A second person must confirm it. */
  readonly twoPersons: boolean;
  /** Where the check and its limits come from, where a standard or the house says so. */
  readonly source?: RuleSource;
}

export type CheckValue =
  | { readonly kind: 'yes-no'; readonly yes: boolean }
  | { readonly kind: 'measured'; readonly value: DecimalString }
  /** ISO date. */
  | { readonly kind: 'date'; readonly date: string };

/** Whether what was found lets the sampler be armed. A day is one of the site: `timeZone` is its IANA name. */
export function passes(check: SetupCheck, value: CheckValue, at: Instant, timeZone: string): boolean {
  switch (value.kind) {
    case 'yes-no':
      return value.yes;
    case 'measured':
      return check.limits !== undefined && isWithin(value.value, check.limits);
    case 'date':
      return value.date >= DateTime.fromISO(at, { zone: timeZone }).toFormat('yyyy-MM-dd');
  }
}
