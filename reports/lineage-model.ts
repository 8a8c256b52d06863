import type { Bilingual } from '../workflows/kernel/bilingual.ts';

/** One thing that held the cargo or a sample of it: lot, sampling unit, gross sample, bottle. */
export interface LineageContainer {
  /** Unique within the summary. */
  readonly code: string;
  /** Code of the container it came from; null for the lot. */
  readonly parent: string | null;
  readonly kind: Bilingual;
  /** With its unit, as it is to be printed, for example `5001.2 t` or `0.752 kg`; null when not weighed. */
  readonly mass: string | null;
  /** Instant of filling, ISO 8601. */
  readonly at: string;
}

/** One stage of the run; `to` is null while it lasts or when it is a moment. */
export interface LineageStage {
  readonly name: Bilingual;
  readonly from: string;
  readonly to: string | null;
}

/** What a run did, in time and in containers. */
export interface LineageSummary {
  readonly declarationNo: string;
  readonly vessel: string;
  /** Null before a certificate is issued. */
  readonly certificateNo: string | null;
  readonly laboratory: Bilingual;
  /** When the summary was drawn up; the date of the file. */
  readonly at: string;
  readonly stages: readonly LineageStage[];
  readonly containers: readonly LineageContainer[];
}
