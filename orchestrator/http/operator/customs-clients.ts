import type { HttpDeps } from '../deps.ts';
import { accepted } from '../http-refusal.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import {
  clientIdParam,
  customsClient,
  customsClientBody,
  customsClientExample,
  customsClientWithSecret,
  revocationBody,
  rotationBody,
} from '../schemas/customs-client.ts';
import { listOf } from '../schemas/scalars.ts';

const tag = 'Customs clients';
const path = '/api/v1/customs-clients';
const input = { params: clientIdParam };

export const customsClientOperations = ({ customsClients }: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'listCustomsClients',
    method: 'get',
    path,
    tag,
    summary: 'Customs systems that may come in, or might once',
    input: {},
    reply: json(
      listOf(customsClient),
      'Clients of the site file and those registered since, also revoked ones.',
    ),
    handle: async () => ({ items: await customsClients.list() }),
  }),
  operatorOperation({
    id: 'registerCustomsClient',
    method: 'post',
    path,
    tag,
    summary: 'Let a customs system in',
    description: 'The secret is in this answer and nowhere else. Who registered it is in the journal.',
    input: { body: customsClientBody },
    example: customsClientExample,
    reply: json(customsClientWithSecret, 'The client with its secret.', 201),
    handle: async ({ caller, input: { body } }) => accepted(await customsClients.register(caller, body)),
  }),
  operatorOperation({
    id: 'rotateCustomsClient',
    method: 'post',
    path: `${path}/{clientId}/rotate`,
    tag,
    summary: 'Give a client a new secret; the old one works on for a while',
    description: 'Also for a client of the site file, and to change the certificate it is bound to.',
    input: { ...input, body: rotationBody },
    example: { overlap_h: 24 },
    reply: json(customsClientWithSecret, 'The client with its new secret.'),
    handle: async ({ caller, input: { params, body } }) =>
      accepted(await customsClients.rotate(caller, params.clientId, body)),
  }),
  operatorOperation({
    id: 'revokeCustomsClient',
    method: 'post',
    path: `${path}/{clientId}/revoke`,
    tag,
    summary: 'Shut a customs system out; its tokens stop at once',
    description: 'For good: its id is not given again, because its record is of one system.',
    input: { ...input, body: revocationBody },
    example: { reason: 'The system was taken out of service.' },
    reply: json(customsClient, 'The client.'),
    handle: async ({ caller, input: { params, body } }) =>
      accepted(await customsClients.revoke(caller, params.clientId, body.reason)),
  }),
];
