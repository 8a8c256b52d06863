import type { AlarmCode } from '../../../config/alarms/load.ts';
import type { Bilingual } from '../../../workflows/kernel/bilingual.ts';
import type { Projected } from '../projection.ts';

/** Something that can be wrong, as one entry of the journal shows it. */
export interface Condition {
  /** Which condition of which process. It may name the cargo, so it does not leave the house. */
  readonly id: string;
  readonly code: AlarmCode;
  /** Lasting: whether it stands now. Momentary: how often it has happened so far. */
  readonly now: boolean | number;
  /** What it is now, where it may become something else while it stands: then it calls again. */
  readonly cause?: string;
  readonly priority: 1 | 2 | 3 | 4;
  readonly message: Bilingual;
  readonly response: Bilingual;
  readonly consequence: Bilingual;
}

/** A condition in its own words; what it does not say is in the catalogue. */
export type Wording = Pick<Condition, 'id' | 'code' | 'now' | 'message'> & Partial<Pick<Condition, 'cause' | 'priority' | 'response'>>;

/** State value and context of an entry that could be applied. */
export type Shown = NonNullable<Projected['snapshot']>;
