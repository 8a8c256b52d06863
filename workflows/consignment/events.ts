import type { AssayApproved } from '../assay/machine.ts';
import type { PortionTaken } from '../blind-control/messages.ts';
import type { DocumentRequest } from '../certificate/document-request.ts';
import type { CertificateFiles } from '../certificate/record.ts';
import type { PreparationFinished } from '../coal-preparation/run.ts';
import type { ReleaseOutcome } from '../conformity/release-types.ts';
import type { BlindCode } from '../kernel/brand.ts';
import type { Finding } from '../kernel/finding.ts';
import type { LaboratoriesCompared } from '../laboratory-comparison/comparison.ts';
import type { HandlingFinished } from '../sample-handling/finished.ts';
import type { SamplingFinished } from '../sampler-run/run.ts';
import type { SetupFinished } from '../setup-checks/setup.ts';
import type { Amendment } from './amendment.ts';
import type { QuantityMeasured } from './measuring.ts';
import type { CargoHold, CargoSplit, Ended, RecordedDecision, SiteCheck } from './record.ts';
import type { DivisionCause, Lateness, UnitStage } from './unit.ts';

/** What its own processes and effects tell a consignment. */
type Fact =
  | {
      readonly type: 'codes.drawn';
      readonly stage: 'sampling' | 'preparation' | 'assay';
      readonly ref: number;
      readonly codes: readonly BlindCode[];
    }
  | SetupFinished
  | SamplingFinished
  | PreparationFinished
  | HandlingFinished
  | AssayApproved
  /** What became of a bottle on its way or in store. */
  | { readonly type: 'custody.broken'; readonly code: BlindCode; readonly findings: readonly Finding[] }
  /** A part of a bottle was tested blind beside it, as a control of the laboratory. */
  | PortionTaken
  /** Another laboratory reported on its part of a sample. */
  | LaboratoriesCompared
  /** A timer of ours: a unit has been in a stage for so long. */
  | {
      readonly type: 'stage.late';
      readonly unitNo: number;
      readonly stage: UnitStage;
      readonly lateness: Lateness;
    }
  | { readonly type: 'certificate.issued'; readonly number: string; readonly files: CertificateFiles }
  | { readonly type: 'certificate.withdrawn'; readonly number: string; readonly reason: string }
  | { readonly type: 'certificate.not-issued'; readonly reason: string }
  | DocumentTold;

/** What the process of a document tells of it. */
export type DocumentTold =
  | { readonly type: 'document.issued'; readonly number: string; readonly files: CertificateFiles }
  | { readonly type: 'document.not-issued'; readonly reason: string }
  | { readonly type: 'document.withdrawn'; readonly number: string; readonly reason: string };

/** What people on site tell. */
type SiteRequest =
  | ({ readonly type: 'quarantine.found' } & Pick<
      CargoHold,
      'finding' | 'unitNo' | 'whileUnloading' | 'treatment' | 'remark' | 'evidence'
    >)
  | ({ readonly type: 'quantity.measured' } & Omit<QuantityMeasured, 'by' | 'at'>)
  | ({ readonly type: 'site.checked' } & Omit<SiteCheck, 'by' | 'at'>)
  /** A unit ends before its quantity has passed; the rest becomes a unit of its own. */
  | {
      readonly type: 'unit.divide';
      readonly unitNo: number;
      readonly cause: DivisionCause;
      readonly reason: string;
    };

/** What officers decide. */
type OfficersWord =
  | {
      readonly type: 'quarantine.settled';
      readonly holdNo: number;
      readonly outcome: ReleaseOutcome;
      readonly reason: string;
    }
  | {
      readonly type: 'validity.decided';
      readonly unitNo: number;
      readonly decision: 'ACCEPT' | 'REJECT';
      readonly reason: string;
    }
  | {
      readonly type: 'resampling.ordered';
      readonly unitNo: number;
      readonly way: 'sampler' | 'reserve';
      readonly reason: string;
    }
  /** Items without a limit are reported and not judged. */
  | { readonly type: 'no-limit.accepted'; readonly items: readonly string[]; readonly reason: string }
  | ({ readonly type: 'split.declared' } & Omit<CargoSplit, 'by' | 'at'>)
  | {
      readonly type: 'inspection.ended';
      readonly kind: Exclude<Ended['kind'], 'not-admitted'>;
      readonly reason: string;
    }
  | { readonly type: 'reinspection.requested'; readonly applicant: string; readonly reason: string };

/** What a person may tell a consignment, beyond verdicts on its samples. */
export type ConsignmentRequest = Exclude<
  SiteRequest | OfficersWord,
  { readonly type: 'validity.decided' | 'unit.divide' }
>;

export type ConsignmentEvent =
  | Fact
  | SiteRequest
  | OfficersWord
  | { readonly type: 'decode.authorised' }
  | {
      readonly type: 'certificate.prepare';
      readonly lineageDigest: string;
      readonly draftDigest: string;
      /** Present when it takes the place of one that was issued, or customer's data are corrected. */
      readonly amends?: Amendment;
    }
  /** Something beside the certificate of results is prepared. */
  | ({
      readonly type: 'document.prepare';
      readonly lineageDigest: string | null;
      readonly draftDigest: string;
    } & DocumentRequest)
  | ({ readonly type: 'customs.decided' } & Omit<RecordedDecision, 'at'>);
