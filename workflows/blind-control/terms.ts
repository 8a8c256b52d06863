import type { Basis } from '../assay/types.ts';
import type { Bilingual } from '../kernel/bilingual.ts';
import { processId } from '../kernel/brand.ts';
import type { BlindCode, DecimalString, ProcessId } from '../kernel/brand.ts';
import type { RulePackRef } from '../kernel/source.ts';
import type { BlindControlRules } from './rules.ts';

export const controlledCommodities = ['coal', 'grain', 'petroleum'] as const;
export type ControlledCommodity = (typeof controlledCommodities)[number];

/** Assays that are controlled alike. An assay belongs to the first group it fits. */
export interface ControlGroup {
  readonly id: string;
  readonly commodity: ControlledCommodity;
  /** Kinds of bottles; absent: any. */
  readonly bottles?: readonly string[];
  /** Of these items it tests at least one; absent: whatever it tests. */
  readonly items?: readonly string[];
  /** Share of the assays, 0 to 1, that get a blind duplicate. */
  readonly duplicates: DecimalString;
  /** Share of the assays, 0 to 1, with each of which a reference material is put in. */
  readonly references: DecimalString;
  /** kg; a lighter bottle is not divided. */
  readonly leastMass_kg: DecimalString;
}

/** What a certificate of a reference material states of one item. */
export interface CertifiedValue {
  readonly item: string;
  /** Null where the commodity's standards know no bases. */
  readonly basis: Basis | null;
  /** In the unit in which the item is determined. */
  readonly value: DecimalString;
  /** Expanded uncertainty U, in the same unit. */
  readonly uncertainty: DecimalString;
  /** k; U is k standard uncertainties. */
  readonly coverageFactor: DecimalString;
}

/** A material that is known to hold nothing of an item, put in as a blank. */
export interface BlankLimit {
  readonly item: string;
  /** On which the result has to stand. */
  readonly basis: Basis | null;
  readonly blank: true;
  /** What may be found at most, in the unit in which the item is determined; more than 0. */
  readonly limit: DecimalString;
}

/** A reference material the laboratory has in stock. */
export interface ReferenceMaterial {
  /** As on its certificate, with the batch. */
  readonly id: string;
  readonly name: Bilingual;
  readonly commodity: ControlledCommodity;
  readonly values: readonly (CertifiedValue | BlankLimit)[];
  /** How many portions there were when it came; what was put in since is counted by the control. */
  readonly portions: number;
  /** Last day of its certificate, ISO date. */
  readonly validUntil: string;
}

/** By what a laboratory controls itself. */
export interface ControlTerms {
  readonly groups: readonly ControlGroup[];
  readonly materials: readonly ReferenceMaterial[];
  /** By how much portion and rest may differ from what was divided, %. */
  readonly massTolerancePercent: DecimalString;
  /** Minutes after which a labelled control goes to the bench although no other bottle does. */
  readonly longestWait_min: number;
  /** IANA name; the day a certificate ends is counted by it. */
  readonly timeZone: string;
  readonly rules: BlindControlRules;
  /** The laboratory pack the rules are of. */
  readonly pack: RulePackRef;
}

/** The process that controls a laboratory. */
export const blindControlProcess = (laboratory: string): ProcessId =>
  processId(`blind-control/${laboratory}`);

/** The process of one control, by the assay code it is tested under. */
export const blindSampleProcess = (code: BlindCode): ProcessId => processId(`blind-sample/${code}`);
