import { DateTime } from 'luxon';
import type { Certificate, Party } from '../../workflows/certificate/content.ts';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import type { Instant } from '../../workflows/kernel/brand.ts';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { digestPrefix, maritime, references, statusCodes, subjects, tonne, typeCodeOf } from './codes.ts';
import { documentNotes } from './document-notes.ts';
import { goodsNotes } from './goods-notes.ts';
import { guardXmlText } from './xml-guard.ts';
import { inBoth, ram, rsm, udt, xmlText, type XmlElement } from './xml-tree.ts';

/**
 * A certificate as UN/CEFACT SPS eCert D17A, in the profile of the IPPC ePhyto hub: UTF-8, line feeds, the same input gives the
 * same text. The status is always *issued*: bytes that were issued do not change when another certificate replaces this one.
 * docs/ecert.md tells what stands where.
 *
 * `digest`: SHA-256 of the canonical JSON, 64 hex digits; the XML is a rendering of that JSON and carries it as a reference.
 *
 * Throws `ECERT_KIND_UNMAPPED` (no TypeCode for this kind of certificate), `ECERT_TEXT_UNSAFE` (a character XML can not carry).
 */
export function certificateXml(certificate: Certificate, digest: string): string {
  guardXmlText(certificate);
  return xmlText(rsm('SPSCertificate', [exchangedDocument(certificate, digest), consignment(certificate)]));
}

function exchangedDocument(certificate: Certificate, digest: string): XmlElement {
  const { kind, number, issuedAt, laboratory, dates, replaces } = certificate;
  const { samplingFrom, samplingTo } = dates;
  const typeCode = requiredTypeCode(certificate);
  return rsm('SPSExchangedDocument', [
    ram('Name', together(kind.title)),
    ram('ID', number),
    ram('TypeCode', typeCode),
    ram('StatusCode', statusCodes.issued),
    issueDateTime(issuedAt),
    ram('IssuerSPSParty', [ram('Name', together(laboratory.name))]),
    ...(samplingFrom && samplingTo
      ? [note(subjects.inspectionDate, `${beijingTime(samplingFrom)}/${beijingTime(samplingTo)}`)]
      : []),
    ...documentNotes(certificate).flatMap(({ subject, words }) =>
      inBoth('Content', words).map((content) => ram('IncludedSPSNote', [ram('Subject', subject), content])),
    ),
    ...(replaces
      ? [note(subjects.replacedNumber, replaces.number), note(subjects.replacementReason, replaces.reason)]
      : []),
    ...documentReferences(certificate, digest, typeCode),
    signatory(certificate),
  ]);
}

function requiredTypeCode(certificate: Certificate): string {
  const code = typeCodeOf(certificate);
  if (code !== undefined) return code;
  throw new RefusedError({
    code: 'ECERT_KIND_UNMAPPED',
    field: 'kind.code',
    message: `eCert has no type of document for certificates of kind ${certificate.kind.code}.`,
    remedy: 'Serve this one as JSON and PDF only.',
  });
}

function documentReferences(
  certificate: Certificate,
  digest: string,
  typeCode: string,
): readonly XmlElement[] {
  const { declaration, billOfLading, data, replaced } = references;
  const { declarationNo, transport, replaces } = certificate;
  return [
    ram(
      'ReferenceSPSReferencedDocument',
      reference(declaration.type, declaration.relationship, declarationNo),
    ),
    ram(
      'ReferenceSPSReferencedDocument',
      reference(billOfLading.type, billOfLading.relationship, transport.billOfLading),
    ),
    ram('ReferenceSPSReferencedDocument', [
      ...reference(typeCode, data.relationship, `${digestPrefix}${digest}`),
      ram('Information', 'SHA-256 of the canonical JSON (RFC 8785) of this certificate', {
        languageID: 'en',
      }),
    ]),
    ...(replaces
      ? [
          ram('ReferenceSPSReferencedDocument', [
            ...reference(typeCode, replaced.relationship, replaces.number),
            ram('Information', `SHA-256 of its canonical JSON: ${replaces.digest}`, { languageID: 'en' }),
          ]),
        ]
      : []),
  ];
}

const reference = (type: string, relationship: string, id: string): readonly XmlElement[] => [
  ram('TypeCode', type),
  ram('RelationshipTypeCode', relationship),
  ram('ID', id),
];

function signatory({ issuedAt, laboratory, approvedBy }: Certificate): XmlElement {
  return ram('SignatorySPSAuthentication', [
    ram('ActualDateTime', [dateTimeString(issuedAt)]),
    ram('IssueSPSLocation', [ram('Name', together(laboratory.address))]),
    ram('ProviderSPSParty', [
      ram('Name', together(laboratory.name)),
      ram('SpecifiedSPSPerson', [ram('Name', approvedBy.name)]),
    ]),
    ram('IncludedSPSClause', [
      ram('ID', '1'),
      ram('Content', `批准 Approved by: ${approvedBy.name}，${together(approvedBy.title)}`),
    ]),
  ]);
}

function consignment(certificate: Certificate): XmlElement {
  const { consignor, consignee, transport, laboratory } = certificate;
  return rsm('SPSConsignment', [
    party('ConsignorSPSParty', consignor),
    party('ConsigneeSPSParty', consignee),
    ram('UnloadingBaseportSPSLocation', [ram('Name', transport.portOfDischarge)]),
    ram('ExaminationSPSEvent', [ram('OccurrenceSPSLocation', [ram('Name', together(laboratory.location))])]),
    ram('MainCarriageSPSTransportMovement', [
      ram('ID', transport.voyage),
      ram('ModeCode', maritime),
      ram('UsedSPSTransportMeans', [ram('Name', transport.vessel)]),
    ]),
    ram('IncludedSPSConsignmentItem', [goodsLine(certificate)]),
  ]);
}

function goodsLine(certificate: Certificate): XmlElement {
  const { goodsItem, item, commodity, declaredMass } = certificate;
  return ram('IncludedSPSTradeLineItem', [
    ram('SequenceNumeric', String(goodsItem)),
    ...inBoth('Description', item.description),
    ...inBoth('CommonName', commodity.name),
    ram('NetWeightMeasure', declaredMass.value, { unitCode: tonne }),
    ...goodsNotes(certificate).map((words) =>
      ram('AdditionalInformationSPSNote', [
        ram('Subject', subjects.goodsInformation),
        ...inBoth('Content', words),
      ]),
    ),
    ram('ApplicableSPSClassification', [ram('SystemName', 'HS'), ram('ClassCode', commodity.hsCode)]),
  ]);
}

const party = (role: string, { name, address }: Party): XmlElement =>
  ram(role, [ram('Name', name), address ? ram('SpecifiedSPSAddress', [ram('LineOne', address)]) : undefined]);

const note = (subject: string, content: string): XmlElement =>
  ram('IncludedSPSNote', [ram('Subject', subject), ram('Content', content)]);

const issueDateTime = (at: Instant): XmlElement => ram('IssueDateTime', [dateTimeString(at)]);
const dateTimeString = (at: Instant): XmlElement => udt('DateTimeString', beijingTime(at));

/** As everywhere on the certificate, with the offset; milliseconds kept, so that the instant can be read back. */
const beijingTime = (at: Instant): string =>
  DateTime.fromISO(at, { zone: 'UTC+8' }).toFormat("yyyy-MM-dd'T'HH:mm:ss.SSSZZ");

/** Both languages where the schema allows one text without a language. */
const together = ({ zh, en }: Bilingual): string => (zh === en ? zh : `${zh} ${en}`);
