import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecimalString } from '../kernel/brand.ts';
import type { RuleSource } from '../kernel/source.ts';
import type { Formula } from '../kernel/working.ts';

export const petroleumPrecisionFormulas = [
  'constant',
  'power',
  'linear',
  'proportional',
  'level',
  'densityReport',
  'sedimentReport',
  'sedimentVolume',
] as const;

/** The precision section of a petroleum rule pack: r and R by method, and how density and sediment are reported. */
export interface PetroleumPrecisionRules {
  readonly methods: readonly MethodPrecision[];
  /** Methods whose precision stands in tables that this pack does not hold. */
  readonly tables: readonly MethodTable[];
  /** Digits after the point in which r and R are shown. */
  readonly limitDecimals: number;
  readonly decimalsSource: RuleSource;
  readonly density: {
    readonly decimals: { readonly kgPerM3: number; readonly gPerMl: number };
    /** °C: the temperature at which China reports. */
    readonly standardTemperature: DecimalString;
    /** What converts a density to another temperature; not held here. */
    readonly conversionTables: string;
    readonly source: RuleSource;
  };
  readonly sediment: {
    /** % mass reported as 0, inclusive. */
    readonly zeroUpTo: DecimalString;
    readonly decimals: number;
    /** Relative density of sediment that the volume percentage assumes. */
    readonly density: DecimalString;
    readonly source: RuleSource;
  };
  readonly formulas: Readonly<Record<(typeof petroleumPrecisionFormulas)[number], Formula>>;
}

export interface MethodTable {
  readonly item: string;
  readonly name: Bilingual;
  /** Standards of the method, as on a report. */
  readonly method: string;
}

export interface MethodPrecision extends MethodTable {
  /** Of levels, r and R. */
  readonly unit: string;
  /** Levels for which r and R hold, inclusive; absent = not limited in the source. */
  readonly from?: DecimalString;
  readonly upTo?: DecimalString;
  readonly repeatability: PrecisionFunction;
  readonly reproducibility: PrecisionFunction;
  readonly source: RuleSource;
}

/** A limit L as a function of the level X. */
export type PrecisionFunction =
  | { readonly form: 'constant'; readonly a: DecimalString }
  | { readonly form: 'power'; readonly a: DecimalString; readonly b: DecimalString }
  | { readonly form: 'linear'; readonly a: DecimalString; readonly b: DecimalString }
  | { readonly form: 'proportional'; readonly a: DecimalString };
