import type { LotValue } from '../assay/types.ts';
import type { ConformityStatement } from '../conformity/types.ts';
import type { Bilingual } from '../kernel/bilingual.ts';
import type { BlindCode, DecimalString, Instant } from '../kernel/brand.ts';
import type { CitedPack } from '../kernel/source.ts';

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

/** What is certified, before number and signature: its digest is what reviewer and signatory see and bind. */
export interface CertificateDraft {
  readonly kind: { readonly code: string; readonly title: Bilingual };
  readonly laboratory: LaboratoryIdentity;
  readonly customer: Party;
  readonly consignor: Party;
  readonly consignee: Party;
  readonly declarationNo: string;
  readonly goodsItem: number;
  readonly inspectionOrderNo: string | null;
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
    readonly samplingFrom: Instant;
    readonly samplingTo: Instant;
    readonly received: Instant;
    readonly testingFrom: Instant;
    readonly testingTo: Instant;
  };
  readonly sampling: {
    readonly standard: string;
    readonly method: Bilingual;
    readonly basis: 'time' | 'mass' | 'volume';
    readonly intervalUnit: 's' | 't' | 'm³';
    readonly quantityUnit: 't' | 'm³';
    /** Absolute % ash dry, 95 %; null for what is not sampled for a precision. */
    readonly requiredPrecision: DecimalString | null;
    readonly units: readonly CertifiedUnit[];
    readonly preparationStandard: string;
  };
  readonly results: readonly LotValue[];
  readonly observations: readonly Observation[];
  readonly conformity: ConformityStatement;
  readonly deviations: readonly Deviation[];
  /** Fields whose data came from the customer (ISO/IEC 17025:2017 7.8.2.2), by name of the field of this document. */
  readonly suppliedByCustomer: readonly string[];
  readonly packs: readonly CitedPack[];
  /** SHA-256 (hex) over the sample lineage, so that the paper is bound to custody. */
  readonly lineageDigest: string;
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
