import type { DecimalString } from '../kernel/brand.ts';
import type { RuleSource } from '../kernel/source.ts';
import type { Counted, Sourced } from './sourced.ts';

export type CutterProfile = 'gbt-19494' | 'astm';
/** What a division stage divides; `manual`: by hand, chessboard or strip. */
export type DivisionFeed = 'gross-sample' | 'primary-increment' | 'divided-increment' | 'manual';

/** Limits on what cuts the stream. */
export interface CutterRules {
  readonly aperture: {
    /** Least aperture in nominal top sizes. */
    readonly timesTopSize: Sourced;
    /** mm */
    readonly atLeast: Sourced;
  };
  readonly fallingStreamSpeed: readonly CutterSpeedRule[];
  /** Decimals of a highest speed, m/s; cut downwards. */
  readonly speedDecimals: number;
  /** Decimals of a least aperture, mm; raised upwards. */
  readonly apertureDecimals: number;
}

export interface CutterSpeedRule {
  readonly id: CutterProfile;
  /** m/s never exceeded, whatever a bias test says. */
  readonly absolute?: DecimalString;
  /** Highest speed without a current bias test: fixed, m/s, or c·(1 + b/(k·d)), k of the aperture rule. */
  readonly untested: { readonly fixed: DecimalString } | { readonly coefficient: DecimalString };
  readonly source: RuleSource;
}

/** Limits on the sampling system behind the cutter. */
export interface SamplerRules {
  /** Variation of the flow, %, that sampling on a mass basis must stay below. */
  readonly flowVariationPercent: Sourced;
  readonly divisionCuts: readonly (Counted & { readonly feed: DivisionFeed })[];
  /** Nominal top size, mm, beyond which coal is not divided uncrushed. */
  readonly largestDividedTopSize: Sourced;
}
