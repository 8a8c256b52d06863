import type { LotValue } from '../assay/types.ts';
import type { AssayApproved } from '../assay/machine.ts';
import type { LaboratoryIdentity, Observation, Party } from '../certificate/content.ts';
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
import type { GrainConformance } from '../grain-sampling/judge.ts';
import type { GrainSamplingPlan } from '../grain-sampling/plan.ts';
import type { PetroleumConformance } from '../petroleum-sampling/judge.ts';
import type { PetroleumSamplingPlan } from '../petroleum-sampling/plan.ts';
import type { HandlingFinished } from '../sample-handling/finished.ts';
import type { HandlingRecipe } from '../sample-handling/recipe.ts';
import type { TurnTerms } from '../scheduling/turn.ts';

/** What was declared of one goods item, checked, and what the site adds. */
export interface ConsignmentOrder {
  readonly declarationNo: string;
  readonly goodsItem: number;
  readonly inspectionOrderNo: string | null;
  readonly commodity: { readonly name: Bilingual; readonly hsCode: string };
  /** t */
  readonly declaredMass: DecimalString;
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
  /** On what terms its samples ask for their turns at the plant. */
  readonly turns: TurnTerms;
  readonly site: SiteTerms;
}

/** What is inspected, how it is sampled, and what its limits depend on. */
export type Cargo = CoalCargo | GrainCargo | PetroleumCargo;

export interface CoalCargo {
  readonly kind: 'coal';
  readonly plan: CoalSamplingPlan;
  readonly class: 'lignite' | 'other';
  readonly sampler: UnitId;
  /** Speed the sampler's cutter is run at, m/s. */
  readonly cutterSpeed: number;
  readonly preparationLine: UnitId;
  /** km; null when unknown. */
  readonly haulDistance: DecimalString | null;
  /** Province of the place of use; absent when not declared. */
  readonly destinationProvince?: Province;
  /** What the coal is declared for; absent when not declared. */
  readonly declaredUse?: DeclaredUse;
  /** Why Article 8 of Order 16 is claimed; absent when it is not. */
  readonly relaxationClaim?: string;
}

/** What cargoes that are judged by product and declared use have in common, beside their plan. */
interface ProductCargo {
  readonly sampler: UnitId;
  /** Ids of the rule pack's limits. */
  readonly product: string;
  readonly use: string;
  /** Items customs' instruction asks for; null for all that have limits. */
  readonly required: readonly string[] | null;
  /** What the laboratory tests: items of the rule pack's assay section. */
  readonly tests: readonly string[];
  /** How people make laboratory and retained samples of what was collected. */
  readonly recipe: HandlingRecipe;
  /** By how much two weighings of the same thing may differ, %. */
  readonly massTolerancePercent: DecimalString;
}

export interface GrainCargo extends ProductCargo {
  readonly kind: 'grain';
  /** t/h */
  readonly usualFlow: DecimalString;
  readonly plan: GrainSamplingPlan;
}

export interface PetroleumCargo extends ProductCargo {
  readonly kind: 'petroleum';
  readonly plan: PetroleumSamplingPlan;
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

/** How one sampling went, by the rules of its commodity. */
export type UnitConformance = SamplingConformance | GrainConformance | PetroleumConformance;

/** A bottle made of a sample; `kind` says what it is for, for example `moisture-6mm`, `laboratory`, `retained`. */
export interface Bottle {
  readonly kind: string;
  /** kg */
  readonly mass: DecimalString;
  readonly seal: string;
  readonly at: Instant;
}

/** One sampling unit on its way through the house. */
export interface ConsignmentUnit {
  readonly no: number;
  /** Which part of the cargo it is: a unit of the lot, a hold, a parcel. */
  readonly label: Bilingual;
  readonly stage:
    'planned' | 'sampling' | 'sampled' | 'preparing' | 'prepared' | 'testing' | 'tested' | 'rejected';
  readonly samplingCode: BlindCode;
  readonly preparationCode: BlindCode | null;
  readonly sampled: SamplingFinished | null;
  readonly conformance: UnitConformance | null;
  readonly prepared: PreparationFinished | HandlingFinished | null;
  readonly bottles: readonly Bottle[];
  readonly massBalance: MassBalance | null;
  /** What the preparation casts doubt on. */
  readonly preparationFindings: readonly Finding[];
  readonly assays: readonly { readonly code: BlindCode; readonly approved: AssayApproved | null }[];
  readonly validity: 'VALID' | 'SUSPECT' | 'INVALID' | null;
  /** An officer's decision on a suspect sample. */
  readonly officer: {
    readonly decision: 'ACCEPT' | 'REJECT';
    readonly reason: string;
    readonly by: string;
    readonly at: Instant;
  } | null;
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
  readonly cargo: Cargo;
  readonly declaredAt: Instant;
  readonly declaredBy: Actor;
  readonly lotCode: BlindCode | null;
  readonly units: readonly ConsignmentUnit[];
  readonly containers: readonly Container[];
  readonly decodeAuthorisedBy: readonly Actor[];
  readonly results: readonly LotValue[] | null;
  readonly observations: readonly Observation[];
  readonly conformity: ConformityStatement | null;
  /** How many certificates were begun; names the next one. */
  readonly certificatesBegun: number;
  readonly certificateId: ProcessId | null;
  readonly certificateNo: string | null;
  readonly notIssued: string | null;
  readonly decisions: readonly RecordedDecision[];
}

export type ConsignmentEvent =
  | {
      readonly type: 'codes.drawn';
      readonly stage: 'sampling' | 'preparation' | 'assay';
      readonly ref: number;
      readonly codes: readonly BlindCode[];
    }
  | SamplingFinished
  | PreparationFinished
  | HandlingFinished
  | AssayApproved
  | {
      readonly type: 'validity.decided';
      readonly unitNo: number;
      readonly decision: 'ACCEPT' | 'REJECT';
      readonly reason: string;
    }
  | { readonly type: 'decode.authorised' }
  | { readonly type: 'certificate.prepare'; readonly lineageDigest: string; readonly draftDigest: string }
  | { readonly type: 'certificate.issued'; readonly number: string }
  | { readonly type: 'certificate.not-issued'; readonly reason: string }
  | ({ readonly type: 'customs.decided' } & Omit<RecordedDecision, 'at'>);
