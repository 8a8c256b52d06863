import type { DecimalString } from '../kernel/brand.ts';
import type { RuleSource } from '../kernel/source.ts';
import type { Sourced } from './sourced.ts';
import type { CoalKind } from './types.ts';

/** Kinds of coal the manual schemes tell apart; `lump`: coal over 100 mm. */
export type ManualCoalKind = CoalKind | 'lump';
/** Where increments are taken by hand. */
export type ManualPlace = 'stream' | 'wagons';

/** Sampling by hand, the fallback when a sampler is down. */
export interface ManualSamplingRules {
  readonly gbt475: {
    /** Mass the basic numbers are for, t. */
    readonly basicLot: Sourced;
    /** The first row that fits kind, ash and place is taken. */
    readonly basicIncrements: readonly ManualIncrementRule[];
    /** Increments of a separate moisture sample from a stream. */
    readonly moistureIncrements: {
      readonly perBasicLot: number;
      readonly belowBasicLot: number;
      readonly source: RuleSource;
    };
    readonly incrementMass: {
      /** kg for each mm of nominal top size. */
      readonly perTopSize: DecimalString;
      /** kg */
      readonly atLeast: DecimalString;
      readonly source: RuleSource;
    };
  };
  /** ASTM general-purpose sampling. */
  readonly astm: {
    readonly basicLot: Sourced;
    readonly basicIncrements: readonly {
      readonly kinds: readonly ManualCoalKind[];
      readonly increments: number;
      readonly source: RuleSource;
    }[];
    readonly incrementMass: {
      /** By rising top size, mm; mass kg. */
      readonly rows: readonly { readonly topSize: DecimalString; readonly mass: DecimalString }[];
      readonly source: RuleSource;
    };
  };
}

export interface ManualIncrementRule {
  readonly kinds: readonly ManualCoalKind[];
  /** Highest expected ash, %, dry, this row serves (inclusive); absent = any. */
  readonly ashUpTo?: DecimalString;
  readonly from: ManualPlace;
  readonly increments: number;
  readonly source: RuleSource;
}
