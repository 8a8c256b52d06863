import { z } from 'zod';
import type { HttpDeps } from '../deps.ts';
import type { OpenApiDocument } from '../openapi.ts';
import { publicOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { html, json } from '../reply.ts';
import { certificateStatusAnswer, publicKeysAnswer } from './answers.ts';
import { docsPage } from './docs-page.ts';
import { healthOperations } from './health.ts';
import { landingPage } from './landing.ts';
import { certificateStatusReply } from './certificate-status.ts';
import { journalRootOperation } from './journal-roots.ts';
import { verifyForm, verifyPage } from './verify-page.ts';

const tag = 'Public';
const certificateNo = z.string().min(1).max(100);
const digest = z
  .string()
  .max(100)
  .optional()
  .meta({ description: 'SHA-256 of the certificate, hex or Base64url' });

/** Key and signature of a QR code: for who checks it offline; this page looks the certificate up. */
const proofPart = z.string().max(100).optional();

/** What is open to everyone. The document is asked for late because it describes these operations too. */
export const publicOperations = (deps: HttpDeps, document: () => OpenApiDocument): readonly Operation[] => [
  ...healthOperations(deps),
  publicOperation({
    id: 'getLandingPage',
    method: 'get',
    path: '/about',
    tag,
    summary: 'What is to be found here',
    input: {},
    reply: html('A page with links.'),
    handle: async () => ({ status: 200, page: landingPage(deps.version) }),
  }),
  publicOperation({
    id: 'getDocsPage',
    method: 'get',
    path: '/docs',
    tag,
    summary: 'This document to browse',
    input: {},
    reply: html('Swagger UI, served from here.'),
    handle: async () => ({ status: 200, page: docsPage() }),
  }),
  publicOperation({
    id: 'getOpenApiDocument',
    method: 'get',
    path: '/openapi.json',
    tag,
    summary: 'This document',
    input: {},
    reply: json(z.looseObject({ openapi: z.string() }), 'OpenAPI 3.1.'),
    handle: async ({ res }) => {
      res.set('Cache-Control', 'no-cache');
      return { ...document() };
    },
  }),
  publicOperation({
    id: 'getPublicKeys',
    method: 'get',
    path: '/.well-known/jwks.json',
    tag,
    summary: 'Keys that certificates are, and were, signed with',
    description: 'A JWK set (RFC 7517) with certificates (`x5c`). Keep it to check certificates offline.',
    input: {},
    answer: publicKeysAnswer,
    reply: json(z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })) }), 'The keys.'),
    handle: async ({ res }) => {
      res.set('Cache-Control', 'public, max-age=3600');
      return deps.publicKeys;
    },
  }),
  journalRootOperation(deps),
  publicOperation({
    id: 'findCertificateToVerify',
    method: 'get',
    path: '/verify',
    tag,
    summary: 'Form to verify a certificate by its number',
    input: { query: z.object({ number: certificateNo.optional(), digest }) },
    reply: html('The form, or with a number the answer.', 'No such certificate.'),
    handle: async ({ input: { query } }) =>
      query.number === undefined
        ? { status: 200, page: verifyForm() }
        : verified(deps, query.number, query.digest),
  }),
  publicOperation({
    id: 'verifyCertificate',
    method: 'get',
    path: '/verify/{number}',
    tag,
    summary: 'Whether a certificate is valid, replaced, withdrawn or unknown; where its QR code leads',
    description: 'A page; with `Accept: application/json` data for programs.',
    input: {
      params: z.object({ number: certificateNo }),
      query: z.object({ digest, d: digest, k: proofPart, s: proofPart }),
    },
    answer: certificateStatusAnswer,
    reply: certificateStatusReply,
    handle: async ({ input: { params: { number }, query } }) => ({
      number,
      certificate: await deps.publicStatus(number),
      digest: query.d ?? query.digest,
      timeZone: deps.site.timeZone,
    }),
  }),
];

async function verified(
  { publicStatus, site: { timeZone } }: HttpDeps,
  number: string,
  digest: string | undefined,
) {
  const certificate = await publicStatus(number);
  return {
    status: certificate === null ? (404 as const) : (200 as const),
    page: verifyPage({ number, certificate, digest, timeZone }),
  };
}
