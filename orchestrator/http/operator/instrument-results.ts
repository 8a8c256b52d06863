import { largestResultFile } from '../../instruments/import.ts';
import type { ImportReport } from '../../instruments/import.ts';
import type { ResultFault } from '../../instruments/result-file.ts';
import type { HttpDeps } from '../deps.ts';
import { accepted, HttpRefusal } from '../http-refusal.ts';
import type { FieldError } from '../http-refusal.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { bodyBytes } from '../read-input.ts';
import { json } from '../reply.ts';
import { instrument, instrumentParam, resultsTaken } from '../schemas/instrument.ts';
import { listOf } from '../schemas/scalars.ts';

const mediaTypes = ['text/csv', 'text/plain'] as const;

export const instrumentOperations = ({ instruments }: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'listInstruments',
    method: 'get',
    path: '/api/v1/instruments',
    tag: 'Bench',
    summary: 'Instruments of the site file: what they call which item, and the file that was taken in last',
    input: {},
    reply: json(listOf(instrument), 'Instruments, in the order of the site file.'),
    handle: async () => ({
      items: (await instruments.list()).map((each) => ({ ...each, items: [...each.items] })),
    }),
  }),
  operatorOperation({
    id: 'enterInstrumentResults',
    method: 'post',
    path: '/api/v1/instruments/{id}/results',
    tag: 'Bench',
    summary: 'Enter the results in a file of an instrument',
    description:
      'The file is taken whole or not at all, for who sends it. Each fault is one of `errors`, its field being `<line>:<field>`. The ' +
      'same file again changes nothing. `RESULTS_PARTLY_TAKEN`: somebody else entered results of these samples at the same moment.',
    bytes: { mediaTypes, limit: largestResultFile },
    input: { params: instrumentParam },
    reply: json(resultsTaken, 'What was entered.', 201),
    handle: async ({ caller, req, input: { params } }) =>
      taken(accepted(await instruments.take(caller, params.id, bodyBytes(req, mediaTypes)))),
  }),
];

/** The report of a file that was taken; throws the faults of any other. */
function taken({ status, sha256, faults, ...report }: ImportReport) {
  if ((status === 'taken' || status === 'repeated') && sha256 !== null) return { ...report, status, sha256 };
  const refusal =
    status === 'partly-taken'
      ? {
          code: 'RESULTS_PARTLY_TAKEN',
          message: `${report.entered + report.before} determinations of this file are entered; the faults tell of the others.`,
          remedy: 'Enter by hand what is still needed.',
        }
      : {
          code: 'RESULTS_REFUSED',
          field: 'body',
          message: `Nothing was entered: ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'} in the file.`,
          remedy: 'Correct what is listed in "errors", and send the file again.',
        };
  throw new HttpRefusal(refusal, { errors: faults.map(errorOf) });
}

const errorOf = ({ line, field, code, message, remedy }: ResultFault): FieldError => ({
  field: [line ?? 'file', field].filter((part) => part !== null).join(':'),
  code,
  message,
  remedy,
});
