import type { DocumentRequest } from '../../workflows/certificate/document-request.ts';
import type { Acknowledged } from '../../workflows/certificate/record.ts';
import type { Amendment } from '../../workflows/consignment/amendment.ts';
import type { Pull } from '../../workflows/customs-client/pull.ts';
import type { DeclaredUse, Province } from '../../workflows/conformity/destination.ts';
import type { UnitSnapshot } from '../../plc-adapters/unit-driver.ts';
import type { CoalKind, LotSize, SamplingBasis, SamplingMethod } from '../../workflows/coal-sampling/types.ts';
import type { GrainSamplingBasis } from '../../workflows/grain-sampling/types.ts';
import type { BlindCode, DecimalString, Instant, ProcessId, UnitId } from '../../workflows/kernel/brand.ts';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import type { PreparationDeed } from '../../workflows/coal-preparation/run.ts';
import type { SamplerDeed } from '../../workflows/sampler-run/deed.ts';
import type { TurnReason, TurnRequest, TurnTerms } from '../../workflows/scheduling/turn.ts';
import type { WaitsFor } from '../../workflows/scheduling/why-waiting.ts';
import type { CertificateReference, IssuedCertificate } from '../views/issued-certificate.ts';
import type * as view from '../views/model.ts';
import type { AssaysWanted } from './assay-list.ts';
import type { CertificatesWanted } from './certificate-list.ts';
import type { ConsignmentsWanted } from './consignment-list.ts';
import type { Page } from './list-page.ts';
import type { RunsWanted } from './run-list.ts';

/** What the HTTP edge may ask of the house. Each method refuses with a value; none throws for bad input. */

export const roles = [
  'sampler', 'preparer', 'analyst', 'reviewer', 'custodian', 'preparer-of-certificates', 'certificate-reviewer',
  'signatory', 'officer', 'administrator',
] as const; // prettier-ignore
export type Role = (typeof roles)[number];

/** Who is asking, as authentication established it. */
export interface Caller {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Where a customs system asks, by its client id, and no person. */
  readonly customs?: true;
}

/** An order to inspect one goods item of a declaration. */
export type Declaration = CoalDeclaration | GrainDeclaration | PetroleumDeclaration;

interface DeclaredGoods extends TurnTerms {
  readonly declarationNo: string;
  readonly goodsItem: number;
  readonly inspectionOrderNo: string | null;
  readonly commodity: { readonly name: Bilingual; readonly hsCode: string };
  /** t, > 0 */
  readonly declaredMass: DecimalString;
  /** Sampler that will cut the cargo. */
  readonly sampler: UnitId;
  /** Others like it that cut the same cargo at the same time; default: none. */
  readonly furtherSamplers?: readonly UnitId[];
  /** Rule pack to plan and judge by; default: the site's. */
  readonly rulePack?: string;
  readonly transport: {
    readonly vessel: string;
    readonly voyage: string;
    readonly billOfLading: string;
    readonly portOfLoading: string;
    readonly portOfDischarge: string;
    readonly arrival: string | null;
  };
  readonly customer: { readonly name: string; readonly address?: string };
  readonly consignor: { readonly name: string; readonly address?: string };
  readonly consignee: { readonly name: string; readonly address?: string };
}

export interface CoalDeclaration extends DeclaredGoods {
  readonly kind: 'coal';
  readonly coalClass: 'lignite' | 'other';
  readonly coalKind: CoalKind;
  readonly lotSize: LotSize;
  /** %, dry basis */
  readonly expectedAshDry: DecimalString;
  /** mm */
  readonly nominalTopSize: DecimalString;
  readonly basis: SamplingBasis;
  /** Default: systematic. */
  readonly method?: SamplingMethod;
  readonly preparationLine: UnitId;
  /** km from entry port to place of use; null when unknown. */
  readonly haulDistance: DecimalString | null;
  /** Province of the place of use; absent when unknown. */
  readonly destinationProvince?: Province;
  /** What the coal is declared for, as limits depend on it; absent = nothing special. */
  readonly declaredUse?: DeclaredUse;
  /** Why Article 8 of Order 16 of 2014 is claimed; absent when it is not. */
  readonly relaxationClaim?: string;
}

