import type { Request } from 'express';
import { nominationForm } from '../../nominations/form.ts';
import { largestNomination, nominationTypes, readNomination } from '../../nominations/read-nomination.ts';
import type { Nomination } from '../../../workflows/nomination/nomination.ts';
import type { HttpDeps } from '../deps.ts';
import { accepted, found, HttpRefusal } from '../http-refusal.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { bodyBytes } from '../read-input.ts';
import { json } from '../reply.ts';
import { consignment } from '../schemas/consignment.ts';
import {
  cancellation,
  lineDeclaration,
  lineDeclarationExample,
  nominatedLineParam,
  nomination,
  nominationExample,
  nominationParam,
} from '../schemas/nomination.ts';
import { pageOf } from '../schemas/scalars.ts';
import { openPage, openQuery } from './open-page.ts';

const tag = 'Inputs';

export const nominationOperations = ({ nominations }: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'nominate',
    method: 'post',
    path: '/api/v1/nominations',
    tag,
    summary: 'Nominate a ship with its cargoes, or revise a nomination',
    description:
      'Taken whole or not at all; each fault is one of `errors`, its field being the path in the JSON or `<line>:<column>` in the CSV. ' +
      'The same revision again changes nothing, with other content it is 409; a higher one replaces all before it.',
    bytes: {
      mediaTypes: nominationTypes,
      limit: largestNomination,
      json: { schema: nominationForm, example: nominationExample },
    },
    input: {},
    reply: json(nomination, 'The nomination as it stands.', 201),
    handle: async ({ caller, req, res }) => {
      const taken = accepted(await nominations.nominate(caller, nominationIn(req)));
      res.location(`/api/v1/nominations/${encodeURIComponent(taken.number)}`);
      return taken;
    },
  }),
  operatorOperation({
    id: 'listNominations',
    method: 'get',
    path: '/api/v1/nominations',
    tag,
    summary: 'Ships that are to come',
    input: { query: openQuery },
    reply: json(pageOf(nomination), 'Nominations that hold.'),
    handle: async ({ input: { query } }) => openPage(await nominations.open(), ({ number }) => number, query),
  }),
  operatorOperation({
    id: 'getNomination',
    method: 'get',
    path: '/api/v1/nominations/{number}',
    tag,
    summary: 'One nomination with the revisions it replaced',
    input: { params: nominationParam },
    reply: json(nomination, 'The nomination.'),
    handle: async ({ input: { params } }) =>
      found(await nominations.nomination(params.number), 'nomination', params.number),
  }),
  operatorOperation({
    id: 'cancelNomination',
    method: 'post',
    path: '/api/v1/nominations/{number}/cancellation',
    tag,
    summary: 'Cancel a nomination; inspections that are declared from it go on',
    input: { params: nominationParam, body: cancellation },
    example: { reason: 'The ship goes to another port.' },
    reply: json(nomination, 'The cancelled nomination.'),
    handle: async ({ caller, input: { params, body } }) =>
      accepted(await nominations.cancel(caller, params.number, body.reason)),
  }),
  operatorOperation({
    id: 'declareNominatedLine',
    method: 'post',
    path: '/api/v1/nominations/{number}/lines/{line}/declaration',
    tag,
    summary: 'Declare a cargo line for inspection, with what the nomination cannot tell',
    description: 'Asking the same again finds the same consignment.',
    input: { params: nominatedLineParam, body: lineDeclaration },
    example: lineDeclarationExample,
    reply: json(consignment, 'Declared and planned; Location tells where.', 201),
    handle: async ({ caller, input: { params, body }, res }) => {
      const declared = accepted(await nominations.declareLine(caller, params.number, params.line, body));
      res.location(`/api/v1/consignments/${encodeURIComponent(declared.id)}`);
      return declared;
    },
  }),
];

/** The nomination a request brings; throws `NOMINATION_REFUSED` with everything that is wrong with it. */
function nominationIn(req: Request): Nomination {
  const bytes = bodyBytes(req, nominationTypes);
  const type = req.is('text/csv') ? 'text/csv' : 'application/json';
  const read = readNomination(bytes, type);
  if ('nomination' in read) return read.nomination;
  const { faults } = read;
  throw new HttpRefusal(
    {
      code: 'NOMINATION_REFUSED',
      field: faults[0].field,
      message: `Nothing was taken: ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'} in the nomination.`,
      remedy: 'Correct what is listed in "errors", and send it again.',
    },
    { errors: faults },
  );
}
