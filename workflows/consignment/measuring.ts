import type { DecimalString, Instant } from '../kernel/brand.ts';

export const measuringMethods = [
  'draft-survey',
  'weighbridge',
  'belt-scale',
  'shore-tank',
  'flow-meter',
] as const;

/** Who did it and when. */
export interface Deed {
  readonly by: string;
  readonly at: Instant;
}

/** How much cargo, or of one unit of it, there is, by somebody's measuring. */
export interface QuantityMeasured extends Deed {
  readonly id: string;
  readonly method: (typeof measuringMethods)[number];
  readonly quantity: DecimalString;
  readonly unit: 't' | 'm3';
  /** The unit it is of, where it is not of the whole cargo. */
  readonly unitNo?: number;
  readonly measuredAt: Instant;
  /** Number of the report it comes from. */
  readonly document: string | null;
  readonly evidence: readonly string[];
}
