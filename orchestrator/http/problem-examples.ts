import { STATUS_CODES } from 'node:http';
import type { Problem } from './schemas/problem.ts';

/** What a status mostly means here, for the document: one of the problems a client of the interface meets. */
interface Instance {
  readonly code: string;
  readonly detail: string;
  readonly remedy: string;
  readonly field?: string;
  readonly errors?: Problem['errors'];
}

const instances = {
  400: {
    code: 'IDEMPOTENCY_KEY_MISSING',
    field: 'Idempotency-Key',
    detail: 'The header Idempotency-Key is missing.',
    remedy: 'Send a fresh UUID with each new thing, and the same one when repeating a request.',
  },
  401: {
    code: 'TOKEN_EXPIRED',
    detail: 'The token has expired.',
    remedy: 'Fetch a new token.',
  },
  403: {
    code: 'SCOPE_MISSING',
    detail: 'The token does not carry the scope certificates.read (insufficient_scope).',
    remedy: 'Fetch a token with scope=certificates.read.',
  },
  404: {
    code: 'CERTIFICATE_NOT_FOUND',
    detail: 'There is no certificate "QL/2026/999999" that you may see.',
    remedy: 'Check the id; ids with a slash are percent-encoded in addresses.',
  },
  406: {
    code: 'NOT_ACCEPTABLE',
    field: 'Accept',
    detail: 'There is no rendering of a kind the Accept header allows.',
    remedy:
      'Send Accept: application/json, application/pdf, application/xml, application/jose; the first is the canonical one.',
  },
  409: {
    code: 'IDEMPOTENCY_CONFLICT',
    field: 'Idempotency-Key',
    detail: 'This key was used before with another outcome.',
    remedy: 'Use a new key for a new request; repeat an old one unchanged.',
  },
  412: {
    code: 'PRECONDITION_FAILED',
    field: 'If-Match',
    detail: 'These are not the bytes that If-Match names.',
    remedy: 'Pull them anew.',
  },
  413: {
    code: 'BODY_TOO_LARGE',
    detail: 'The body is larger than 262144 bytes.',
    remedy: 'Send less at a time.',
  },
  415: {
    code: 'MEDIA_TYPE_UNSUPPORTED',
    field: 'Content-Type',
    detail: 'A body of type "text/plain" is not read here.',
    remedy: 'Send Content-Type: application/json.',
  },
  416: {
    code: 'RANGE_NOT_SATISFIABLE',
    field: 'Range',
    detail: 'The range lies outside the bytes.',
    remedy: 'Content-Range tells how many there are.',
  },
  422: {
    code: 'VALIDATION_FAILED',
    field: 'quantity',
    detail: 'quantity: Expected a decimal number in plain notation, for example "12.50"',
    remedy: 'Correct the fields listed in "errors"; /docs shows what each may be.',
    errors: [
      {
        field: 'quantity',
        code: 'INVALID_FORMAT',
        message: 'Expected a decimal number in plain notation, for example "12.50"',
      },
    ],
  },
  429: {
    code: 'RATE_LIMITED',
    detail: 'Too many requests in a short time.',
    remedy: 'Wait 7 s (header Retry-After); follow the feed with wait= instead of asking again and again.',
  },
  500: {
    code: 'INTERNAL_ERROR',
    detail: 'Something went wrong on our side; it is in the log as 7d4f6c1e-3b0a-4a55-9d0e-2f9a1f1c8b11.',
    remedy: 'Try again; if it stays, give the id to an administrator.',
  },
} satisfies Readonly<Record<number, Instance>>;

export type ProblemStatus = keyof typeof instances;
export const problemStatuses = Object.keys(instances).map(Number) as ProblemStatus[];

export function problemExample(status: ProblemStatus): Problem {
  const { code, detail, field, remedy, errors = [] }: Instance = instances[status];
  const title = STATUS_CODES[status] ?? 'Problem';
  const instance = 'urn:uuid:7d4f6c1e-3b0a-4a55-9d0e-2f9a1f1c8b11';
  return {
    type: `urn:quaylab:problem:${code}`,
    title,
    status,
    detail,
    code,
    field: field ?? null,
    remedy,
    instance,
    errors,
  };
}
