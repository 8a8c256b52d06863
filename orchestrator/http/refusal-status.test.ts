import { statusOf } from './refusal-status.ts';

const refusal = (code: string, field?: string) => ({
  code,
  message: '',
  remedy: '',
  ...(field !== undefined && { field }),
});

describe('the status of a refusal', () => {
  it.each([
    ['TOKEN_EXPIRED', undefined, 401],
    ['REAUTHENTICATION_FAILED', 'password', 403],
    ['DECODE_SAME_PERSON', undefined, 403],
    ['CONSIGNMENT_NOT_FOUND', undefined, 404],
    ['UNIT_NOT_FOUND', 'sampler', 422],
    ['CALCULATION_UNKNOWN', 'name', 404],
    ['OUT_OF_RANGE', 'lotMass_t', 422],
    ['IDEMPOTENCY_CONFLICT', 'Idempotency-Key', 409],
    ['DRAFT_STALE', 'draftDigest', 409],
    ['PROCESS_ON_HOLD', undefined, 409],
    ['MASS_NOT_POSITIVE', 'declaredMass', 422],
    ['LOGIN_HELD_BACK', undefined, 429],
  ])('of %s at %s is %d', (code, field, status) => {
    expect(statusOf(refusal(code, field))).toBe(status);
  });
});
