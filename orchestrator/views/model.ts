import type { TestItem } from '../../workflows/assay/test-item.ts';
import type { TestVerdict } from '../../workflows/assay/test-verdict.ts';
import type { LotValue } from '../../workflows/assay/types.ts';
import type { CertificateDraft } from '../../workflows/certificate/content.ts';
import type { Acknowledged, CertificateFiles, Standing } from '../../workflows/certificate/record.ts';
import type { QuantityMeasured } from '../../workflows/consignment/measuring.ts';
import type {
  CargoHold,
  CargoSplit,
  Ended,
  RecordedDecision,
  Reinspection,
  SiteCheck,
  ConsignmentDocument,
  WithdrawnCertificate,
} from '../../workflows/consignment/record.ts';
import type { WriteOff } from '../../workflows/consignment/customs-decisions.ts';
import type { Departure } from '../../workflows/consignment/decision-difference.ts';
import type { Cargo } from '../../workflows/consignment/types.ts';
import type { ConsignmentUnit, UnitStage } from '../../workflows/consignment/unit.ts';
import type { Gate, GateAdvice } from '../../workflows/conformity/release-types.ts';
import type { ConformityStatement } from '../../workflows/conformity/types.ts';
import type { BlindCode, DecimalString, Instant, ProcessId, UnitId } from '../../workflows/kernel/brand.ts';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import type { Finding } from '../../workflows/kernel/finding.ts';
import type { SamplingKind } from '../../workflows/sampler-run/kinds.ts';

/** The documents people and customs read: each is rebuilt from the journal at any time. */

export interface ConsignmentView {
  readonly id: ProcessId;
  readonly declarationNo: string;
  readonly status: string;
  readonly vessel: string;
  readonly commodity: Bilingual;
  readonly declaredMass: DecimalString;
  readonly declaredAt: Instant;
  readonly kind: Cargo['kind'];
  readonly plan: Cargo['plan'];
  readonly units: readonly ConsignmentUnitView[];
  /** What a person must do next, in words; empty when the plant or nobody is at work. */
  readonly outstanding: readonly { readonly code: string; readonly zh: string; readonly en: string }[];
  readonly holds: readonly CargoHold[];
  readonly measurements: readonly QuantityMeasured[];
  readonly siteChecks: readonly SiteCheck[];
  readonly split: CargoSplit | null;
  readonly reinspection: Reinspection | null;
  readonly ended: Ended | null;
  readonly results: readonly LotValue[] | null;
  readonly conformity: ConformityStatement | null;
  /** The certificate being made, or the one that is out. */
  readonly certificateId: ProcessId | null;
  /** The one that is out and stands. */
  readonly certificateNo: string | null;
  /** When a certificate of results was issued last. */
  readonly certifiedAt: Instant | null;
  readonly withdrawn: readonly WithdrawnCertificate[];
  /** Certificates and papers of other kinds, in the order they were begun. */
  readonly documents: readonly ConsignmentDocument[];
  readonly decisions: readonly KeptDecision[];
  /** At each gate. */
  readonly writeOff: readonly WriteOff[];
  readonly decodeAuthorisedBy: readonly string[];
  readonly version: number;
}

export interface ConsignmentUnitView extends Pick<
  ConsignmentUnit,
  | 'no'
  | 'lotNo'
  | 'label'
  | 'quantity'
  | 'origin'
  | 'replacedBy'
  | 'sampler'
  | 'reached'
  | 'late'
  | 'samplingCode'
  | 'conformance'
  | 'validity'
  | 'officer'
> {
  readonly incrementsPlanned: number;
  readonly stage: UnitStage;
  /** What casts doubt on its sample. */
  readonly findings: readonly Finding[];
}

/** One run of a piece of plant: a sampling of one unit, or a preparation of one gross sample. */
export interface RunView {
  readonly id: ProcessId;
  readonly definition: SamplingKind | 'coal-preparation';
  readonly unit: UnitId;
  readonly sampleCode: BlindCode;
  readonly status: string;
  readonly reason: string | null;
  readonly incrementsPlanned: number | null;
  readonly incrementsTaken: number | null;
  readonly incrementsMissed: number | null;
  /** Of the taken ones, by hand. */
  readonly incrementsByHand: number | null;
  /** kg */
  readonly sampleMass: DecimalString | null;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly interventions: readonly InterventionView[];
}

/** What people did to a run, or propose to do. */
export interface InterventionView {
  readonly no: number;
  readonly kind: string;
  /** What exactly, by name. */
  readonly details: Readonly<Record<string, string | number>>;
  /** Photos and scans it names, SHA-256 (hex) of each. */
  readonly evidence: readonly string[];
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
  readonly status: 'proposed' | 'done' | 'declined';
  readonly second: { readonly by: string; readonly at: Instant; readonly reason: string | null } | null;
}

