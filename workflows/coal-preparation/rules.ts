import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecimalString } from '../kernel/brand.ts';
import type { RuleSource } from '../kernel/source.ts';
import type { Formula } from '../kernel/working.ts';

/** The preparation section of a coal rule pack. */
export interface CoalPreparationRules {
  /** Standard named on the certificate, for example `GB/T 19494.2-2023`. */
  readonly standard: string;
  readonly massBalance: MassBalanceRules;
  /** Bottles one gross sample must give. */
  readonly bottles: readonly BottleRule[];
  /** The way of a gross sample, in order. */
  readonly stages: readonly StageRule[];
  readonly division: DivisionRules;
  readonly drying: DryingRules;
  /** Greatest filling of a bottle of test sample, % of its volume. */
  readonly bottleFilling: Sourced<DecimalString>;
  /** Ways to take a moisture sample whose remainder may not become the general-analysis sample. */
  readonly moistureExtraction: { readonly remainderBarred: readonly string[]; readonly source: RuleSource };
  readonly formulas: Readonly<Record<PreparationFormula, Formula>>;
}

export type PreparationFormula =
  | 'leastMass'
  | 'wayOfTheSample'
  | 'ovenLimit'
  | 'equilibrium'
  | 'massBalance'
  | 'massBalanceVerdict'
  | 'moistureFirst'
  | 'moistureRemainder'
  | 'filling'
  | 'divisionCuts'
  | 'divisionSize';

interface Sourced<T> {
  readonly value: T;
  readonly source: RuleSource;
}

/** One stage of the way of a gross sample. */
export interface StageRule {
  readonly id: string;
  readonly kind: 'dry' | 'crush' | 'divide' | 'bottle' | 'magnet' | 'equilibrate';
  readonly name: Bilingual;
  /** When the stage is gone through; absent = always. */
  readonly condition?: 'sticky' | 'moisture-at-13' | 'moisture-at-6';
  /** mm, after the stage; present for crush, divide and a bottle without a type number. */
  readonly topSize?: DecimalString;
  /** kg that must remain after a division or go into a bottle without a type number. */
  readonly leastMass?: DecimalString;
  /** The line's type number, where the bottle has one; what it holds is a rule of `bottles`. */
  readonly bottle?: number;
  readonly source: RuleSource;
}

export interface DivisionRules {
  /** Coal above this top size, mm, is crushed first. */
  readonly largestUncrushed: Sourced<DecimalString>;
  readonly leastCuts: { readonly mechanical: Sourced<number>; readonly manual: Sourced<number> };
  /** Below this top size, mm, a riffle is preferred to hands. */
  readonly riffleBelow: Sourced<DecimalString>;
}

export interface DryingRules {
  /** °C */
  readonly ovenLimit: Sourced<DecimalString>;
  /** °C, for easily oxidised coal, caking and swelling tests, and drying that counts towards total moisture. */
  readonly gentleOvenLimit: Sourced<DecimalString>;
  readonly equilibrium: {
    /** Greatest change of mass, % in an hour. */
    readonly percentPerHour: DecimalString;
    /** Hours between the two weighings that are compared, at least. */
    readonly leastHours: DecimalString;
    readonly source: RuleSource;
  };
  /** Hours to cool to ambient after drying at the gentle limit. */
  readonly cooling: Sourced<DecimalString>;
  /** By rising temperature, °C. */
  readonly indicativeTimes: {
    readonly rows: readonly { readonly temperature: DecimalString; readonly hours: DecimalString }[];
    readonly source: RuleSource;
  };
}

/** Limits on what a stage may lose, % of the mass that went in. */
export interface MassBalanceRules {
  /** Beyond it, either way: warn. */
  readonly warnPercent: DecimalString;
  /** A loss beyond it: alarm, hold the sample. */
  readonly alarmPercent: DecimalString;
  /** A gain beyond it: alarm; it is carry-over from the previous sample. */
  readonly gainAlarmPercent: DecimalString;
  /** Decimals of a reported loss. */
  readonly decimals: number;
  readonly source: RuleSource;
}

interface BottleRule {
  /** The line's type number: 61 six-mm moisture, 32 three-mm reserve, 21 and 22 analysis and reserve below 0.2 mm. */
  readonly type: number;
  readonly name: Bilingual;
  /** Top size of the coal in it, mm. */
  readonly topSize: DecimalString;
  /** Least net mass, kg. */
  readonly minimumMass: DecimalString;
  readonly source: RuleSource;
}
