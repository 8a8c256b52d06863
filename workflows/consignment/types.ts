import type { LaboratoryIdentity, Party } from '../certificate/content.ts';
import type { MoistureHold } from '../coal-preparation/moisture-hold.ts';
import type { CoalSamplingPlan } from '../coal-sampling/types.ts';
import type { DeclaredUse, Province } from '../conformity/destination.ts';
import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecimalString, ProcessId, UnitId } from '../kernel/brand.ts';
import type { GrainSamplingPlan } from '../grain-sampling/types.ts';
import type { PetroleumSamplingPlan } from '../petroleum-sampling/plan.ts';
import type { HandlingRecipe } from '../sample-handling/recipe.ts';
import type { ReinspectionRules } from '../quality-control/reinspection.ts';
import type { RequestTerms } from '../scheduling/cleaning.ts';
import type { SetupCheck } from '../setup-checks/check.ts';
import type { Lateness, UnitStage } from './unit.ts';

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
  readonly turns: RequestTerms;
  readonly site: SiteTerms;
}

/** What is inspected, how it is sampled, and what its limits depend on. */
export type Cargo = CoalCargo | GrainCargo | PetroleumCargo;

export interface CoalCargo {
  readonly kind: 'coal';
  readonly plan: CoalSamplingPlan;
  readonly class: 'lignite' | 'other';
  readonly sampler: UnitId;
  /** Others like it that cut the same lot at the same time. */
  readonly furtherSamplers: readonly UnitId[];
  /** What people look at before a sampler is armed. */
  readonly setupChecks: readonly SetupCheck[];
  /** Speed the samplers' cutters are run at, m/s. */
  readonly cutterSpeed: number;
  readonly preparationLine: UnitId;
  /** Absent where the site says nothing of it. */
  readonly moistureHold?: MoistureHold;
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
  /** Others like it that cut the same lot at the same time. */
  readonly furtherSamplers: readonly UnitId[];
  /** What people look at before a sampler is armed. */
  readonly setupChecks: readonly SetupCheck[];
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
  readonly reinspection: ReinspectionTerms;
  /** Whether retained bottles are followed in the site's store. */
  readonly storesRetained: boolean;
  /** How long a unit may take in a stage, where the site says so. */
  readonly stageTimes: StageTimes;
  /** The laboratory's blind control, where it has one. */
  readonly blindControl?: ProcessId;
}

/** How long after a result its re-inspection can be asked for, and how long that may take, by the laboratory's rules. */
export type ReinspectionTerms = Pick<ReinspectionRules, 'requestWithinDays' | 'concludeWithinDays'>;

/** Minutes after which a stage is late, by how late it is; a level that is absent is not watched. */
export type StageTimes = Partial<Readonly<Record<UnitStage, Partial<Readonly<Record<Lateness, number>>>>>>;
