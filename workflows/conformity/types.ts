import type { Basis } from '../assay/types.ts';
import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecimalString } from '../kernel/brand.ts';
import type { RuleSource } from '../kernel/source.ts';
import type { Comparison } from './comparison.ts';
import type { DeclaredUse, Province } from './destination.ts';
import type { GateAdvice } from './release-types.ts';

export type Verdict = 'PASS' | 'FAIL' | 'NO_LIMIT' | 'NOT_TESTED' | 'INVALID_SAMPLE' | 'BORDERLINE';

/**
 * How a value is compared with a limit. GB/T 8170: the full value, or the value rounded to the limit's digits. ISO 4259-2: with the
 * margin a recipient must leave before rejecting, or the one a supplier must keep to be assured of conforming.
 */
export type DecisionRegime = 'GBT8170_FULL' | 'GBT8170_ROUNDED' | 'ISO4259_RECIPIENT' | 'ISO4259_SUPPLIER';

/** A bound of one value, and how it is applied. */
export interface Criterion {
  readonly comparison: Comparison;
  readonly limit: DecimalString;
  /** Between-laboratory reproducibility limit R at the limit, in the item's unit; absent when not known. */
  readonly reproducibility?: DecimalString;
  /** The regime that decides; absent = the section's. */
  readonly decisionRule?: DecisionRegime;
}

/** One limit of one item. */
export interface Limit extends Criterion {
  readonly item: string;
  /** Null where the commodity's standards know no bases. */
  readonly basis: Basis | null;
  readonly name: Bilingual;
  readonly unit: string;
  /** Whether a failure is one of safety, health or environment (return or destroy) or another (treat, re-inspect). */
  readonly nature: Nature;
  readonly source: RuleSource;
}

export type Nature = 'environment' | 'other';

/** What one regime says of a value. */
export interface RegimeVerdict {
  readonly regime: DecisionRegime;
  readonly verdict: 'PASS' | 'FAIL';
  /** The value as this regime compares it: rounded for `GBT8170_ROUNDED`. */
  readonly compared: DecimalString;
  /** What it is compared with: the limit, with the regime's margin. */
  readonly against: DecimalString;
}

export interface ItemVerdict {
  readonly limit: Limit;
  readonly value: DecimalString | null;
  readonly verdict: Verdict;
  /** The regime `verdict` follows. */
  readonly decisionRule: DecisionRegime;
  /** All regimes that can be computed: those of ISO 4259 only where R is known; none without a value or a valid sample. */
  readonly regimes: readonly RegimeVerdict[];
  /** True for a limit that applies only under a condition not known yet (Article 7, a province's own limits). */
  readonly conditional: boolean;
  readonly condition?: Bilingual;
  /** Number of the lot, of a cargo of several; absent otherwise. */
  readonly lot?: number;
}

/** What the cargo is and where it goes, as far as the limits depend on it. */
export interface ConformityContext {
  readonly coalClass: 'lignite' | 'other';
  /** Haul from entry port to place of use, km; null when not known at discharge. */
  readonly haulDistance: DecimalString | null;
  /** Province of the place of use; null when not known. */
  readonly destinationProvince: Province | null;
  /** Limits on loose coal apply to the use that is declared; null = none declared, they do not apply. */
  readonly declaredUse: DeclaredUse | null;
  /** Why Article 8 (efficient desulphurisation, dust and ash handling at the user) is claimed; recorded, it changes no verdict. */
  readonly relaxationClaim: string | null;
  readonly sampleValid: boolean;
}

/** Something a person has to know besides the verdicts. */
export interface ConformityFinding extends Bilingual {
  readonly code: 'UNIT_FAILS' | 'NO_LIMIT' | 'QUARANTINE_FINDING' | 'RELAXATION_CLAIMED' | 'PROVINCE_LIMITS_NOT_KNOWN';
  /** Sampling unit and symbol of the value concerned. */
  readonly unitNo?: number;
  readonly item?: string;
  /** Number of the lot, of a cargo of several. */
  readonly lot?: number;
}

/** What is stated of one lot of a cargo of several: grain of another grade is a lot of its own. */
export interface LotStatement {
  readonly no: number;
  readonly name: Bilingual;
  /** What was sampled of it, in the unit of the sampling. */
  readonly quantity: DecimalString;
  /** Sampling units, by number. */
  readonly units: readonly number[];
  readonly overall: Verdict;
  readonly conclusion: Bilingual;
  /** What would follow if the lot were all of the cargo. */
  readonly advice: readonly GateAdvice[];
}

export interface ConformityStatement {
  readonly items: readonly ItemVerdict[];
  readonly overall: Verdict;
  readonly conclusion: Bilingual;
  /** The decision rule applied, named on the certificate (ISO/IEC 17025:2017 7.8.6). */
  readonly decisionRule: Bilingual;
  readonly findings: readonly ConformityFinding[];
  /** What follows from the results alone; what customs holds besides (licences, disputes) is weighed by `releaseAdvice`. */
  readonly advice: readonly GateAdvice[];
  /** Of a cargo of several lots, each by itself; absent of one. Items and findings then name their lot. */
  readonly lots?: readonly LotStatement[];
}
