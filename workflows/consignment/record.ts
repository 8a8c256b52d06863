import type { LotValue } from '../assay/types.ts';
import type { CertificateDraft, Observation } from '../certificate/content.ts';
import type { DecisionOutcome, Gate, ReleaseOutcome } from '../conformity/release-types.ts';
import type { ConformityStatement } from '../conformity/types.ts';
import type { Container } from '../custody/lineage.ts';
import type { BlindCode, DecimalString, Instant, ProcessId } from '../kernel/brand.ts';
import type { Actor } from '../kernel/process.ts';
import type { FoundThing } from '../quarantine/findings.ts';
import type { Deed, QuantityMeasured } from './measuring.ts';
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
  /** Items without a limit that an officer accepted as reported only; absent while there are none. */
  readonly noLimitAccepted?: readonly NoLimitAcceptance[];
  /** How many certificates were begun; names the next one. */
  readonly certificatesBegun: number;
  /** The certificate being made, or the one that is out. */
  readonly certificateId: ProcessId | null;
  /** The one that is out and stands. */
  readonly certificate: IssuedCertificate | null;
  /** What the next certificate takes the place of. */
  readonly predecessor: Predecessor | null;
  readonly withdrawn: readonly WithdrawnCertificate[];
  /** Certificates and papers of other kinds, in the order they were begun. */
  readonly documents: readonly ConsignmentDocument[];
  readonly notIssued: string | null;
  readonly certifiedAt: Instant | null;
  readonly decisions: readonly RecordedDecision[];
  /** Decisions that customs made on a certificate that stands no more. */
  readonly decisionsBefore: number;
  readonly reinspection: Reinspection | null;
  readonly ended: Ended | null;
}

export interface IssuedCertificate {
  readonly process: ProcessId;
  readonly number: string;
  /** SHA-256 (hex) of the canonical JSON. */
  readonly digest: string;
}

/** A certificate another takes the place of, and why. */
export interface Predecessor extends IssuedCertificate {
  readonly reason: string;
}

export interface WithdrawnCertificate {
  readonly number: string;
  readonly reason: string;
  readonly at: Instant;
}

/** A document beside the certificate of results, and what became of it. */
export interface ConsignmentDocument {
  readonly process: ProcessId;
  readonly kind: CertificateDraft['kind'];
  readonly template: CertificateDraft['template'];
  /** The one whose place it takes. */
  readonly replaces: ProcessId | null;
  readonly status: 'preparing' | 'issued' | 'not-issued' | 'replaced' | 'withdrawn';
  readonly number: string | null;
  /** SHA-256 (hex) of the canonical JSON. */
  readonly digest: string | null;
  /** Why it was not issued, or was withdrawn. */
  readonly reason: string | null;
  readonly at: Instant;
  /** Since when the results it rests on are no more what they were; absent: they are. */
  readonly overtakenAt?: Instant;
}

export type WantedUnit = Pick<
  ConsignmentUnit,
  'no' | 'lotNo' | 'planNo' | 'origin' | 'label' | 'quantity' | 'planned'
>;

export interface RecordedDecision {
  readonly id: string;
  readonly goodsItem: number;
  readonly gate: Gate;
  readonly outcome: DecisionOutcome;
  readonly officer: string;
  /** t it covers; null = all. */
  readonly quantity: DecimalString | null;
  readonly remark: string | null;
  /** Id of the decision it takes the place of; absent when of none. */
  readonly supersedes?: string;
  /** Said by the officer: more is released than there is on record, and that is no mistake. */
  readonly correction?: true;
  readonly at: Instant;
}

/** That nothing limits an item is no reason to hold the cargo, an officer says. */
export interface NoLimitAcceptance extends Deed {
  readonly item: string;
  readonly reason: string;
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
  readonly first: Pick<ConsignmentContext, 'results' | 'observations' | 'conformity'> & {
    readonly certificateNo: string | null;
  };
}

/** Ended without a certificate. */
export interface Ended extends Deed {
  /** Withdrawn by the applicant, cancelled by customs, or by what was decided on a quarantine finding. */
  readonly kind: 'withdrawn' | 'cancelled' | 'not-admitted';
  readonly reason: string;
}
