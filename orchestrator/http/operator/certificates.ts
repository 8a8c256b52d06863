import type { ProcessId } from '../../../workflows/kernel/brand.ts';
import { unlessRefused } from '../authentication.ts';
import type { HttpDeps } from '../deps.ts';
import { accepted, found, HttpRefusal } from '../http-refusal.ts';
import type { IssuedFile } from '../issued-file.ts';
import { issuedFile, proven } from '../issued-file.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import { certificate, certificateApproval, certificateReview } from '../schemas/certificate.ts';
import { listOf, processIdParam } from '../schemas/scalars.ts';

const tag = 'Certificates';
const exampleDigest = 'ab'.repeat(32);

export const certificateOperations = ({ operator, identity }: HttpDeps): readonly Operation[] => {
  const certificateOf = async (id: ProcessId) => found(await operator.certificate(id), 'certificate', id);

  /** The issued rendering of a certificate; refuses while there is none. */
  const fileOf = async (id: ProcessId, kind: 'pdf' | 'json'): Promise<IssuedFile> => {
    const { files, number } = await certificateOf(id);
    if (files === null) {
      throw new HttpRefusal({
        code: 'CERTIFICATE_NOT_ISSUED',
        message: `Certificate "${id}" is not issued: there is no paper yet.`,
        remedy: 'Wait until it is approved and issued; the draft is in the certificate itself.',
      });
    }
    return {
      bytes: proven(await operator.blob(files[kind]), files[kind]),
      sha256: files[kind],
      contentType: kind === 'pdf' ? 'application/pdf' : 'application/json',
      filename: `${(number ?? id).replaceAll(/[^A-Za-z0-9._-]+/g, '-')}.${kind}`,
      cacheControl: 'private, no-cache',
    };
  };

  return [
    operatorOperation({
      id: 'listCertificates',
      method: 'get',
      path: '/api/v1/certificates',
      tag,
      summary: 'All certificates',
      input: {},
      reply: json(listOf(certificate), 'Certificates.'),
      handle: async () => ({ items: await operator.certificates() }),
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
  ];
};
