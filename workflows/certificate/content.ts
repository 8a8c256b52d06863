import type { LotValue } from '../assay/types.ts';
import type { ReleaseOutcome } from '../conformity/release-types.ts';
import type { ConformityStatement } from '../conformity/types.ts';
import type { QuantityMeasured } from '../consignment/measuring.ts';
import type { Bilingual } from '../kernel/bilingual.ts';
import type { BlindCode, DecimalString, Instant } from '../kernel/brand.ts';
import type { CitedPack, RuleSource } from '../kernel/source.ts';
import type { TemplateId } from './templates.ts';

/** The laboratory that issues, from the site's configuration. */
export interface LaboratoryIdentity {
  readonly name: Bilingual;
  readonly address: Bilingual;
  /** Office code used in certificate numbers. */
  readonly office: string;
  /** Where the work was done, when it is not the address. */
  readonly location: Bilingual;
  /** Printed as a mark of the demonstration; never on a real site. */
  readonly demonstration: boolean;
}

export interface Party {
  readonly name: string;
  readonly address?: string;
}

/** One sampling unit as the certificate shows it. */
export interface CertifiedUnit {
  readonly no: number;
  /** Number of its lot, of a cargo of several; absent otherwise. */
  readonly lot?: number;
  /** A unit of the lot, a hold, a parcel. */
  readonly label: Bilingual;
  /** By meter or plan, in the quantity's unit. */
  readonly quantity: DecimalString;
  /** Between two increments, in the interval's unit. */
  readonly interval: DecimalString;
  readonly incrementsPlanned: number;
  readonly incrementsTaken: number;
  /** Divided gross sample in the container, kg. */
  readonly sampleMass: DecimalString;
  /** Null where the standard knows none. */
  readonly achievedPrecision: DecimalString | null;
  readonly validity: 'VALID' | 'SUSPECT' | 'INVALID';
}

/** Something observed and not measured: an odour, a living insect, a weed. */
export interface Observation {
  readonly item: string;
  readonly name: Bilingual;
  readonly method: string;
  /** What was found, in words. */
  readonly finding: Bilingual;
  /** Units it was found in; all that were looked at, when it was found in none. */
  readonly units: readonly number[];
}

export interface Deviation extends Bilingual {
  readonly code: string;
  /** Who accepted it, for a deviation an officer decided on. */
  readonly acceptedBy?: string;
  readonly reason?: string;
}

/** How the cargo was sampled and prepared. */
export interface CertifiedSampling {
  readonly standard: string;
  readonly method: Bilingual;
  readonly basis: 'time' | 'mass' | 'volume';
  readonly intervalUnit: 's' | 't' | 'm³';
  readonly quantityUnit: 't' | 'm³';
  /** Absolute % ash dry, 95 %; null for what is not sampled for a precision. */
  readonly requiredPrecision: DecimalString | null;
  readonly units: readonly CertifiedUnit[];
  readonly preparationStandard: string;
}

/** How much cargo there is, by one measurement on record. */
export interface CertifiedQuantity extends Pick<QuantityMeasured, 'unit' | 'method' | 'measuredAt' | 'document'> {
  readonly value: DecimalString;
  /** Who put it on record. */
  readonly recordedBy: string;
}

/** Something of quarantine that was found on site, and what an officer decided on it. */
export interface CertifiedFinding {
  readonly code: string;
  readonly name: Bilingual;
  /** The unit it was found in; the whole cargo when it concerns all. */
  readonly where: Bilingual;
  /** In the words of who found it. */
  readonly remark: string;
  readonly foundBy: string;
  readonly foundAt: Instant;
  /** `name`: as the rules call the outcome on customs papers. */
  readonly settled: {
    readonly outcome: ReleaseOutcome;
    readonly name: Bilingual;
    readonly by: string;
    readonly at: Instant;
  } | null;
}

/** A treatment that was carried out. */
export interface Treatment {
  /** What was done, for example 溴甲烷熏蒸 with dose and duration. */
  readonly method: Bilingual;
  readonly place: string;
  readonly by: string;
  /** ISO date */
  readonly completedOn: string;
  /** Number of the certificate of the treatment. */
  readonly certificateNo: string | null;
}

/** What a notice tells its addressee, in his words' full mirror: Chinese and English say the same. */
export interface NoticeDetails {
  readonly addressee: Party;
  /** 因…: why. */
  readonly reason: Bilingual;
  /** 需做…处理: what has to be done. */
  readonly required: Bilingual;
}

export interface Notice extends NoticeDetails {
  /** Rules of the packs that ask for it. */
  readonly legalBasis: readonly RuleSource[];
}

/** What is certified, before number and signature: its digest is what reviewer and signatory see and bind. */
export interface CertificateDraft {
  readonly kind: { readonly code: string; readonly title: Bilingual };
  /** What it is made of; parts that its template lacks are null or empty. */
  readonly template: TemplateId;
  readonly laboratory: LaboratoryIdentity;
  readonly customer: Party;
  readonly consignor: Party;
  readonly consignee: Party;
  readonly declarationNo: string;
  readonly goodsItem: number;
  readonly inspectionOrderNo: string | null;
  /** The certificate this one takes the place of, and why (ISO/IEC 17025:2017 7.8.8); null for a first one. */
  readonly replaces: { readonly number: string; readonly digest: string; readonly reason: string } | null;
  readonly commodity: { readonly name: Bilingual; readonly hsCode: string };
  readonly declaredMass: { readonly value: DecimalString; readonly unit: 't' };
  readonly transport: {
    readonly vessel: string;
    readonly voyage: string;
    readonly billOfLading: string;
    readonly portOfLoading: string;
    readonly portOfDischarge: string;
  };
  readonly item: { readonly description: Bilingual; readonly condition: Bilingual };
  readonly dates: {
    readonly arrival: string | null;
    readonly samplingFrom: Instant | null;
    readonly samplingTo: Instant | null;
    readonly received: Instant | null;
    readonly testingFrom: Instant | null;
    readonly testingTo: Instant | null;
  };
  readonly sampling: CertifiedSampling | null;
  readonly quantity: CertifiedQuantity | null;
  readonly quarantine: { readonly findings: readonly CertifiedFinding[]; readonly treatment: Treatment | null } | null;
  readonly notice: Notice | null;
  readonly results: readonly LotValue[];
  readonly observations: readonly Observation[];
  readonly conformity: ConformityStatement | null;
  readonly deviations: readonly Deviation[];
  /** What the preparer adds in words. */
  readonly remark: string | null;
  /** Fields whose data came from the customer (ISO/IEC 17025:2017 7.8.2.2), by name of the field of this document. */
  readonly suppliedByCustomer: readonly string[];
  readonly packs: readonly CitedPack[];
  /** SHA-256 (hex) over the sample lineage, so that the paper is bound to custody; null for a paper that is not about samples. */
  readonly lineageDigest: string | null;
  /** Blind codes under which the samples were tested, revealed by decoding. */
  readonly assayCodes: readonly BlindCode[];
}

/** The certificate: its canonical JSON (RFC 8785) has the digest that is its identity. */
export interface Certificate extends CertificateDraft {
  readonly schema: 'urn:quaylab:certificate:1';
  readonly number: string;
  readonly version: number;
  readonly issuedAt: Instant;
  readonly preparedBy: string;
  readonly reviewedBy: string;
  readonly approvedBy: { readonly name: string; readonly title: Bilingual };
  /** The journal's newest entry when the signatory approved: ties the paper to the record. */
  readonly journalHead: { readonly position: number; readonly hash: string };
}
