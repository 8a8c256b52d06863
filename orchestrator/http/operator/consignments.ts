import type { HttpDeps } from '../deps.ts';
import { accepted, found } from '../http-refusal.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import { certificateAmendment } from '../schemas/certificate.ts';
import { documentExample, documentRequest } from '../schemas/document.ts';
import { consignment, consignmentPage, consignmentsQuery, container, validityDecision } from '../schemas/consignment.ts';
import { declarationExample, declarationSchema } from '../schemas/declaration.ts';
import { listOf, processIdParam } from '../schemas/scalars.ts';

const tag = 'Consignments';

export const consignmentOperations = ({ operator }: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'declareConsignment',
    method: 'post',
    path: '/api/v1/consignments',
    tag,
    summary: 'Declare a consignment for inspection',
    description: 'Plans the sampling at once; the plan is in the answer.',
    input: { body: declarationSchema },
    example: declarationExample,
    reply: json(consignment, 'Declared and planned; Location tells where.', 201),
    handle: async ({ caller, input, res }) => {
      const declared = accepted(await operator.declare(caller, input.body));
      res.location(`/api/v1/consignments/${encodeURIComponent(declared.id)}`);
      return declared;
    },
  }),
  operatorOperation({
    id: 'listConsignments',
    method: 'get',
    path: '/api/v1/consignments',
    tag,
    summary: 'Consignments, the newest first, page by page',
    description: 'What is asked for in the query has to hold, all of it; `next` is the `after` of the page that follows.',
    input: { query: consignmentsQuery },
    reply: json(consignmentPage, 'A page.'),
    handle: ({ input: { query } }) => operator.consignments(query),
  }),
  operatorOperation({
    id: 'getConsignment',
    method: 'get',
    path: '/api/v1/consignments/{id}',
    tag,
    summary: 'One consignment',
    input: { params: processIdParam },
    reply: json(consignment, 'The consignment.'),
    handle: async ({ input: { params } }) =>
      found(await operator.consignment(params.id), 'consignment', params.id),
  }),
  operatorOperation({
    id: 'getLineage',
    method: 'get',
    path: '/api/v1/consignments/{id}/lineage',
    tag,
    summary: 'Containers and bottles of a consignment with their parents',
    input: { params: processIdParam },
    reply: json(listOf(container), 'Containers, each with its parent.'),
    handle: async ({ input: { params } }) => {
      found(await operator.consignment(params.id), 'consignment', params.id);
      return { items: await operator.lineage(params.id) };
    },
  }),
  operatorOperation({
    id: 'decideValidity',
    method: 'post',
    path: '/api/v1/consignments/{id}/validity-decisions',
    tag,
    summary: 'Accept or reject a suspect sample',
    input: { params: processIdParam, body: validityDecision },
    example: { unitNo: 2, decision: 'ACCEPT', reason: 'Two cuts missed while the belt was empty.' },
    reply: json(consignment, 'The consignment after the decision.'),
    handle: async ({ caller, input }) =>
      accepted(await operator.decideValidity(caller, input.params.id, input.body)),
  }),
  operatorOperation({
    id: 'authoriseDecoding',
    method: 'post',
    path: '/api/v1/consignments/{id}/decode-authorisations',
    tag,
    summary: 'Authorise decoding the results; a second person must as well',
    input: { params: processIdParam },
    reply: json(consignment, 'The consignment; `decodeAuthorisedBy` tells who did.'),
    handle: async ({ caller, input }) => accepted(await operator.authoriseDecoding(caller, input.params.id)),
  }),
  operatorOperation({
    id: 'prepareCertificate',
    method: 'post',
    path: '/api/v1/consignments/{id}/certificate',
    tag,
    summary: 'Put the certificate together from the decoded results',
    input: { params: processIdParam },
    reply: json(consignment, 'The consignment with its `certificateId`.', 201),
    handle: async ({ caller, input }) => accepted(await operator.prepareCertificate(caller, input.params.id)),
  }),
  operatorOperation({
    id: 'amendCertificate',
    method: 'post',
    path: '/api/v1/consignments/{id}/certificate-amendments',
    tag,
    summary: 'Prepare a certificate that replaces the one that is out, with its reason',
    description:
      'What the customer told can be corrected here; what was sampled, weighed or tested is done again. The one that is out stands ' +
      'until the new one is issued.',
    input: { params: processIdParam, body: certificateAmendment },
    example: { reason: 'The consignee was misspelt.', corrections: { consignee: { name: 'Example Energy Co.' } } },
    reply: json(consignment, 'The consignment with the `certificateId` of the new one.', 201),
    handle: async ({ caller, input: { params, body } }) =>
      accepted(await operator.amendCertificate(caller, params.id, body)),
  }),
  operatorOperation({
    id: 'prepareDocument',
    method: 'post',
    path: '/api/v1/consignments/{id}/documents',
    tag,
    summary: 'Prepare a certificate or paper of another kind: weight, quarantine, notices, vouchers, reports',
    description:
      'Which kinds there are is the configuration of the site; when one can be prepared follows from its template. It is reviewed, ' +
      'approved, numbered, issued and withdrawn as every certificate.',
    input: { params: processIdParam, body: documentRequest },
    example: documentExample,
    reply: json(consignment, 'The consignment; the last of `documents` is the one that was begun.', 201),
    handle: async ({ caller, input: { params, body } }) =>
      accepted(await operator.prepareDocument(caller, params.id, body)),
  }),
];
