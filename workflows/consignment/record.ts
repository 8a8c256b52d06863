import type { LotValue } from '../assay/types.ts';
import type { Observation } from '../certificate/content.ts';
import type { Gate, ReleaseOutcome } from '../conformity/release-types.ts';
import type { ConformityStatement } from '../conformity/types.ts';
import type { Container } from '../custody/lineage.ts';
import type { BlindCode, DecimalString, Instant, ProcessId } from '../kernel/brand.ts';
import type { Actor } from '../kernel/process.ts';
import type { FoundThing } from '../quarantine/findings.ts';
import type { Cargo, ConsignmentOrder } from './types.ts';
import type { ConsignmentUnit } from './unit.ts';

/** What a consignment is known to be and to have gone through. */
export interface ConsignmentContext {
  readonly processId: ProcessId;
  readonly order: ConsignmentOrder;
  readonly cargo: Cargo;
  readonly declaredAt: Instant;
  readonly declaredBy: Actor;
  readonly lotCode: BlindCode | null;
  readonly units: readonly ConsignmentUnit[];
  /** Units that are to be, once their codes are drawn. */
  readonly wanted: readonly WantedUnit[];
  readonly containers: readonly Container[];
  /** What was found on site that holds everything, until an officer settles it. */
  readonly holds: readonly CargoHold[];
  readonly measurements: readonly QuantityMeasured[];
  readonly siteChecks: readonly SiteCheck[];
  readonly split: CargoSplit | null;
  readonly decodeAuthorisedBy: readonly Actor[];
  readonly results: readonly LotValue[] | null;
  readonly observations: readonly Observation[];
  readonly conformity: ConformityStatement | null;
  /** How many certificates were begun; names the next one. */
  readonly certificatesBegun: number;
  readonly certificateId: ProcessId | null;
  readonly certificateNo: string | null;
  readonly notIssued: string | null;
  readonly certifiedAt: Instant | null;
  readonly decisions: readonly RecordedDecision[];
  readonly reinspection: Reinspection | null;
  readonly ended: Ended | null;
}

export type WantedUnit = Pick<ConsignmentUnit, 'no' | 'planNo' | 'origin' | 'label' | 'quantity'>;

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

/** Who did it and when. */
export interface Deed {
  readonly by: string;
  readonly at: Instant;
}

/** Something of quarantine that was found on site: nothing goes on before an officer says so. */
export interface CargoHold extends Deed, FoundThing {
  readonly no: number;
  /** Unit of the cargo it was found in; null when it concerns all. */
  readonly unitNo: number | null;
  /** What was found, in words. */
  readonly remark: string;
  /** SHA-256 of photographs and papers. */
  readonly evidence: readonly string[];
  /** Discharge is to stop at once. */
  readonly stopsDischarge: boolean;
  /** Outcomes the law allows. */
  readonly allowed: readonly ReleaseOutcome[];
  readonly settled: (Deed & { readonly outcome: ReleaseOutcome; readonly reason: string }) | null;
}

export const measuringMethods = [
  'draft-survey',
  'weighbridge',
  'belt-scale',
  'shore-tank',
  'flow-meter',
] as const;

/** How much cargo there is, by somebody's measuring. */
export interface QuantityMeasured extends Deed {
  readonly id: string;
  readonly method: (typeof measuringMethods)[number];
  readonly quantity: DecimalString;
  readonly unit: 't' | 'm3';
  readonly measuredAt: Instant;
  /** Number of the report it comes from. */
  readonly document: string | null;
  readonly evidence: readonly string[];
}

export const siteCheckKinds = [
  'radioactivity',
  'foreign-matter',
  'smell',
  'temperature',
  'packing',
  'papers',
] as const;

/** What was looked at on board or at the quay. */
export interface SiteCheck extends Deed {
  readonly id: string;
  readonly check: (typeof siteCheckKinds)[number];
  readonly unitNo: number | null;
  readonly finding: 'normal' | 'abnormal';
  /** A reading with its unit, where something was measured. */
  readonly value: { readonly number: DecimalString; readonly unit: string } | null;
  readonly remark: string | null;
  readonly evidence: readonly string[];
}

/** Part of the cargo goes to another port and is inspected there. */
export interface CargoSplit extends Deed {
  readonly unitNos: readonly number[];
  readonly port: string;
  readonly reason: string;
}

/** The applicant disputes the result: the retained samples are tested. */
export interface Reinspection extends Deed {
  readonly applicant: string;
  readonly reason: string;
  /** Day by which it is to be concluded, ISO date. */
  readonly dueOn: string;
  /** What the first inspection came to. */
  readonly first: Pick<ConsignmentContext, 'results' | 'observations' | 'conformity' | 'certificateNo'>;
  /** Decisions customs had made until then. */
  readonly decisionsBefore: number;
}

/** Ended without a certificate. */
export interface Ended extends Deed {
  /** Withdrawn by the applicant, cancelled by customs, or by what was decided on a quarantine finding. */
  readonly kind: 'withdrawn' | 'cancelled' | 'not-admitted';
  readonly reason: string;
}
