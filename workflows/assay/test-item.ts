import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecimalString } from '../kernel/brand.ts';
import type { RuleSource } from '../kernel/source.ts';
import type { AssayItem, Basis, RepeatabilityBand } from './types.ts';

/** One thing a bottle may be tested for; `rule` says how often, and how the entries are judged. */
export type TestItem = TwoThreeFourItem | ParallelItem | MethodItem | UnverifiedItem | ObservedItem;

interface NamedItem {
  /** The id under which the pack's limits, grades and precision know it. */
  readonly item: string;
  readonly name: Bilingual;
  /** Test method, as on a report. */
  readonly method: string;
  readonly source: RuleSource;
}

/** A quantity, entered as a decimal number in its unit. */
export interface MeasuredItem extends NamedItem {
  /** Basis the value is stated on; absent where the standards of the commodity name none. */
  readonly basis?: Basis;
  readonly unit: string;
  /** Decimals of the reported mean. */
  readonly decimals: number;
  /** Plausible range; a determination outside is refused as a typing error. */
  readonly minimum: DecimalString;
  readonly maximum: DecimalString;
  /** Other ids of the pack under which the same value is judged, in the same unit. */
  readonly alsoFor?: readonly string[];
}

/** Coal: two, three or four determinations (GB/T 483). */
export interface TwoThreeFourItem extends AssayItem, MeasuredItem {
  readonly rule: 'two-three-four';
  readonly basis: Basis;
}

/** Pairs of parallel determinations within the method's allowed difference. */
export interface ParallelItem extends MeasuredItem {
  readonly rule: 'parallel';
  /** The allowed difference, by the mean of the pair. */
  readonly repeatability: readonly RepeatabilityBand[];
}

/** Duplicates within the r of a method that states it as a function of the level (ISO 4259-2). */
export interface MethodItem extends MeasuredItem {
  readonly rule: 'iso-4259';
  readonly precision: MethodOfItem;
}

/** Which method of the precision section the r is of, and in what unit that section has it. */
export interface MethodOfItem {
  readonly item: string;
  readonly unit: string;
  /** What a value in the item's unit is multiplied by to give the method's. */
  readonly factor: DecimalString;
}

/** A number no repeatability is known for: accepted by the reviewer's explicit word only. */
export interface UnverifiedItem extends MeasuredItem {
  readonly rule: 'precision-not-known';
  /** How many determinations are made; our policy. */
  readonly determinations: number;
}

/** What is seen, found or detected: one of the allowed answers, never a mean. */
export interface ObservedItem extends NamedItem {
  readonly rule: 'observation';
  /** How many different persons have to give the same answer. */
  readonly observers: number;
  readonly answers: readonly Answer[];
}

export interface Answer {
  /** `not-found`, `detected` … */
  readonly code: string;
  readonly name: Bilingual;
  /** Code of the quarantine finding that this answer is; absent = none by itself. */
  readonly finding?: string;
}
