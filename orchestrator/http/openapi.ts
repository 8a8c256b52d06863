import { OpenApiGeneratorV31, OpenAPIRegistry } from '@asteasolutions/zod-to-openapi';
import type { RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import type { customsScopes } from '../services/contract.ts';
import type { Access } from './authentication.ts';
import { deprecationTold } from './deprecation.ts';
import { requestHeadersOf } from './documented-headers.ts';
import { stateRequired, statedParameters } from './documented-optionals.ts';
import { registerResponses, responsesOf } from './documented-responses.ts';
import { registerFeedWebhook } from './documented-webhook.ts';
import type { BytesBody, Operation } from './operation.ts';
import { problemSchema } from './schemas/problem.ts';

export interface DocumentOptions {
  readonly baseUrl: string;
  readonly version: string;
}
export type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>;

/** The OpenAPI 3.1 document of the operations, from the very schemas that check their requests. */
export function openApiDocument(operations: readonly Operation[], options: DocumentOptions): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'operator', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'Token of POST /api/v1/session, good for 8 hours',
  });
  registry.registerComponent('securitySchemes', 'cookie', {
    type: 'apiKey',
    in: 'cookie',
    name: 'quaylab_session',
    description:
      'For browsers: POST /api/v1/session with `"keep": "cookie"`. Over HTTPS the name begins with `__Host-`. What is not GET or HEAD ' +
      'must come from a page of this server (403 CROSS_SITE_REQUEST).',
  });
  registry.registerComponent('securitySchemes', 'customs', {
    type: 'oauth2',
    flows: { clientCredentials: { tokenUrl: '/customs/v1/oauth/token', scopes: scopeTexts } },
  });
  stateRequired(operations.flatMap(schemasOf));
  registerResponses(registry);
  for (const operation of operations) registry.registerPath(routeOf(operation));
  registerFeedWebhook(registry);
  const definitions = [...registry.definitions, { type: 'schema' as const, schema: problemSchema }];
  return new OpenApiGeneratorV31(definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Quaylab',
      version: options.version,
      description: introduction,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'This server' }, { url: options.baseUrl }],
    tags: tags.map(([name, description]) => ({ name, description })),
  });
}

const schemasOf = ({ input, responses }: Operation): readonly z.ZodType[] => [
  ...Object.values(input),
  ...responses.flatMap(({ content }) => Object.values(content).filter((schema) => schema !== null)),
];

function routeOf(operation: Operation): RouteConfig {
  const { id, method, path, tag, summary, access, input, deprecated } = operation;
  const description = [deprecated && deprecationTold(deprecated), operation.description].filter((text) => text !== undefined).join('\n\n');
  const headers = requestHeadersOf(operation);
  return {
    operationId: id,
    method,
    path,
    tags: [tag],
    summary,
    ...(description !== '' && { description }),
    ...(deprecated && { deprecated: true }),
    security: securityOf(access),
    ...(access.kind === 'operator' && { 'x-roles': [...access.roles] }),
    request: {
      ...(input.params instanceof z.ZodObject && { params: input.params }),
      ...(input.query instanceof z.ZodObject && { query: statedParameters(input.query) }),
      ...(headers !== null && { headers }),
      ...(input.body !== undefined && { body: bodyOf(operation, input.body) }),
      ...(operation.bytes !== undefined && { body: bytesOf(operation.bytes) }),
    },
    responses: responsesOf(operation),
  };
}

const bodyOf = (operation: Operation, schema: z.ZodType) => ({
  required: true,
  content: {
    [operation.bodyType === 'form' ? 'application/x-www-form-urlencoded' : 'application/json']: {
      schema,
      ...(operation.example !== undefined && { example: operation.example }),
    },
  },
});

const bytesOf = ({ mediaTypes, json }: BytesBody) => ({
  required: true,
  content: Object.fromEntries(
    mediaTypes.map((type) => [
      type,
      type === 'application/json' && json ? json : { schema: { type: 'string' as const, format: 'binary' } },
    ]),
  ),
});

function securityOf(access: Access): Record<string, string[]>[] {
  switch (access.kind) {
    case 'public':
      return [];
    case 'operator':
      return [{ operator: [] }, { cookie: [] }];
    case 'customs':
      return [{ customs: [access.scope] }];
  }
}

const scopeTexts: Record<(typeof customsScopes)[number], string> = {
  'certificates.read': 'Follow the feed, read certificates and advice',
  'certificates.acknowledge': 'Acknowledge certificates',
  'decisions.write': 'Post release decisions',
  'orders.write': 'Order inspections',
  'webhooks.manage': 'Have rows of the feed sent to an address',
};

const introduction = [
  'Two interfaces: `/api/v1` for the operators’ workstation and `/customs/v1` for customs systems.',
  'Errors are RFC 9457 problem details with a stable `code` and a `remedy`.',
  'While nothing can be recorded (the disk is full, the database away, a node takes over) any operation may answer 503 with `Retry-After`: ' +
    'send it again, with the same `Idempotency-Key` where it has one.',
  'Ids and certificate numbers may contain slashes: percent-encode them in addresses.',
  'Both interfaces only grow within a version: ignore members you do not know.',
].join('\n\n');

const tags = [
  ['Session', 'Logging in at the workstation'],
  ['Consignments', 'From declaration to decoding; only for those who may know the cargo'],
  ['Inputs', 'Ships that are to come and orders of customs, until they are declared'],
  ['Plant', 'Runs and units'],
  ['Alarms', 'What calls for attention, and what was done about it'],
  ['Handling', 'What people do to a sample between sampler and laboratory'],
  ['Storage', 'Retained bottles, from when they are put away until they are disposed of'],
  ['Transport', 'Samples on their way between places'],
  ['Bench', 'Assay tasks, blind'],
  ['Certificates', 'Prepared, reviewed, approved, issued'],
  ['Calculations', 'How it is calculated, by which standard, and the calculation itself'],
  ['Reports', 'Statistics, and what happened in a shift'],
  ['Administration', 'People, configuration, rule packs, processes on hold; for administrators'],
  ['Audit', 'The journal, entry by entry; for administrators'],
  ['Customs clients', 'Which customs systems may come in; for administrators'],
  ['Customs', 'What customs systems pull and post'],
  ['Public', 'Open to everyone'],
] as const;
