import type { z } from 'zod';
import type { ControlAct, ControlPoint } from '../../services/blind-control.ts';
import type { Caller } from '../../services/contract.ts';
import type { BlindControlRates, BlindSampleView } from '../../views/blind-control-view.ts';
import type { HttpDeps } from '../deps.ts';
import { accepted, found } from '../http-refusal.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import {
  blindControl,
  controlLabelling,
  controlPoint,
  controlRates,
  controlResultsQuery,
  controlsQuery,
} from '../schemas/blind-control.ts';
import { pageOf, processIdParam } from '../schemas/scalars.ts';
import { isOneOf } from './stage-sight.ts';

const tag = 'Blind control';

const tests = (caller: Caller): boolean => isOneOf(caller, ['analyst']);

/** Who reviews or tests learns of a control when it is scored; who labels it, at once, unless he tests, too. */
const mayKnow = (caller: Caller, { status }: Pick<BlindSampleView, 'status'>): boolean =>
  status === 'scored' || (isOneOf(caller, ['custodian', 'administrator']) && !tests(caller));

/** Looked up by an id that carries the code, so that who tests cannot try his bottles one after the other. */
const lookedUp = (caller: Caller, one: BlindSampleView | null, id: string): BlindSampleView =>
  found(one && !tests(caller) && mayKnow(caller, one) ? one : null, 'blind control', id);

/** Who tests is told how it went, never which of his bottles it was: cargoes of others may still be under test. */
const shown = (caller: Caller, view: BlindSampleView): z.input<typeof blindControl> => ({
  ...view,
  ...(tests(caller) && { id: null, code: null, of: null }),
  commodity: view.commodity as z.input<typeof blindControl>['commodity'],
  items: [...view.items],
  analysts: [...view.analysts],
  scores: view.scores.map((score) => ({
    ...score,
    steps: score.steps.map((step) => ({ ...step, inputs: [...step.inputs] })),
  })) as z.input<typeof blindControl>['scores'],
});

const shownPoint = (caller: Caller, point: ControlPoint): z.input<typeof controlPoint> => ({
  ...point,
  ...(tests(caller) && { control: null, code: null, of: null }),
  commodity: point.commodity as z.input<typeof controlPoint>['commodity'],
  analysts: [...point.analysts],
});

const shownRates = ({ groups, materials }: BlindControlRates): z.input<typeof controlRates> => ({
  groups: groups.map(({ bottles, items, ...group }) => ({
    ...group,
    ...(bottles && { bottles: [...bottles] }),
    ...(items && { items: [...items] }),
  })),
  materials: [...materials],
});

function actOf(body: z.output<typeof controlLabelling>): ControlAct {
  if (body.act === 'GIVE_UP') return { type: 'control.given-up', reason: body.reason };
  const { act: _, ...filled } = body;
  return { type: 'control.labelled', ...filled };
}

export const blindControlOperations = ({ blindControl: house }: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'listBlindControls',
    method: 'get',
    path: '/api/v1/blind-controls',
    tag,
    summary: 'Controls to divide, fill and label, and those that are under way or scored',
    input: { query: controlsQuery },
    reply: json(pageOf(blindControl), 'A page of controls, the oldest first.'),
    handle: async ({ caller, input: { query } }) => {
      const { after, limit, ...filter } = query;
      const { items, next } = await house.controls({ ...filter, sees: (one) => mayKnow(caller, one) }, { after, limit });
      return { items: items.map((one) => shown(caller, one)), next };
    },
  }),
  operatorOperation({
    id: 'getBlindControl',
    method: 'get',
    path: '/api/v1/blind-controls/{id}',
    tag,
    summary: 'One control with its scores and how they were worked out',
    input: { params: processIdParam },
    reply: json(blindControl, 'The control.'),
    handle: async ({ caller, input: { params } }) =>
      shown(caller, lookedUp(caller, await house.control(params.id), params.id)),
  }),
  operatorOperation({
    id: 'labelBlindControl',
    method: 'post',
    path: '/api/v1/blind-controls/{id}/labelling',
    tag,
    summary: 'Tell that a control was filled and labelled, or give it up',
    description: 'It goes to the bench together with the next ordinary bottle of its commodity.',
    input: { params: processIdParam, body: controlLabelling },
    example: { act: 'LABELLED', portion_kg: '0.060', seal: 'S-812', rest_kg: '0.062', restSeal: 'S-813' },
    reply: json(blindControl, 'The control.'),
    handle: async ({ caller, input: { params, body } }) => {
      lookedUp(caller, await house.control(params.id), params.id);
      return shown(caller, accepted(await house.act(caller, params.id, actOf(body))));
    },
  }),
  operatorOperation({
    id: 'getBlindControlRates',
    method: 'get',
    path: '/api/v1/blind-control-rates',
    tag,
    summary: 'Shares that are wanted, what came of them, and what is left of the reference materials',
    input: {},
    reply: json(controlRates, 'Shares and stock.'),
    handle: async ({ caller }) =>
      shownRates(tests(caller) ? { groups: [], materials: [] } : await house.rates()),
  }),
  operatorOperation({
    id: 'listBlindControlResults',
    method: 'get',
    path: '/api/v1/blind-control-results',
    tag,
    summary: 'Scored results of controls, as points of control charts',
    input: { query: controlResultsQuery },
    description: '`limit` counts controls; each has a point for every item.',
    reply: json(pageOf(controlPoint), 'Points in the order they were scored.'),
    handle: async ({ caller, input: { query } }) => {
      const { after, limit, ...filter } = query;
      const { items, next } = await house.resultPage(filter, { after, limit });
      return { items: items.map((point) => shownPoint(caller, point)), next };
    },
  }),
];