/** Goods that are judged by product and declared use, as the rule pack's limits name them. */
interface DeclaredProduct extends DeclaredGoods {
  readonly product: string;
  readonly use: string;
  /** Items customs' instruction asks for; null for all that have limits. */
  readonly required: readonly string[] | null;
}

export interface GrainDeclaration extends DeclaredProduct {
  readonly kind: 'grain';
  /** Holds in the order they are unloaded, t each. */
  readonly holds: readonly { readonly name: string; readonly mass: DecimalString }[];
  /** Sampling scheme and purpose; default: the site's. */
  readonly scheme?: string;
  readonly purpose?: string;
  /** Default: mass. */
  readonly basis?: GrainSamplingBasis;
}

export interface PetroleumDeclaration extends DeclaredProduct {
  readonly kind: 'petroleum';
  /** Parcels in the order they are pumped, m³ at line conditions each. */
  readonly parcels: readonly { readonly name: string; readonly volume: DecimalString }[];
}

/** What a person may do to a run; an increment is named by its number alone. */
export type RunDeed =
  | PreparationDeed
  | Exclude<SamplerDeed, { kind: 'void-increment' }>
  | { readonly kind: 'void-increment'; readonly increment: number };

/** A run that waits for a unit, and why it has its place. */
export interface WaitingRun extends Pick<TurnRequest, 'urgency' | 'dueAt'> {
  readonly process: ProcessId;
  /** Since when it waits. */
  readonly since: Instant;
  readonly reason: TurnReason;
  readonly waitsFor: WaitsFor;
}

/** A unit as its driver sees it, and the runs that work with it. */
export interface UnitOverview extends UnitSnapshot {
  /** Whom it serves. */
  readonly holders: readonly ProcessId[];
  /** In the order of their turns. */
  readonly waiting: readonly WaitingRun[];
}

export interface OperatorService {
  declare(caller: Caller, declaration: Declaration): Promise<Outcome<view.ConsignmentView>>;
  consignments(wanted: ConsignmentsWanted): Promise<Page<view.ConsignmentView>>;
  consignment(id: ProcessId): Promise<view.ConsignmentView | null>;
  /** Containers and bottles of one consignment with their parents; only for those who may decode. */
  lineage(id: ProcessId): Promise<readonly view.ContainerView[]>;
  /** An officer decides on a SUSPECT sample. */
  decideValidity(
    caller: Caller,
    id: ProcessId,
    decision: { readonly unitNo: number; readonly decision: 'ACCEPT' | 'REJECT'; readonly reason: string },
  ): Promise<Outcome<view.ConsignmentView>>;
  /** Two different persons authorise the decoding. */
  authoriseDecoding(caller: Caller, id: ProcessId): Promise<Outcome<view.ConsignmentView>>;
  /** A person puts the certificate together after decoding; becomes `preparedBy`. */
  prepareCertificate(caller: Caller, id: ProcessId): Promise<Outcome<view.ConsignmentView>>;
  /** Prepares a certificate that replaces the one that is out, or, after a withdrawal, one with corrected data of the customer. */
  amendCertificate(
    caller: Caller,
    id: ProcessId,
    amendment: Amendment,
  ): Promise<Outcome<view.ConsignmentView>>;
  /** Prepares a document of another kind than the certificate of results; refuses with what is missing. */
  prepareDocument(
    caller: Caller,
    id: ProcessId,
    request: Omit<DocumentRequest, 'kind'> & { readonly kind: string },
  ): Promise<Outcome<view.ConsignmentView>>;

  runs(wanted: RunsWanted): Promise<Page<view.RunView>>;
  run(id: ProcessId): Promise<view.RunView | null>;
  commandRun(
    caller: Caller,
    id: ProcessId,
    command: { readonly command: 'hold' | 'resume' | 'finish' | 'abort'; readonly reason: string },
  ): Promise<Outcome<view.RunView>>;
  /** Done at once, or proposed for a second person to confirm where it touches the validity of the sample. */
  intervene(
    caller: Caller,
    id: ProcessId,
    intervention: { readonly deed: RunDeed; readonly reason: string },
  ): Promise<Outcome<view.RunView>>;
  /** The second person's word on proposed interventions; the one who proposed may only decline. */
  settleInterventions(
    caller: Caller,
    id: ProcessId,
    word:
      | { readonly decision: 'CONFIRM'; readonly numbers: readonly number[] }
      | { readonly decision: 'DECLINE'; readonly numbers: readonly number[]; readonly reason: string },
  ): Promise<Outcome<view.RunView>>;
  units(): Promise<readonly UnitOverview[]>;

