import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import type { Instant } from '../../workflows/kernel/brand.ts';
import type { Finding } from '../../workflows/kernel/finding.ts';

/** What happened between two instants and what is open now. A part that its reader may not see is null. */
export interface ShiftReport {
  readonly site: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly madeAt: Instant;
  readonly madeBy: string;
  /** The shift that the time lies in; null when it reaches over several. */
  readonly shift: Shift | null;
  readonly runs: readonly ReportedRun[] | null;
  readonly interventions: readonly ReportedIntervention[] | null;
  readonly preparations: readonly ReportedPreparation[] | null;
  readonly determinations: ReportedDeterminations | null;
  readonly alarms: ReportedAlarms | null;
  readonly certificates: readonly ReportedCertificate[] | null;
  readonly findings: readonly ReportedFinding[] | null;
  readonly plant: readonly ReportedUnit[] | null;
  /** What is open when the report is made; null for a time that was over long before. */
  readonly handOver: readonly OpenMatter[] | null;
}

/** One shift of one day; `to` is when the next begins. */
export interface Shift {
  readonly name: Bilingual;
  readonly from: Instant;
  readonly to: Instant;
}

/** A sampling with its increments, as it stands when the report is made. */
export interface ReportedRun {
  readonly id: string;
  readonly definition: string;
  readonly unit: string;
  readonly sampleCode: string;
  readonly status: string;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly incrementsPlanned: number | null;
  readonly incrementsTaken: number | null;
  readonly incrementsMissed: number | null;
  readonly incrementsByHand: number | null;
  readonly incrementsVoid: number;
  /** kg */
  readonly sampleMass: string | null;
  readonly findings: readonly Finding[];
}

/** What a person did to a run: a command, or something that touches its sample. */
export interface ReportedIntervention {
  readonly run: string;
  readonly unit: string;
  readonly at: Instant;
  readonly by: string;
  readonly kind: string;
  readonly reason: string;
  readonly status: 'proposed' | 'done' | 'declined';
  /** Who confirmed or declined it; null where nobody has or has to. */
  readonly second: string | null;
}

export interface ReportedPreparation {
  readonly id: string;
  readonly definition: string;
  readonly sampleCode: string;
  readonly status: string;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly bottles: number;
}

export interface ReportedDeterminations {
  readonly entered: number;
  readonly items: readonly {
    readonly item: string;
    readonly name: Bilingual;
    readonly entered: number;
    /** First two determinations of a round that the rule judged. */
    readonly pairs: number;
    readonly failed: number;
    readonly third: number;
  }[];
}

export interface ReportedAlarms {
  readonly raised: number;
  readonly longest: {
    readonly id: string;
    readonly code: string;
    readonly message: Bilingual;
    readonly unit: string | null;
    readonly raisedAt: Instant;
    readonly clearedAt: Instant | null;
    /** How long it stood until the end of the time. */
    readonly minutes: number;
  } | null;
  readonly floods: readonly { readonly from: Instant; readonly to: Instant; readonly raised: number }[];
  /** Now. */
  readonly shelved: readonly {
    readonly id: string;
    readonly code: string;
    readonly message: Bilingual;
    readonly until: Instant;
    readonly by: string;
    readonly reason: string;
  }[];
  /** Not normal now. */
  readonly open: number;
}

export interface ReportedCertificate {
  readonly what: 'issued' | 'replaced' | 'withdrawn';
  readonly at: Instant;
  readonly number: string;
  readonly kind: { readonly code: string; readonly title: Bilingual };
  readonly declarationNo: string;
  readonly by: string | null;
}

export interface ReportedFinding {
  readonly declarationNo: string;
  readonly finding: string;
  readonly remark: string;
  readonly at: Instant;
  readonly by: string;
  readonly settled: boolean;
}

/** How long a unit was in which state, min. */
export interface ReportedUnit {
  readonly unit: string;
  /** Stopped or aborted. */
  readonly down_min: number;
  readonly held_min: number;
  readonly unreachable_min: number;
  /** Nothing was told of it yet. */
  readonly unknown_min: number;
  readonly states: readonly { readonly state: string; readonly minutes: number }[];
}

export interface OpenMatter {
  readonly what: 'run' | 'setup' | 'handling' | 'assay' | 'consignment' | 'certificate' | 'alarm';
  readonly id: string | null;
  readonly text: Bilingual;
  readonly since: Instant | null;
}
