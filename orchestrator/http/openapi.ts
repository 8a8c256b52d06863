import { OpenApiGeneratorV31, OpenAPIRegistry } from '@asteasolutions/zod-to-openapi';
import type { ResponseConfig, RouteConfig } from '@asteasolutions/zod-to-openapi';
import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import type { customsScopes } from '../services/contract.ts';
import type { Access } from './authentication.ts';
import type { BytesBody, Operation } from './operation.ts';
import { problemSchema } from './schemas/problem.ts';
import type { DocumentedResponse } from './reply.ts';

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
  registry.registerComponent('securitySchemes', 'customs', {
    type: 'oauth2',
    flows: { clientCredentials: { tokenUrl: '/customs/v1/oauth/token', scopes: scopeTexts } },
  });
  for (const operation of operations) registry.registerPath(routeOf(operation));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
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

function routeOf(operation: Operation): RouteConfig {
  const { id, method, path, tag, summary, description, access, input, responses } = operation;
  const headers = operation.idempotent ? idempotencyHeader : undefined;
  return {
    operationId: id,
    method,
    path,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    security: securityOf(access),
    ...(access.kind === 'operator' && { 'x-roles': [...access.roles] }),
    request: {
      ...(input.params instanceof z.ZodObject && { params: input.params }),
      ...(input.query instanceof z.ZodObject && { query: input.query }),
      ...(headers !== undefined && { headers }),
      ...(input.body !== undefined && { body: bodyOf(operation, input.body) }),
      ...(operation.bytes !== undefined && { body: bytesOf(operation.bytes) }),
    },
    responses: Object.fromEntries([...problemsOf(operation), ...responses.map(responseEntry)]),
  };
}

const idempotencyHeader = z.object({
  'Idempotency-Key': z.string().meta({
    description: 'Fresh for each new thing (a UUID), the same when repeating',
    example: 'b5a1d0ee-6f0c-4e8e-9a64-0d6a4c7b2f10',
  }),
});

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
      return [{ operator: [] }];
    case 'customs':
      return [{ customs: [access.scope] }];
  }
}

const responseEntry = ({ status, description, content }: DocumentedResponse): [string, ResponseConfig] => [
  String(status),
  {
    description,
    ...(Object.keys(content).length > 0 && {
      content: Object.fromEntries(
        Object.entries(content).map(([type, schema]) => [type, { schema: schema ?? { type: 'string' } }]),
      ),
    }),
  },
];

/** The problems an operation of this shape can answer with. */
function problemsOf({ access, input, idempotent, bodyType }: Operation): [string, ResponseConfig][] {
  const statuses = [
    ...(idempotent ? [400] : []),
    ...(access.kind === 'public' ? [] : [401, 403]),
    ...(input.params === undefined ? [] : [404]),
    ...(bodyType === 'json' ? [409, 413, 415] : []),
    ...(bodyType === 'bytes' ? [413, 415] : []),
    ...((Object.keys(input).length === 0 && bodyType !== 'bytes') || bodyType === 'form' ? [] : [422]),
    500,
  ];
  return statuses.map((status) => [
    String(status),
    {
      description: STATUS_CODES[status] ?? 'Problem',
      content: { 'application/problem+json': { schema: problemSchema } },
    },
  ]);
}

const scopeTexts: Record<(typeof customsScopes)[number], string> = {
  'certificates.read': 'Follow the feed, read certificates and advice',
  'certificates.acknowledge': 'Acknowledge certificates',
  'decisions.write': 'Post release decisions',
  'orders.write': 'Order inspections',
};

const introduction = [
  'Two interfaces: `/api/v1` for the operators’ workstation and `/customs/v1` for customs systems.',
  'Errors are RFC 9457 problem details with a stable `code` and a `remedy`.',
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
  ['Customs', 'What customs systems pull and post'],
  ['Public', 'Open to everyone'],
] as const;
