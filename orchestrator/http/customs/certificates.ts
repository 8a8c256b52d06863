import type { Request } from 'express';
import { z } from 'zod';
import type { CertificateFiles } from '../../../workflows/certificate/record.ts';
import type { CustomsClient } from '../../services/contract.ts';
import { certificateReferences } from '../../views/issued-certificate.ts';
import type { CertificateReference, IssuedCertificate } from '../../views/issued-certificate.ts';
import type { CustomsHouse } from '../deps.ts';
import { accepted, found, HttpRefusal } from '../http-refusal.ts';
import { idOfKey, requireSame } from '../idempotency.ts';
import type { IssuedFile } from '../issued-file.ts';
import { issuedBytes, issuedFile, mediaTypes } from '../issued-file.ts';
import { customsOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import {
  acknowledgement,
  acknowledgementBody,
  acknowledgementExample,
  issuedCertificate,
} from '../schemas/customs.ts';
import { listOf } from '../schemas/scalars.ts';
import { negotiated } from './negotiation.ts';
import { acknowledgementAnswer, certificatesAnswer } from '../schemas/customs-answers.ts';
import { pullOf } from './pull-of.ts';

const tag = 'Customs';
const certificatesPath = '/customs/v1/certificates';
const no = z
  .string()
  .min(1)
  .max(100)
  .meta({ description: 'Certificate number; percent-encode its slashes in the address', example: 'QL/2026/000001' });
const cited = z.string().min(1).max(100).optional();

/** The one thing a search names. Throws `SEARCH_NOT_ONE`. */
function oneOf(query: Partial<Record<CertificateReference, string | undefined>>): [CertificateReference, string] {
  const given = certificateReferences.flatMap((by): [CertificateReference, string][] => {
    const value = query[by];
    return value === undefined ? [] : [[by, value]];
  });
  const [first, second] = given;
  if (first && !second) return first;
  const names = certificateReferences.join(', ');
  throw new HttpRefusal({
    code: 'SEARCH_NOT_ONE',
    field: second?.[0] ?? certificateReferences[0],
    message: first ? `A search is by one thing, not by ${given.map(([by]) => by).join(' and ')}.` : 'Nothing is said to search by.',
    remedy: `Give exactly one of ${names}.`,
  });
}

const hrefOf = (number: string) => `${certificatesPath}/${encodeURIComponent(number)}`;
const versionHrefOf = ({ number, version }: IssuedCertificate) => `${hrefOf(number)}/versions/${version}`;
const listed = (issued: IssuedCertificate) => {
  const href = versionHrefOf(issued);
  const at = (rendering: { readonly sha256: string }) => ({ ...rendering, href });
  const { pdf, json: canonical, xml, jws } = issued;
  return { ...issued, pdf: at(pdf), json: at(canonical), xml: xml && at(xml), jws: at(jws) };
};
const isDigestOf = ({ pdf, json: canonical, xml, jws }: IssuedCertificate, digest: string): boolean =>
  [pdf, canonical, xml, jws].some((rendering) => rendering?.sha256 === digest);

/** Where to look next: all of the declaration, and what took this one's place. */
function linksOf({ declarationNo, replacedBy, replaces }: IssuedCertificate): string {
  const search = `${certificatesPath}?declarationNo=${encodeURIComponent(declarationNo)}`;
  return [
    `<${search}>; rel="collection"`,
    ...(replacedBy === null ? [] : [`<${hrefOf(replacedBy)}>; rel="successor-version"`]),
    ...(replaces === null ? [] : [`<${hrefOf(replaces)}>; rel="predecessor-version"`]),
  ].join(', ');
}

export const customsCertificateOperations = ({ customs }: CustomsHouse): readonly Operation[] => {
  const certificateOf = async (number: string) =>
    found(await customs.certificate(number), 'certificate', number);

  /** The rendering asked for, with the audit row of the pull written before a byte leaves. */
  const pulled = async (
    { client, req }: { readonly client: CustomsClient; readonly req: Request },
    issued: IssuedCertificate,
    rendering: keyof CertificateFiles,
    more: Pick<IssuedFile, 'cacheControl' | 'headers'>,
  ): Promise<IssuedFile> => {
    const { number, version } = issued;
    const { sha256 } = found(issued[rendering], 'rendering', `${number} ${rendering}`);
    const contentType = mediaTypes[rendering];
    const what = `${req.method === 'HEAD' ? 'headers of ' : ''}certificate ${number} version ${version} ${contentType}`;
    return {
      read: () => issuedBytes(customs.blob, sha256),
      sha256,
      contentType,
      ...more,
      record: (status) => customs.recordPull(client, { what, number, version, rendering, digest: sha256, status }),
    };
  };

  return [
    customsOperation({
      id: 'searchCertificates',
      method: 'get',
      path: certificatesPath,
      tag,
      summary: 'Certificates of a declaration, a bill of lading or an inspection order, with status and digests',
      description: 'Give exactly one of the three, as the certificate cites it.',
      scope: 'certificates.read',
      input: { query: z.object({ declarationNo: cited, billOfLading: cited, inspectionOrderNo: cited }) },
      answer: certificatesAnswer,
      reply: json(
        listOf(issuedCertificate),
        'All that cite it, the oldest first, replaced and withdrawn ones too.',
      ),
      handle: async ({ client, input: { query } }) => {
        const [by, value] = oneOf(query);
        const items = await customs.certificatesOf(by, value);
        await customs.recordPull(client, pullOf(`certificates of ${by} ${value}`));
        return { items: items.map(listed) };
      },
    }),
    customsOperation({
      id: 'getIssuedCertificate',
      method: 'get',
      path: `${certificatesPath}/{no}`,
      tag,
      summary: 'A certificate: canonical JSON, PDF, eCert XML or JWS, by Accept',
      description:
        'The header Quaylab-Certificate-Status tells issued, replaced or withdrawn; neither of the last two is a 404. ' +
        'Link rel="collection" leads to all certificates of the declaration, rel="successor-version" to what replaced it; ' +
        'Content-Location is the permanent address.',
      scope: 'certificates.read',
      input: { params: z.object({ no }) },
      reply: issuedFile('The bytes as issued; ETag is their SHA-256.', Object.values(mediaTypes), [
        'Quaylab-Certificate-Status',
        'Content-Location',
        'Link',
      ]),
      handle: async ({ client, req, input: { params } }) => {
        const issued = await certificateOf(params.no);
        const rendering = negotiated(req, issued);
        return pulled({ client, req }, issued, rendering, {
          // The bytes never change but the status may: ask again each time, a 304 costs nothing.
          cacheControl: 'private, no-cache',
          headers: {
            'Quaylab-Certificate-Status': issued.status,
            'Content-Location': versionHrefOf(issued),
            Link: linksOf(issued),
          },
        });
      },
    }),
    customsOperation({
      id: 'getCertificateVersion',
      method: 'get',
      path: `${certificatesPath}/{no}/versions/{n}`,
      tag,
      summary: 'One version of a certificate; its bytes never change',
      description:
        'May be kept for ever. For the status ask the certificate itself, Link rel="latest-version".',
      scope: 'certificates.read',
      input: {
        params: z.object({
          no,
          n: z
            .string()
            .regex(/^[1-9]\d{0,5}$/)
            .transform(Number)
            .meta({ type: 'integer', minimum: 1 }),
        }),
      },
      reply: issuedFile('The bytes as issued; ETag is their SHA-256.', Object.values(mediaTypes), ['Link']),
      handle: async ({ client, req, input: { params } }) => {
        const issued = await certificateOf(params.no);
        const rendering = negotiated(req, issued);
        const version = issued.version === params.n ? issued : null;
        return pulled(
          { client, req },
          found(version, 'certificate version', `${params.no} version ${params.n}`),
          rendering,
          {
            cacheControl: 'private, max-age=31536000, immutable',
            headers: { Link: `<${hrefOf(issued.number)}>; rel="latest-version"` },
          },
        );
      },
    }),
    customsOperation({
      id: 'acknowledgeCertificate',
      method: 'post',
      path: `${certificatesPath}/{no}/acknowledgements`,
      tag,
      summary: 'Tell what became of a certificate on your side',
      scope: 'certificates.acknowledge',
      idempotent: true,
      input: { params: z.object({ no }), body: acknowledgementBody },
      example: acknowledgementExample,
      answer: acknowledgementAnswer,
      reply: json(acknowledgement, 'The acknowledgement as recorded.', 201),
      handle: async ({ client, key, input: { params, body } }) => {
        requireIssuedDigest(await certificateOf(params.no), body.digest);
        const sent = { id: idOfKey(client.clientId, key), ...body };
        const recorded = accepted(await customs.acknowledge(client, params.no, sent));
        requireSame(body, recorded);
        return recorded;
      },
    }),
  ];
};

function requireIssuedDigest(issued: IssuedCertificate, digest: string): void {
  if (isDigestOf(issued, digest)) return;
  throw new HttpRefusal({
    code: 'DIGEST_MISMATCH',
    field: 'digest',
    message: `No rendering of certificate ${issued.number} was issued with this digest: what was received is not what was sent.`,
    remedy: 'Pull the certificate again and compare its SHA-256 with the ETag.',
  });
}
