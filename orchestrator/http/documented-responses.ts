import type { OpenAPIRegistry, ResponseConfig, RouteConfig } from '@asteasolutions/zod-to-openapi';
import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { documentedDeprecation } from './deprecation.ts';
import { documentedHeaders, headersOf, ofFixedBytes } from './documented-headers.ts';
import type { DocumentedHeader } from './documented-headers.ts';
import type { Operation } from './operation.ts';
import { problemExample, problemStatuses } from './problem-examples.ts';
import type { ProblemStatus } from './problem-examples.ts';
import type { DocumentedResponse } from './reply.ts';

const problemType = 'application/problem+json';
const problem = { $ref: '#/components/schemas/Problem' };
const problemName = (status: ProblemStatus) => `Problem${status}`;
const problemOf = (status: number) => problemStatuses.find((each) => each === status);

/** Headers and problems, which operations refer to. */
export function registerResponses(registry: OpenAPIRegistry): void {
  for (const [name, header] of Object.entries(documentedHeaders))
    registry.registerComponent('headers', name, header);
  for (const status of problemStatuses) {
    registry.registerComponent('responses', problemName(status), {
      description: STATUS_CODES[status] ?? 'Problem',
      headers: referred(headersOf(status, false)),
      content: { [problemType]: { schema: problem, example: problemExample(status) } },
    });
  }
}

/** Every answer of an operation. */
export function responsesOf(operation: Operation): RouteConfig['responses'] {
  const problems = problemsOf(operation);
  return Object.fromEntries([
    ...problems.map((status) => [status, referredProblem(status)]),
    ...operation.responses.map((response) => {
      const [type, ...others] = Object.keys(response.content);
      const declared = type === problemType && others.length === 0 ? problemOf(response.status) : undefined;
      if (declared) return [response.status, referredProblem(declared)];
      const answer = answerOf(operation, response);
      const either = problems.some((status) => status === response.status);
      return [
        response.status,
        either ? { ...answer, content: { ...answer.content, ...problemContent } } : answer,
      ];
    }),
  ]) as RouteConfig['responses'];
}

const problemContent = { [problemType]: { schema: problem } };
const referredProblem = (status: ProblemStatus) => ({
  $ref: `#/components/responses/${problemName(status)}`,
});

/** The problems an operation of this shape can answer with. Those of any request at all stand in the introduction. */
function problemsOf({ access, input, idempotent, bodyType, responses }: Operation): readonly ProblemStatus[] {
  const reads = Object.keys(input).length > 0 || bodyType === 'bytes';
  const asksForPassword = input.body instanceof z.ZodObject && 'password' in input.body.shape;
  const negotiates = responses.some(({ content }) => Object.keys(content).length > 1);
  return [
    ...(idempotent || input.params !== undefined || bodyType !== 'none' ? [400 as const] : []),
    ...(access.kind === 'public' ? [] : [401 as const, 403 as const]),
    ...(access.kind === 'public' && asksForPassword ? [401 as const] : []),
    ...(input.params === undefined ? [] : [404 as const]),
    ...(negotiates ? [406 as const] : []),
    ...(bodyType === 'json' ? [409 as const] : []),
    ...(bodyType === 'none' ? [] : [413 as const, 415 as const]),
    ...(reads && bodyType !== 'form' ? [422 as const] : []),
    ...(access.kind === 'customs' || asksForPassword ? [429 as const] : []),
    500,
  ];
}

function answerOf(
  operation: Operation,
  { status, description, content, headers = [] }: DocumentedResponse,
): ResponseConfig {
  const example = status < 300 && operation.answer !== undefined ? { example: operation.answer } : {};
  return {
    description,
    headers: {
      ...referred([...headersOf(status, ofFixedBytes(operation)), ...headers]),
      ...(operation.deprecated && documentedDeprecation(operation.deprecated)),
    },
    ...(Object.keys(content).length > 0 && {
      content: Object.fromEntries(
        Object.entries(content).map(([type, schema]) => [
          type,
          schema === null ? { schema: bytesSchema(type, status) } : { schema, ...example },
        ]),
      ),
    }),
  };
}

/** Bytes that are sent as they are; whole JSON is an object all the same. */
const bytesSchema = (type: string, status: number) =>
  type === 'application/json' && status === 200
    ? { type: 'object' as const, additionalProperties: true }
    : { type: 'string' as const, ...(!type.startsWith('text/') && { format: 'binary' }) };

const referred = (names: readonly DocumentedHeader[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
