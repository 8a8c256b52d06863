import { z } from 'zod';
import type { CustomsClient, IssuedCertificate } from '../../services/contract.ts';
import type { HttpDeps } from '../deps.ts';
import { accepted, found, HttpRefusal } from '../http-refusal.ts';
import { idOfKey, requireSame } from '../idempotency.ts';
import type { IssuedFile } from '../issued-file.ts';
import { issuedFile, proven } from '../issued-file.ts';
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
import { negotiated, renderings } from './negotiation.ts';

const tag = 'Customs';
const certificatesPath = '/customs/v1/certificates';
const no = z
  .string()
  .min(1)
  .max(100)
  .meta({ description: 'Certificate number, percent-encoded', example: 'QL%2F2026%2F000001' });
const declarationNo = z.string().min(1).max(100);

const hrefOf = (number: string) => `${certificatesPath}/${encodeURIComponent(number)}`;
const versionHrefOf = ({ number, version }: IssuedCertificate) => `${hrefOf(number)}/versions/${version}`;
const listed = (issued: IssuedCertificate) => ({
  ...issued,
  pdf: { ...issued.pdf, href: versionHrefOf(issued) },
  json: { ...issued.json, href: versionHrefOf(issued) },
});

export const customsCertificateOperations = ({ customs }: HttpDeps): readonly Operation[] => {
  const certificateOf = async (number: string) =>
    found(await customs.certificate(number), 'certificate', number);

  /** The rendering asked for, with the audit row of the pull written before a byte leaves. */
  const pulled = async (
    client: CustomsClient,
    issued: IssuedCertificate,
    contentType: IssuedFile['contentType'],
    more: Pick<IssuedFile, 'cacheControl' | 'headers'>,
  ): Promise<IssuedFile> => {
    const { sha256 } = issued[renderings[contentType]];
    const bytes = proven(await customs.blob(sha256), sha256);
    const what = `certificate ${issued.number} version ${issued.version} ${contentType}`;
    await customs.recordPull(client, { what, digest: sha256 });
    return { bytes, sha256, contentType, ...more };
  };

  return [
    customsOperation({
      id: 'searchCertificates',
      method: 'get',
      path: certificatesPath,
      tag,
      summary: 'Certificates of a declaration, with status and digests',
      scope: 'certificates.read',
      input: { query: z.object({ declarationNo }) },
      reply: json(
        listOf(issuedCertificate),
        'All issued for the declaration, replaced and withdrawn ones too.',
      ),
      handle: async ({ client, input: { query } }) => {
        const items = await customs.certificatesOf(query.declarationNo);
        await customs.recordPull(client, {
          what: `certificates of declaration ${query.declarationNo}`,
          digest: null,
        });
        return { items: items.map(listed) };
      },
    }),
    customsOperation({
      id: 'getIssuedCertificate',
      method: 'get',
      path: `${certificatesPath}/{no}`,
      tag,
      summary: 'A certificate: canonical JSON or PDF, by Accept',
      description:
        'The header Quaylab-Certificate-Status tells issued, replaced or withdrawn; neither of the last two is a 404. ' +
        'Link rel="collection" leads to all certificates of the declaration; Content-Location is the permanent address.',
      scope: 'certificates.read',
      input: { params: z.object({ no }) },
      reply: issuedFile('The bytes as issued; ETag is their SHA-256.', [
        'application/json',
        'application/pdf',
      ]),
      handle: async ({ client, req, input: { params } }) => {
        const contentType = negotiated(req);
        const issued = await certificateOf(params.no);
        const search = `${certificatesPath}?declarationNo=${encodeURIComponent(issued.declarationNo)}`;
        return pulled(client, issued, contentType, {
          // The bytes never change but the status may: ask again each time, a 304 costs nothing.
          cacheControl: 'private, no-cache',
          headers: {
            'Quaylab-Certificate-Status': issued.status,
            'Content-Location': versionHrefOf(issued),
            Link: `<${search}>; rel="collection"`,
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
      reply: issuedFile('The bytes as issued; ETag is their SHA-256.', [
        'application/json',
        'application/pdf',
      ]),
      handle: async ({ client, req, input: { params } }) => {
        const contentType = negotiated(req);
        const issued = await certificateOf(params.no);
        const version = issued.version === params.n ? issued : null;
        return pulled(
          client,
          found(version, 'certificate version', `${params.no} version ${params.n}`),
          contentType,
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

function requireIssuedDigest({ number, pdf, json: canonical }: IssuedCertificate, digest: string): void {
  if (digest === pdf.sha256 || digest === canonical.sha256) return;
  throw new HttpRefusal({
    code: 'DIGEST_MISMATCH',
    field: 'digest',
    message: `No rendering of certificate ${number} was issued with this digest: what was received is not what was sent.`,
    remedy: 'Pull the certificate again and compare its SHA-256 with the ETag.',
  });
}