/** One container or bottle of the lineage; `parent` null only for the lot itself. */
export interface ContainerView {
  readonly code: BlindCode;
  readonly parent: BlindCode | null;
  readonly consignment: ProcessId;
  readonly kind: string;
  /** kg */
  readonly mass: DecimalString;
  readonly place: string;
  readonly seal: string | null;
  readonly at: Instant;
}

/** What an analyst sees. Nothing in it names vessel, importer, origin, lot or declared quality. */
export interface AssayTaskView {
  readonly code: BlindCode;
  readonly status: 'testing' | 'in-review' | 'approved';
  readonly items: readonly AssayTaskItem[];
  readonly receivedAt: Instant;
  readonly version: number;
}

export interface AssayTaskItem {
  readonly definition: TestItem;
  /** `value`: a number in the item's unit, or the code of an answer; null while other observers have still to answer. */
  readonly determinations: readonly { readonly value: string | null; readonly analyst: string; readonly at: Instant }[];
  readonly verdict: TestVerdict;
  readonly round: number;
}

export interface CertificateView {
  readonly id: ProcessId;
  readonly consignment: ProcessId;
  readonly status: 'prepared' | 'reviewed' | 'approving' | 'void' | Standing;
  readonly number: string | null;
  readonly version: number;
  /** SHA-256 (hex) of the draft's canonical JSON: what reviewer and signatory must send back. */
  readonly draftDigest: string;
  readonly draft: CertificateDraft;
  readonly preparedBy: string;
  readonly reviewedBy: string | null;
  readonly approvedBy: string | null;
  readonly issuedAt: Instant | null;
  /** Content-addressed blobs, present once issued. */
  readonly files: CertificateFiles | null;
  readonly acknowledgements: readonly Acknowledged[];
  /** Proposed, and confirmed once `confirmedBy` is somebody. */
  readonly withdrawal: {
    readonly reason: string;
    readonly proposedBy: string;
    readonly proposedAt: Instant;
    readonly confirmedBy: string | null;
    readonly confirmedAt: Instant | null;
  } | null;
  /** Customs was told that it is withdrawn, and has not said that it knows. */
  readonly noticeOutstanding: boolean;
  readonly replacedBy: { readonly number: string; readonly at: Instant } | null;
}

/** One row of the feed customs follows: ordered by `cursor`, without gaps, append-only. */
export interface ChangeRow {
  readonly cursor: number;
  readonly type:
    | 'certificate.issued'
    | 'certificate.replaced'
    | 'certificate.withdrawn'
    | 'advice.changed'
    | 'decision.recorded';
  readonly declarationNo: string;
  readonly certificateNo: string | null;
  readonly at: Instant;
}

export interface ReleaseAdviceView {
  readonly declarationNo: string;
  /** Grows by one with every change of any line. */
  readonly version: number;
  readonly items: readonly {
    readonly goodsItem: number;
    readonly gates: readonly GateAdvice[];
    readonly certificateNo: string | null;
    readonly decisions: readonly KeptDecision[];
    readonly writeOff: readonly WriteOff[];
    /** Where decisions that stand depart from the advice. */
    readonly differences: readonly {
      readonly decision: string;
      readonly gate: Gate;
      readonly advice: GateAdvice['advice'];
      readonly outcome: CustomsDecision['outcome'];
      readonly departure: Departure;
    }[];
  }[];
}

/** What customs decided; stored beside our advice, never over it. */
export interface CustomsDecision extends Omit<RecordedDecision, 'supersedes' | 'correction'> {
  readonly supersedes: string | null;
  readonly correction: boolean;
}

/** A decision as it is kept: one that another superseded, or whose certificate was withdrawn since, stands no more. */
export interface KeptDecision extends CustomsDecision {
  readonly stands: boolean;
}

/** Life of an alarm by ANSI/ISA-18.2. */
export type AlarmState = 'unacknowledged' | 'acknowledged' | 'returned-unacknowledged' | 'shelved' | 'normal';

interface AttendedBy {
  readonly id: string;
  readonly at: Instant;
}

export interface AlarmView {
  readonly id: string;
  /** 1 at once, 2 within minutes, 3 within the hour, 4 to know. */
  readonly priority: 1 | 2 | 3 | 4;
  readonly state: AlarmState;
  readonly code: string;
  readonly message: Bilingual;
  /** What to do. */
  readonly response: Bilingual;
  /** What follows if nobody does. */
  readonly consequence: Bilingual;
  readonly unit: UnitId | null;
  /** The run or unit it is of; null when naming it would tell the cargo. */
  readonly process: ProcessId | null;
  /** Came before all others that stand at its unit. */
  readonly firstOut: boolean;
  /** How often it was raised before it was acknowledged and gone. */
  readonly occurrences: number;
  readonly raisedAt: Instant;
  readonly clearedAt: Instant | null;
  readonly acknowledged: AttendedBy | null;
  readonly shelved: (AttendedBy & { readonly until: Instant; readonly reason: string }) | null;
}
