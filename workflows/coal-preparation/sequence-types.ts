import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecimalString } from '../kernel/brand.ts';

interface Done {
  /** When it began; a bottle: when it was sealed. ISO 8601 with offset. */
  readonly at: string;
}

/** One thing that was done to a gross sample. */
export type PreparationAct = Done &
  (
    | { readonly act: 'crush'; /** mm, after it */ readonly topSize: DecimalString }
    | {
        readonly act: 'divide';
        readonly method: 'mechanical' | 'manual' | 'riffle';
        readonly cuts: number | null;
        /** kg that remained */ readonly massKept: DecimalString | null;
        /** It gives the general-analysis sample, the reserve being taken already. */ readonly forAnalysis: boolean;
      }
    | { readonly act: 'moisture-bottle'; readonly method: 'nine-point' | 'other'; readonly remainderGoesOn: boolean }
    | {
        readonly act: 'dry';
        /** °C */ readonly temperature: DecimalString;
        /** Its loss is part of total moisture. */ readonly lossCounted: boolean;
      }
    | { readonly act: 'bottle'; /** % of the bottle's volume */ readonly filling: DecimalString }
  );

type FindingCode =
  | 'MOISTURE_AFTER_HEATING'
  | 'MOISTURE_BOTTLE_MISSING'
  | 'NINE_POINT_REMAINDER_USED'
  | 'BOTTLE_OVERFILLED'
  | 'DIVISION_CUTS_TOO_FEW'
  | 'DIVIDED_UNCRUSHED'
  | 'DIVIDED_BELOW_LEAST_MASS';

export interface SequenceFinding extends Bilingual {
  readonly code: FindingCode;
  /** Index of the act at fault; null when something was not done. */
  readonly act: number | null;
}

export interface SequenceJudgement {
  readonly verdict: 'IN_ORDER' | 'DEVIATION';
  readonly findings: readonly SequenceFinding[];
}
