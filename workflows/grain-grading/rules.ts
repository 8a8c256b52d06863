import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecimalString } from '../kernel/brand.ts';
import type { RuleSource } from '../kernel/source.ts';
import type { Formula } from '../kernel/working.ts';

/** The grades section of a grain pack. */
export interface GrainGradeRules {
  readonly formulas: {
    readonly factorGrade: Formula;
    readonly lotGrade: Formula;
    readonly requirement: Formula;
    readonly disqualification: Formula;
  };
  readonly scales: readonly GradeScale[];
}

/** The grades of one commodity by one standard. */
export interface GradeScale {
  /** For example `cn-maize`. */
  readonly id: string;
  readonly name: Bilingual;
  /** One is in force on any day, or none: chosen by the dates of their sources. */
  readonly editions: readonly GradeEdition[];
}

export interface GradeEdition {
  readonly factors: readonly GradeFactor[];
  /** From the best to the lowest; from one to the next no limit becomes stricter. */
  readonly grades: readonly Grade[];
  /** What a lot is that meets no grade. */
  readonly below: { readonly code: string; readonly name: Bilingual };
  /** Limits of the standard that hold for every grade and do not change it. */
  readonly requirements: readonly (GradeFactor & { readonly limit: DecimalString; readonly source: RuleSource })[];
  /** Observations that put a lot below every grade. */
  readonly disqualifying: readonly { readonly id: string; readonly name: Bilingual; readonly source: RuleSource }[];
  /** Factors the standard grades by, whose limits are not in this pack: no grade is concluded. */
  readonly unknown: readonly GradeFactor[];
  readonly source: RuleSource;
}

/** Something measured. The key carries the unit: `testWeight_g_per_L`, `imperfectKernels_pct`. */
export interface GradeFactor {
  readonly key: string;
  readonly name: Bilingual;
  readonly unit: string;
  readonly sense: 'at-least' | 'at-most';
}

export interface Grade {
  readonly code: string;
  readonly name: Bilingual;
  /** One limit for every factor, by its key. */
  readonly limits: Readonly<Record<string, DecimalString>>;
  readonly source: RuleSource;
}
