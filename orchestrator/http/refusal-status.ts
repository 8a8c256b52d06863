import type { Refusal } from '../../workflows/kernel/refusal.ts';

/** Codes with a status of their own. The edge's own codes are all here; domain codes mostly follow the rules below. */
const statusByCode: Readonly<Record<string, number>> = {
  BODY_MALFORMED: 400,
  URL_MALFORMED: 400,
  REQUEST_INVALID: 400,
  IDEMPOTENCY_KEY_MISSING: 400,
  IDEMPOTENCY_KEY_INVALID: 400,
  TOKEN_MISSING: 401,
  TOKEN_EXPIRED: 401,
  TOKEN_INVALID: 401,
  TOKEN_NOT_YET_VALID: 401,
  TOKEN_REVOKED: 401,
  TOKEN_BOUND_ELSEWHERE: 401,
  LOGIN_FAILED: 401,
  ROLE_MISSING: 403,
  SCOPE_MISSING: 403,
  CROSS_SITE_REQUEST: 403,
  REAUTHENTICATION_FAILED: 403,
  PASSWORD_WRONG: 422,
  PASSWORD_FIXED: 409,
  PASSWORD_WEAK: 422,
  NOT_FOUND: 404,
  METRICS_CLOSED: 404,
  PROCESS_UNKNOWN: 404,
  CALCULATION_UNKNOWN: 404,
  METHOD_NOT_ALLOWED: 405,
  NOT_ACCEPTABLE: 406,
  REQUEST_TOO_SLOW: 408,
  IDEMPOTENCY_CONFLICT: 409,
  PRECONDITION_FAILED: 412,
  BODY_TOO_LARGE: 413,
  MEDIA_TYPE_UNSUPPORTED: 415,
  RANGE_NOT_SATISFIABLE: 416,
  VALIDATION_FAILED: 422,
  DIGEST_MISMATCH: 422,
  LOGIN_HELD_BACK: 429,
  RATE_LIMITED: 429,
  STREAMS_TOO_MANY: 429,
  HEADERS_TOO_LARGE: 431,
  INTERNAL_ERROR: 500,
  JOBS_UNREACHABLE: 503,
  NO_LEADER: 503,
  LEADER_SILENT: 503,
  RECORD_NOT_WRITTEN: 503,
  SERVER_STOPPING: 503,
};

/** Families of domain codes, by how they are named. */
const statusByName: readonly (readonly [RegExp, number])[] = [
  /** A person who may use the operation but not on this thing, such as a reviewer reviewing own work. */
  [/^SAME_PERSON|_SAME_PERSON$|^NOT_PERMITTED|_NOT_PERMITTED$|_FORBIDDEN$/, 403],
  [/_CONFLICT$|_STALE$/, 409],
];

/**
 * A fault in a field the caller can change is unprocessable, also when the field names a thing that is not there. Without a
 * field the address names nothing, or the thing is in another state than asked for.
 */
function otherwise({ code, field }: Refusal): number {
  if (field !== undefined) return 422;
  return code.endsWith('_NOT_FOUND') ? 404 : 409;
}

/** The HTTP status of a refusal. The only place where codes meet statuses. */
export function statusOf(refusal: Refusal): number {
  const byName = statusByName.find(([name]) => name.test(refusal.code))?.[1];
  return statusByCode[refusal.code] ?? byName ?? otherwise(refusal);
}
