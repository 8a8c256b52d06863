import type { LotValue } from '../assay/types.ts';
import type { AssayApproved } from '../assay/machine.ts';
import type { LaboratoryIdentity, Party } from '../certificate/content.ts';
import type { MassBalance } from '../coal-preparation/mass-balance.ts';
import type { PreparationFinished } from '../coal-preparation/run.ts';
import type { CoalSamplingPlan, SamplingConformance } from '../coal-sampling/types.ts';
import type { DeclaredUse, Province } from '../conformity/destination.ts';
import type { Gate } from '../conformity/release-types.ts';
import type { ConformityStatement } from '../conformity/types.ts';
import type { Container } from '../custody/lineage.ts';
import type { Bilingual } from '../kernel/bilingual.ts';
import type { BlindCode, DecimalString, Instant, ProcessId, UnitId } from '../kernel/brand.ts';
import type { Finding } from '../kernel/finding.ts';
import type { Actor } from '../kernel/process.ts';
import type { SamplingFinished } from '../sampler-run/run.ts';

/** What was declared of one goods item, checked, and what the site adds. */
export interface ConsignmentOrder {
  readonly declarationNo: string;
  readonly goodsItem: number;
  readonly inspectionOrderNo: string | null;
  readonly commodity: { readonly name: Bilingual; readonly hsCode: string; readonly class: 'lignite' | 'other' };
  readonly declaredMass: DecimalString;
  readonly sampler: UnitId;
  /** Speed the sampler's cutter is run at, m/s. */
  readonly cutterSpeed: number;
  readonly preparationLine: UnitId;
  readonly haulDistance: DecimalString | null;
  /** Province of the place of use; absent when not declared. */
  readonly destinationProvince?: Province;
  /** What the coal is declared for; absent when not declared. */
  readonly declaredUse?: DeclaredUse;
  /** Why Article 8 of Order 16 is claimed; absent when it is not. */
  readonly relaxationClaim?: string;
  readonly transport: {
    readonly vessel: string;
    readonly voyage: string;
    readonly billOfLading: string;
    readonly portOfLoading: string;
    readonly portOfDischarge: string;
    readonly arrival: string | null;
  };
  readonly customer: Party;
  readonly consignor: Party;
  readonly consignee: Party;
  readonly site: SiteTerms;
}

/** What the site fixes for its certificates and its plant. */
export interface SiteTerms {
  readonly laboratory: LaboratoryIdentity;
  readonly certificateKind: { readonly code: string; readonly title: Bilingual };
  readonly numberPattern: string;
  readonly timeZone: string;
  /** Part of a unit's mass that may be missing on the belt scale when its stream ends, as a fraction. */
  readonly massTolerance: DecimalString;
}

/** One sampling unit on its way through the house. */
export interface ConsignmentUnit {
  readonly no: number;
  readonly stage: 'planned' | 'sampling' | 'sampled' | 'preparing' | 'prepared' | 'testing' | 'tested' | 'rejected';
  readonly samplingCode: BlindCode;
  readonly preparationCode: BlindCode | null;
  readonly sampled: SamplingFinished | null;
  readonly conformance: SamplingConformance | null;
  readonly prepared: PreparationFinished | null;
  readonly massBalance: MassBalance | null;
  /** What the preparation casts doubt on. */
  readonly preparationFindings: readonly Finding[];
  readonly assays: readonly { readonly code: BlindCode; readonly approved: AssayApproved | null }[];
  readonly validity: 'VALID' | 'SUSPECT' | 'INVALID' | null;
  /** An officer's decision on a suspect sample. */
  readonly officer: { readonly decision: 'ACCEPT' | 'REJECT'; readonly reason: string; readonly by: string; readonly at: Instant } | null;
}

export interface RecordedDecision {
  readonly id: string;
  readonly goodsItem: number;
  readonly gate: Gate;
  readonly outcome: 'RELEASED' | 'CONDITIONAL' | 'REFUSED' | 'RETURNED' | 'DESTROYED' | 'TREATMENT_ORDERED';
  readonly officer: string;
  readonly quantity: DecimalString | null;
  readonly remark: string | null;
  readonly at: Instant;
}

export interface ConsignmentContext {
  readonly processId: ProcessId;
  readonly order: ConsignmentOrder;
  readonly plan: CoalSamplingPlan;
  readonly declaredAt: Instant;
  readonly declaredBy: Actor;
  readonly lotCode: BlindCode | null;
  readonly units: readonly ConsignmentUnit[];
  readonly containers: readonly Container[];
  readonly decodeAuthorisedBy: readonly Actor[];
  readonly results: readonly LotValue[] | null;
  readonly conformity: ConformityStatement | null;
  /** How many certificates were begun; names the next one. */
  readonly certificatesBegun: number;
  readonly certificateId: ProcessId | null;
  readonly certificateNo: string | null;
  readonly notIssued: string | null;
  readonly decisions: readonly RecordedDecision[];
}

export type ConsignmentEvent =
  | { readonly type: 'codes.drawn'; readonly stage: 'sampling' | 'preparation' | 'assay'; readonly ref: number; readonly codes: readonly BlindCode[] }
  | SamplingFinished
  | PreparationFinished
  | AssayApproved
  | { readonly type: 'validity.decided'; readonly unitNo: number; readonly decision: 'ACCEPT' | 'REJECT'; readonly reason: string }
  | { readonly type: 'decode.authorised' }
  | { readonly type: 'certificate.prepare'; readonly lineageDigest: string; readonly draftDigest: string }
  | { readonly type: 'certificate.issued'; readonly number: string }
  | { readonly type: 'certificate.not-issued'; readonly reason: string }
  | ({ readonly type: 'customs.decided' } & Omit<RecordedDecision, 'at'>);