  /** Blind: the server strips, nothing of the cargo is in the result. */
  assayTasks(wanted: AssaysWanted): Promise<Page<view.AssayTaskView>>;
  assayTask(code: BlindCode): Promise<view.AssayTaskView | null>;
  enterDetermination(
    caller: Caller,
    code: BlindCode,
    determination: { readonly id: string; readonly item: string; readonly value: string },
  ): Promise<Outcome<view.AssayTaskView>>;
  reviewAssay(
    caller: Caller,
    code: BlindCode,
    review: {
      readonly decision: 'ACCEPT' | 'RETURN';
      readonly items?: readonly string[];
      /** Items accepted by explicit word because no repeatability is known for them. */
      readonly withoutPrecision?: readonly string[];
      readonly reason?: string;
    },
  ): Promise<Outcome<view.AssayTaskView>>;

  certificates(wanted: CertificatesWanted): Promise<Page<view.CertificateView>>;
  certificate(id: ProcessId): Promise<view.CertificateView | null>;
  reviewCertificate(
    caller: Caller,
    id: ProcessId,
    review: {
      readonly decision: 'ACCEPT' | 'RETURN';
      readonly draftDigest: string;
      readonly reason?: string;
    },
  ): Promise<Outcome<view.CertificateView>>;
  approveCertificate(
    caller: Caller,
    id: ProcessId,
    approval: { readonly draftDigest: string },
  ): Promise<Outcome<view.CertificateView>>;
  /** Says that an issued certificate must not be relied on; another person confirms it. */
  proposeWithdrawal(
    caller: Caller,
    id: ProcessId,
    proposal: { readonly reason: string },
  ): Promise<Outcome<view.CertificateView>>;
  /** The second person's word; who proposed may only decline. */
  settleWithdrawal(
    caller: Caller,
    id: ProcessId,
    word: { readonly decision: 'CONFIRM' } | { readonly decision: 'DECLINE'; readonly reason: string },
  ): Promise<Outcome<view.CertificateView>>;
  /** Issued bytes by content address; null when not known. */
  blob(sha256: string): Promise<Buffer | null>;
}

/** A customs system, authenticated by its client credentials. */
export interface CustomsClient {
  readonly clientId: string;
  readonly scopes: readonly CustomsScope[];
  /** Sees demonstration certificates only. */
  readonly sandbox: boolean;
  /** Thumbprint of the certificate its connection presents (RFC 8705 `x5t#S256`); null without one. */
  readonly certificate: string | null;
}
export const customsScopes = ['certificates.read', 'certificates.acknowledge', 'decisions.write', 'orders.write', 'webhooks.manage'] as const;
export type CustomsScope = (typeof customsScopes)[number];

/** A decision as recorded, with what is not yet released at its gate, t. */
export interface DecisionReceipt extends view.CustomsDecision {
  readonly remaining: DecimalString;
}

export interface CustomsService {
  /** Rows with cursor > `after`, oldest first; waits up to `waitMs` for one when there is none. */
  changes(after: number, limit: number, waitMs: number): Promise<readonly view.ChangeRow[]>;
  certificate(number: string): Promise<IssuedCertificate | null>;
  /** All that cite it, the oldest first. */
  certificatesOf(by: CertificateReference, cited: string): Promise<readonly IssuedCertificate[]>;
  blob(sha256: string): Promise<Buffer | null>;
  acknowledge(
    client: CustomsClient,
    number: string,
    acknowledgement: {
      readonly id: string;
      readonly status: Acknowledged['status'];
      readonly message: string | null;
      readonly digest: string;
    },
  ): Promise<Outcome<Acknowledged>>;
  advice(declarationNo: string): Promise<view.ReleaseAdviceView | null>;
  decide(
    client: CustomsClient,
    declarationNo: string,
    decision: Omit<view.CustomsDecision, 'at'>,
  ): Promise<Outcome<DecisionReceipt>>;
  /** Leaves an audit row for a pull. Resolves when it is safe. */
  recordPull(client: CustomsClient, pull: Pull): Promise<void>;
}
