import { z } from 'zod';
import { found } from '../http-refusal.ts';
import { html, json, type Reply } from '../reply.ts';
import { bilingual, instantText, sha256 } from '../schemas/scalars.ts';
import { verifyPage } from './verify-page.ts';
import type { VerifyAsked } from './verify-page.ts';

const certificateStatus = z
  .object({
    number: z.string(),
    kind: bilingual,
    status: z.enum(['valid', 'replaced', 'withdrawn']),
    issuedAt: instantText,
    digest: sha256.meta({
      description: 'SHA-256 of the canonical JSON, hex: compare it with the one on the paper',
    }),
    replacedBy: z.string().nullable().meta({ description: 'Number of the certificate that took its place' }),
  })
  .meta({ id: 'CertificateStatus' });

const page = html('The status, and with `digest` whether it matches.', 'No such certificate.');
const data = json(certificateStatus, 'The status, for programs.');

/** A page for people; for who asks for JSON, the same as data. */
export const certificateStatusReply: Reply<VerifyAsked> = {
  responses: page.responses.map((response) =>
    response.status === 200
      ? { ...response, content: { ...response.content, 'application/json': certificateStatus } }
      : { ...response, content: { ...response.content, 'application/problem+json': null } },
  ),
  send(req, res, asked) {
    const { number, certificate } = asked;
    res.vary('Accept');
    if (req.accepts(['text/html', 'application/json']) === 'application/json') {
      return data.send(req, res, found(certificate, 'certificate', number));
    }
    return page.send(req, res, {
      status: certificate === null ? 404 : 200,
      page: verifyPage(asked),
    });
  },
};
