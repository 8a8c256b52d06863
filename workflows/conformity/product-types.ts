import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecimalString } from '../kernel/brand.ts';
import type { RuleSource } from '../kernel/source.ts';
import type { ProductLimit } from './product-rules.ts';
import type { GateAdvice } from './release-types.ts';
import type { DecisionRegime, RegimeVerdict, Verdict } from './types.ts';

/** What is to be judged. */
export interface ProductRequest {
  /** Crop or grade, use, items: ids of the pack. */
  readonly product: string;
  readonly use: string;
  /** Day whose editions apply, ISO date. */
  readonly on: string;
  readonly sampleValid: boolean;
  readonly values: readonly TestedValue[];
  /** Items customs' instruction asks for; null = every item the pack limits for this product and use. */
  readonly required: readonly string[] | null;
  /** Items whose having no limit an officer has accepted. */
  readonly noLimitAccepted: readonly string[];
}

/** A result, not rounded. */
export interface TestedValue {
  readonly item: string;
  readonly unit: string;
  readonly value: DecimalString;
}

export interface ProductVerdict {
  readonly item: string;
  readonly name: Bilingual;
  readonly unit: string;
  /** The regulation; null where none of the pack's is about the item. */
  readonly set: string | null;
  /** Null: no limit exists, or none is in the pack. */
  readonly limit: ProductLimit | null;
  readonly source: RuleSource | null;
  readonly value: DecimalString | null;
  readonly verdict: Verdict;
  /** False: neither asked for nor tested; it bears on nothing. */
  readonly required: boolean;
  readonly decisionRule: DecisionRegime | null;
  readonly regimes: readonly RegimeVerdict[];
  /** Whether a failure lies within R/√2 of the limit. */
  readonly near: boolean;
}

export interface ProductConformity {
  readonly items: readonly ProductVerdict[];
  readonly overall: Verdict;
  readonly decisionRule: Bilingual;
  /** What follows from the results alone. */
  readonly advice: readonly GateAdvice[];
}
