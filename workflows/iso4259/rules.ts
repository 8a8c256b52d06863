import type { DecimalString } from '../kernel/brand.ts';
import type { RuleSource } from '../kernel/source.ts';
import type { Formula } from '../kernel/working.ts';

/** The formulas and decisions of ISO 4259-2 that are followed. */
export const iso4259Formulas = [
  'twoResults',
  'rejectionLimit',
  'mostDivergent',
  'apparatus',
  'tie',
  'average',
  'twoLaboratories',
  'twoLaboratoriesAgree',
  'oneLaboratory',
  'twoSided',
  'oneSided',
  'recipient',
  'supplier',
  'disputeComparison',
  'disputeCrossTest',
  'disputeTwoOfThree',
  'disputeAllThree',
  'disputeTie',
] as const;
type Iso4259Formula = (typeof iso4259Formulas)[number];

/** The ISO 4259 section of a laboratory rule pack: the editions, oldest first, without a gap in their validity. */
export interface Iso4259Rules {
  readonly editions: readonly Iso4259Edition[];
}

/** What one edition of ISO 4259-2 says. */
export interface Iso4259Edition {
  /** The edition and the days it is in force. */
  readonly source: RuleSource;
  /** How many more results are wanted when two do not agree. */
  readonly furtherResults: CountRule;
  /** Out of at most `mostResults` results, `checkFrom` or more rejections mean that the apparatus is checked. */
  readonly rejections: { readonly mostResults: number; readonly checkFrom: number; readonly source: RuleSource };
  /** One-sided 95 % margin as a share of R. */
  readonly oneSidedFactor: { readonly value: DecimalString; readonly source: RuleSource };
  /** Fewest acceptable results of each laboratory in a dispute. */
  readonly disputeResults: CountRule;
  /** Digits after the point in which r₁, R₁, R₂ and margins are shown. */
  readonly limitDecimals: number;
  readonly formulas: Readonly<Record<Iso4259Formula, Formula>>;
}

interface CountRule {
  readonly count: number;
  readonly source: RuleSource;
}
