/**
 * What a bad status of a method call means, under the codes a refusal has in a tag map (`ackResults`). OPC UA has no status
 * for an interlock; these are the nearest of Part 4, 7.39. A status not named here says nothing about whether the method ran.
 */
const refusalByStatus: ReadonlyMap<string, string> = new Map([
  ['BadInvalidState', 'WRONG_STATE'],
  ['BadNotExecutable', 'WRONG_MODE'],
  ['BadRequestNotAllowed', 'INTERLOCK'],
  ['BadOutOfRange', 'PARAMETER'],
  ['BadInvalidArgument', 'PARAMETER'],
  ['BadArgumentsMissing', 'PARAMETER'],
  ['BadTooManyArguments', 'PARAMETER'],
  ['BadTypeMismatch', 'PARAMETER'],
  ['BadResourceUnavailable', 'BUSY'],
]);

/** The server itself did not pass the call on to the program. */
const neverPassedOn: ReadonlySet<string> = new Set([
  'BadUserAccessDenied', 'BadNodeIdUnknown', 'BadNodeIdInvalid', 'BadMethodInvalid', 'BadNotSupported', 'BadNotImplemented',
]); // prettier-ignore

/** The code of a refusal, `WRITE_REJECTED` for one of the server's own, or null when the status leaves it open. */
export const refusalOf = (status: string): string | null =>
  refusalByStatus.get(status) ?? (neverPassedOn.has(status) ? 'WRITE_REJECTED' : null);
