import type { CertificateFiles } from '../../../workflows/certificate/record.ts';
import type { ProcessId } from '../../../workflows/kernel/brand.ts';
import { unlessRefused } from '../authentication.ts';
import type { HttpDeps } from '../deps.ts';
import { accepted, found, HttpRefusal } from '../http-refusal.ts';
import type { IssuedFile } from '../issued-file.ts';
import { issuedBytes, issuedFile, mediaTypes } from '../issued-file.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import {
  certificate,
  certificateApproval,
  certificateReview,
  certificatesQuery,
  withdrawalProposal,
  withdrawalSettlement,
} from '../schemas/certificate.ts';
import { pageOf, processIdParam } from '../schemas/scalars.ts';

const tag = 'Certificates';
const exampleDigest = 'ab'.repeat(32);

export const certificateOperations = ({ operator, identity }: HttpDeps): readonly Operation[] => {
  const certificateOf = async (id: ProcessId) => found(await operator.certificate(id), 'certificate', id);

  /** The issued rendering of a certificate; refuses while there is none. */
  const fileOf = async (id: ProcessId, kind: keyof CertificateFiles): Promise<IssuedFile> => {
    const { files, number } = await certificateOf(id);
    if (files === null) {
      throw new HttpRefusal({
        code: 'CERTIFICATE_NOT_ISSUED',
        message: `Certificate "${id}" is not issued: there is no paper yet.`,
        remedy: 'Wait until it is approved and issued; the draft is in the certificate itself.',
      });
    }
    const sha256 = found(files[kind], 'rendering', `${number ?? id} ${kind}`);
    return {
      read: () => issuedBytes(operator.blob, sha256),
      sha256,
      contentType: mediaTypes[kind],
      filename: `${(number ?? id).replaceAll(/[^A-Za-z0-9._-]+/g, '-')}.${kind}`,
      ...(kind === 'pdf' && { framed: true as const }),
      cacheControl: 'private, no-cache',
    };
  };

  return [
    operatorOperation({
      id: 'listCertificates',
      method: 'get',
      path: '/api/v1/certificates',
      tag,
      summary: 'Certificates, page by page: those that are not issued, then the newest first',
      description: 'What is asked for in the query has to hold, all of it.',
      input: { query: certificatesQuery },
      reply: json(pageOf(certificate), 'A page.'),
      handle: ({ input: { query } }) => operator.certificates(query),
    }),
    operatorOperation({
      id: 'getCertificate',
      method: 'get',
      path: '/api/v1/certificates/{id}',
      tag,
      summary: 'One certificate with its draft',
      input: { params: processIdParam },
      reply: json(certificate, 'The certificate.'),
      handle: ({ input }) => certificateOf(input.params.id),
    }),
    operatorOperation({
      id: 'reviewCertificate',
      method: 'post',
      path: '/api/v1/certificates/{id}/reviews',
      tag,
      summary: 'Review the draft that was shown',
      input: { params: processIdParam, body: certificateReview },
      example: { decision: 'ACCEPT', draftDigest: exampleDigest },
      reply: json(certificate, 'The certificate after the review.'),
      handle: async ({ caller, input: { params, body } }) =>
        accepted(await operator.reviewCertificate(caller, params.id, body)),
    }),
    operatorOperation({
      id: 'approveCertificate',
      method: 'post',
      path: '/api/v1/certificates/{id}/approval',
      tag,
      summary: 'Sign the draft that was shown',
      description: 'Asks for the password again; a wrong one counts as a failed login.',
      input: { params: processIdParam, body: certificateApproval },
      example: { draftDigest: exampleDigest, password: 'correct horse battery staple' },
      reply: json(certificate, 'The certificate; it is issued when its status says so.'),
      handle: async ({ caller, input: { params, body } }) => {
        unlessRefused(await identity.reauthenticate(caller, body.password));
        const { draftDigest } = body;
        return accepted(await operator.approveCertificate(caller, params.id, { draftDigest }));
      },
    }),
    operatorOperation({
      id: 'proposeWithdrawal',
      method: 'post',
      path: '/api/v1/certificates/{id}/withdrawal',
      tag,
      summary: 'Propose to withdraw an issued certificate; a signatory confirms it',
      input: { params: processIdParam, body: withdrawalProposal },
      example: { reason: 'The sample of hold 2 was mixed up with that of another cargo.' },
      reply: json(certificate, 'The certificate with the proposal.'),
      handle: async ({ caller, input: { params, body } }) =>
        accepted(await operator.proposeWithdrawal(caller, params.id, body)),
    }),
    operatorOperation({
      id: 'settleWithdrawal',
      method: 'post',
      path: '/api/v1/certificates/{id}/withdrawal-settlement',
      tag,
      summary: 'Confirm or decline a proposed withdrawal',
      description:
        'Asks for the password again. A confirmed withdrawal closes both gates, and customs is told until it acknowledges.',
      input: { params: processIdParam, body: withdrawalSettlement },
      example: { decision: 'CONFIRM', password: 'correct horse battery staple' },
      reply: json(certificate, 'The certificate as it stands now.'),
      handle: async ({ caller, input: { params, body } }) => {
        unlessRefused(await identity.reauthenticate(caller, body.password));
        const { decision, reason = '' } = body;
        const word = decision === 'CONFIRM' ? { decision } : { decision, reason };
        return accepted(await operator.settleWithdrawal(caller, params.id, word));
      },
    }),
    operatorOperation({
      id: 'downloadCertificatePdf',
      method: 'get',
      path: '/api/v1/certificates/{id}/pdf',
      tag,
      summary: 'The issued paper',
      input: { params: processIdParam },
      reply: issuedFile('The PDF as issued.', ['application/pdf']),
      handle: ({ input }) => fileOf(input.params.id, 'pdf'),
    }),
    operatorOperation({
      id: 'downloadCertificateJson',
      method: 'get',
      path: '/api/v1/certificates/{id}/json',
      tag,
      summary: 'The canonical certificate',
      input: { params: processIdParam },
      reply: issuedFile('The canonical JSON as issued; its SHA-256 is the identity of the certificate.', [
        'application/json',
      ]),
      handle: ({ input }) => fileOf(input.params.id, 'json'),
    }),
    operatorOperation({
      id: 'downloadCertificateXml',
      method: 'get',
      path: '/api/v1/certificates/{id}/xml',
      tag,
      summary: 'The certificate as UN/CEFACT eCert',
      input: { params: processIdParam },
      reply: issuedFile('The XML as issued.', [mediaTypes.xml]),
      handle: ({ input }) => fileOf(input.params.id, 'xml'),
    }),
    operatorOperation({
      id: 'downloadCertificateJws',
      method: 'get',
      path: '/api/v1/certificates/{id}/jws',
      tag,
      summary: 'The canonical certificate, signed',
      input: { params: processIdParam },
      reply: issuedFile('A compact JWS over the canonical JSON.', [mediaTypes.jws]),
      handle: ({ input }) => fileOf(input.params.id, 'jws'),
    }),
  ];
};
