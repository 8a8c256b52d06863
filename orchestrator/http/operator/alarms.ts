import type { Caller } from '../../services/contract.ts';
import type { AlarmView } from '../../views/model.ts';
import type { HttpDeps } from '../deps.ts';
import { accepted, found } from '../http-refusal.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import { alarm, alarmIdParam, alarmPerformance, alarmsQuery, shelving, statisticsQuery, unshelving } from '../schemas/alarm.ts';
import { pageOf } from '../schemas/scalars.ts';
import { maySee, watchesOver } from './stage-sight.ts';
import { openPage } from './open-page.ts';

const tag = 'Alarms';

/** An alarm of a run carries its code, one that names no process is a cargo's: who must not know either does not get the alarm. */
export const seesAlarm = (caller: Caller, { process }: AlarmView): boolean =>
  process === null ? watchesOver(caller) : maySee(caller, process);

/** What wants attention comes first, so that a page of an avalanche has the worst. */
const ranks: Readonly<Record<AlarmView['state'], number>> = {
  unacknowledged: 0,
  'returned-unacknowledged': 1,
  acknowledged: 2,
  shelved: 3,
  normal: 4,
};
const attentionKey = ({ id, state, priority, firstOut, raisedAt }: AlarmView): string =>
  `${ranks[state]} ${priority} ${firstOut ? 0 : 1} ${raisedAt} ${id}`;

export const alarmOperations = ({ alarms }: HttpDeps): readonly Operation[] => {
  /** Throws NOT_FOUND for what the caller may not see, as for what is not there. */
  const requireSeen = async (caller: Caller, id: string) => {
    const one = await alarms.alarm(id);
    found(one && seesAlarm(caller, one) ? one : null, 'alarm', id);
  };
  return [
    operatorOperation({
      id: 'listAlarms',
      method: 'get',
      path: '/api/v1/alarms',
      tag,
      summary: 'Alarms you may see: those that are open, or those closed on a day; what wants attention first',
      input: { query: alarmsQuery },
      reply: json(pageOf(alarm), 'A page of alarms.'),
      handle: async ({ caller, input: { query } }) => {
        const all = await (query.closedOn === undefined ? alarms.open() : alarms.closedOn(query.closedOn));
        return openPage(all.filter((each) => seesAlarm(caller, each)), attentionKey, query);
      },
    }),
    operatorOperation({
      id: 'getAlarmStatistics',
      method: 'get',
      path: '/api/v1/alarms/statistics',
      tag,
      summary: 'Rates, floods and the most frequent alarms',
      input: { query: statisticsQuery },
      reply: json(alarmPerformance, 'Figures.'),
      handle: async ({ input: { query } }) => ({ ...(await alarms.statistics(query.hours)), limits: alarms.limits }),
    }),
    operatorOperation({
      id: 'acknowledgeAlarm',
      method: 'post',
      path: '/api/v1/alarms/{id}/acknowledge',
      tag,
      summary: 'Say that you have seen an alarm and attend to it',
      input: { params: alarmIdParam },
      reply: json(alarm, 'The alarm.'),
      handle: async ({ caller, input: { params } }) => {
        await requireSeen(caller, params.id);
        return accepted(await alarms.acknowledge(caller, params.id));
      },
    }),
    operatorOperation({
      id: 'shelveAlarm',
      method: 'post',
      path: '/api/v1/alarms/{id}/shelve',
      tag,
      summary: 'Put an alarm aside for a while, with a reason',
      input: { params: alarmIdParam, body: shelving },
      example: { minutes: 60, reason: 'The scale is being calibrated.' },
      reply: json(alarm, 'The alarm.'),
      handle: async ({ caller, input: { params, body } }) => {
        await requireSeen(caller, params.id);
        return accepted(await alarms.shelve(caller, params.id, body));
      },
    }),
    operatorOperation({
      id: 'unshelveAlarm',
      method: 'post',
      path: '/api/v1/alarms/{id}/unshelve',
      tag,
      summary: 'Let a shelved alarm call again',
      input: { params: alarmIdParam, body: unshelving },
      example: { reason: 'Calibrated.' },
      reply: json(alarm, 'The alarm.'),
      handle: async ({ caller, input: { params, body } }) => {
        await requireSeen(caller, params.id);
        return accepted(await alarms.unshelve(caller, params.id, body.reason));
      },
    }),
  ];
};
