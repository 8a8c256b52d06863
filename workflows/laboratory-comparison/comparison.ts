import type { AssayApproved } from '../assay/task.ts';
import type { Basis } from '../assay/types.ts';
import type { Iso4259Edition } from '../iso4259/rules.ts';
import { processId } from '../kernel/brand.ts';
import type { BlindCode, DecimalString, Instant, ProcessId } from '../kernel/brand.ts';
import type { Finding } from '../kernel/finding.ts';
import type { Actor } from '../kernel/process.ts';
import type { RulePackRef } from '../kernel/source.ts';
import type { WorkingStep } from '../kernel/working.ts';

/** What another laboratory found in its part of the same sample. */
export interface LaboratoryReport {
  /** Its name. */
  readonly laboratory: string;
  readonly reportNo: string;
  /** Day of its report, ISO date. */
  readonly reportedOn: string;
  readonly values: readonly ReportedResults[];
}

export interface ReportedResults {
  readonly item: string;
  /** Null where the commodity's standards know no bases. */
  readonly basis: Basis | null;
  /** In the unit in which the item is determined; one number where the report gives a mean only. */
  readonly results: readonly string[];
  /** The procedure, where the limit depends on it, for example `coulometric`. */
  readonly variant?: string;
}

export type ComparisonVerdict = 'AGREE' | 'DISAGREE' | 'NOT_JUDGED';

/** One item of two laboratories. */
export interface ItemComparison {
  readonly item: string;
  /** Our mean stands on it: the one the limit is stated on, where there is a limit. */
  readonly basis: Basis | null;
  /** What the other mean stands on; the same, where they were judged. */
  readonly otherBasis: Basis | null;
  readonly unit: string;
  /** Mean of our approved result, unrounded. */
  readonly own: DecimalString;
  /** Mean of the other laboratory, unrounded. */
  readonly other: DecimalString;
  /** Null, as the limit, where nothing says what difference is allowed. */
  readonly difference: DecimalString | null;
  readonly limit: DecimalString | null;
  readonly verdict: ComparisonVerdict;
  readonly reason: NotJudged | null;
  readonly steps: readonly WorkingStep[];
}

/** No limit between laboratories is held for the item, or not at this level, or our result cannot be brought to the basis it stands on. */
export type NotJudged = 'LIMIT_NOT_KNOWN' | 'BASIS_NOT_REACHED';

/** A report as it was entered and judged. */
export interface ComparedReport extends Omit<LaboratoryReport, 'values'> {
  readonly by: Actor;
  readonly at: Instant;
  readonly items: readonly ItemComparison[];
}

/** Our side of the comparison: what was approved of a bottle, and by what it is judged. */
export interface ComparisonOrder {
  /** The process whose sample it is; it is told every verdict. It never leaves the server. */
  readonly parent: ProcessId;
  readonly approved: AssayApproved;
  /** Rule pack of the commodity. */
  readonly pack: RulePackRef;
  /** The edition of ISO 4259-2 in force when it was tested, and the laboratory pack that has it. */
  readonly iso4259: Iso4259Edition;
  readonly laboratoryPack: RulePackRef;
}

export interface ComparisonContext {
  readonly order: ComparisonOrder;
  readonly reports: readonly ComparedReport[];
}

export type ComparisonEvent = { readonly type: 'report.entered' } & LaboratoryReport;

/** What the process whose sample it is gets told of every report. */
export interface LaboratoriesCompared {
  readonly type: 'laboratories.compared';
  readonly code: BlindCode;
  readonly verdict: ComparisonVerdict;
  /** What casts doubt on our result; empty where no item disagrees. */
  readonly findings: readonly Finding[];
}

/** The process that compares the results of a bottle. */
export const comparisonProcess = (code: BlindCode): ProcessId => processId(`laboratory-comparison/${code}`);

/** Of several items: one that disagrees outweighs all, and one that is judged those that are not. */
export const verdictOf = (items: readonly Pick<ItemComparison, 'verdict'>[]): ComparisonVerdict =>
  (['DISAGREE', 'AGREE'] as const).find((verdict) => items.some((item) => item.verdict === verdict)) ??
  'NOT_JUDGED';
