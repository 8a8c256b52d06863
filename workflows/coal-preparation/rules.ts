import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecimalString } from '../kernel/brand.ts';
import type { RuleSource } from '../kernel/source.ts';

/** The preparation section of a coal rule pack. */
export interface CoalPreparationRules {
  /** Standard named on the certificate, for example `GB/T 19494.2-2023`. */
  readonly standard: string;
  readonly massBalance: MassBalanceRules;
  /** Bottles one gross sample must give. */
  readonly bottles: readonly BottleRule[];
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
