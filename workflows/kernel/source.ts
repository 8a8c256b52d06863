/** Where a number of a standard comes from. Every rule in a pack carries one. */
export interface RuleSource {
  /** For example `GB/T 19494.1`. */
  readonly standard: string;
  /** Year of the edition, for example `2023`. */
  readonly edition: string;
  /** Clause, table or equation, for example `Table 3`. */
  readonly clause: string;
  /** `confirmed`: read in a source of the text; `general`: knowledge of the field; `policy`: our own choice. */
  readonly confidence: 'confirmed' | 'general' | 'policy';
  readonly note?: string;
}

/** Which pack a plan, a verdict or a certificate used. */
export interface RulePackRef {
  readonly id: string;
  readonly version: string;
  /** SHA-256 (hex) of the pack's canonical content. */
  readonly hash: string;
}
