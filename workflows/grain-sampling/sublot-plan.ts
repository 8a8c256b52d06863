import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecimalString } from '../kernel/brand.ts';
import type { RuleSource } from '../kernel/source.ts';
import type { Worked } from '../kernel/working.ts';

/** What a sampler wants to plan. */
export interface SublotRequest {
  readonly scheme: string;
  /** Day of sampling, ISO date: chooses the edition. */
  readonly on: string;
  readonly lotMass_t: DecimalString;
  /** Least sublots that keep the target mass, or least that keep its tolerance. */
  readonly plan: 'default' | 'fewest';
  /** A number of the sampler's own, checked instead of planned. */
  readonly sublots?: number;
  /** Highest flow; needed by schemes that set the time between cuts. */
  readonly maximumFlow_t_per_h?: DecimalString;
}

/** The division of a lot and its increments. Null: the standard gives no such number. */
export interface SublotPlan {
  readonly scheme: string;
  readonly edition: RuleSource;
  readonly remark: Bilingual;
  readonly sublots: number;
  readonly sublotMass_t: DecimalString;
  /** What a sublot may at most weigh. */
  readonly largestSublotMass_t: DecimalString | null;
  readonly incrementsPerSublot: number | null;
  readonly increments: number | null;
  readonly incrementMass_g: DecimalString | null;
  /** Of one sublot. */
  readonly aggregateMass_kg: DecimalString | null;
  readonly laboratoryMass_kg: DecimalString | null;
  /** Time between cuts the practice allows. */
  readonly shortestInterval_s: DecimalString | null;
  readonly longestInterval_s: DecimalString | null;
}

/** What a scheme fills in of a plan; the rest it says nothing of. */
export type SchemeAnswer = Worked<
  Pick<SublotPlan, 'sublots' | 'sublotMass_t' | 'incrementsPerSublot'> &
    Partial<Omit<SublotPlan, 'scheme' | 'edition' | 'remark' | 'increments'>>
>;
