import type { HttpDeps } from '../deps.ts';
import { accepted, found } from '../http-refusal.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import { waitingRun } from '../schemas/plant.ts';
import { listOf } from '../schemas/scalars.ts';
import { scheduleAhead, scheduleQuery, turnChange, unitParam } from '../schemas/schedule.ts';
import { maySee } from './stage-sight.ts';
import { shownQueue, shownRun } from './unit-readings.ts';

const tag = 'Plant';

export const scheduleOperations = ({ schedule }: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'getSchedule',
    method: 'get',
    path: '/api/v1/schedule',
    tag,
    summary: 'What each unit of plant works at and will work at, as things stand',
    input: { query: scheduleQuery },
    reply: json(scheduleAhead, 'The plan ahead, unit by unit.'),
    handle: async ({ caller, input: { query } }) => {
      const { turns, ...period } = await schedule.ahead(query.hours);
      return { ...period, items: turns.map(({ process, ...bar }) => ({ ...shownRun(process, maySee(caller, process)), ...bar })) };
    },
  }),
  operatorOperation({
    id: 'changeTurn',
    method: 'post',
    path: '/api/v1/units/{unit}/turns',
    tag,
    summary: 'Give a run that waits for a unit another turn',
    input: { params: unitParam, body: turnChange },
    example: { run: 'coal-preparation/P-7Q2M4K', urgency: 'urgent', reason: 'The berth is needed tonight.' },
    reply: json(listOf(waitingRun), 'Those who wait, in the order of their turns.'),
    handle: async ({ caller, input: { params, body } }) => {
      found(maySee(caller, body.run) ? body.run : null, 'run', body.run);
      const waiting = accepted(await schedule.changeTurn(caller, params.unit, body));
      return { items: shownQueue(waiting, (run) => maySee(caller, run)) };
    },
  }),
];
