import type { Certificate } from '../../workflows/certificate/content.ts';
import type { TemplateId } from '../../workflows/certificate/templates.ts';

/**
 * The codes of UN/CEFACT SPS eCert as this profile uses them. Inside the system statuses and kinds are words; these
 * numbers stand at the edge only, because another binding of the same model (the JSON schema of D23B) gives 40, 41 and 44
 * other meanings and has no 70.
 */

/** Namespaces of SPS eCert D17A, as in the schemas of the IPPC ePhyto hub, by the prefixes common in the field. */
export const namespaces = {
  rsm: 'urn:un:unece:uncefact:data:standard:SPSCertificate:17',
  ram: 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:21',
  udt: 'urn:un:unece:uncefact:data:standard:UnqualifiedDataType:21',
} as const;

/** StatusCode: UNECE status codes, D16B. */
export const statusCodes = {
  approved: '39',
  withdrawn: '40',
  rejected: '41',
  pending: '42',
  replaced: '44',
  draft: '47',
  issued: '70',
} as const;

/** Where a certificate stands, as eCert knows it. */
export type EcertStatus = keyof typeof statusCodes;

/**
 * TypeCode by kind of certificate: UNTDID 1001 (D16B) by the code of the single window. What follows the code is its name in
 * UNTDID 1001. The kinds 98 and 99 are "other": the plain inspection certificate says least.
 */
export const typeCodes: Readonly<Record<string, string>> = {
  11: '3', // 品质证书: certificate of quality
  12: '14', // 重量证书: weight certificate
  13: '19', // 数量证书: certificate of quantity
  14: '853', // 兽医卫生证书: veterinary certificate
  15: '636', // 健康证书: health certificate
  16: '852', // 卫生证书: sanitary certificate
  17: '853', // 动物卫生证书: veterinary certificate
  18: '851', // 植物检疫证书: phytosanitary certificate
  19: '267', // 熏蒸/消毒证书: fumigation certificate
  21: '856', // 入境货物检验检疫证明: inspection certificate
  22: '293', // 不合格通知单: inspection report
  24: '856',
  98: '856',
  99: '856',
};

/** The same by what a document is made of, for the kinds a site adds; what only tells of sampling has no type in UNTDID 1001. */
const typesOfTemplates: Readonly<Partial<Record<TemplateId, string>>> = {
  quality: '3',
  weight: '14',
  quantity: '19',
  quarantine: '851',
  'inspection-quarantine': '856',
  nonconformity: '293',
  treatment: '293',
  'test-report': '4', // test report
};

type Typed = Pick<Certificate, 'kind' | 'template'>;

/** Two digits are a kind of the single window, whose meaning does not depend on what a site makes it of. */
const ofSingleWindow = /^\d{2}$/;

/** The TypeCode of a document; undefined where eCert has none. */
export const typeCodeOf = ({ kind, template }: Typed): string | undefined =>
  ofSingleWindow.test(kind.code) ? typeCodes[kind.code] : typesOfTemplates[template];

export const hasTypeCode = (certificate: Typed): boolean => typeCodeOf(certificate) !== undefined;

/** Documents a certificate refers to: TypeCode (UNTDID 1001) and RelationshipTypeCode (UNTDID 1153). */
export const references = {
  /** Goods declaration for importation; goods declaration document identifier, Customs. */
  declaration: { type: '929', relationship: 'ABT' },
  /** Bill of lading; bill of lading number. */
  billOfLading: { type: '705', relationship: 'BM' },
  /** Mutually defined reference number: the TypeCode is the certificate's own. */
  data: { relationship: 'ZZZ' },
  /** Document reference, original: as the hub's profile names the certificate another one replaces. */
  replaced: { relationship: 'AWR' },
} as const;

/** Before the hex digits of the digest, so that no other reference is taken for it; the name of the hash as in RFC 6920. */
export const digestPrefix = 'sha-256:';

/** Subjects of notes, as in the hub's profile: on the document, and on the line of goods. */
export const subjects = {
  declaration: 'ADEDL',
  information: 'ADAOEDL',
  inspectionDate: 'ADDIEDL',
  replacedNumber: 'ADRPN',
  replacementReason: 'ADRPR',
  goodsInformation: 'ADAOTLIL',
} as const;

/** ModeCode, UNECE recommendation 19: maritime transport. */
export const maritime = '1';

/** Unit of the declared mass, UNECE recommendation 20: tonne. */
export const tonne = 'TNE';
