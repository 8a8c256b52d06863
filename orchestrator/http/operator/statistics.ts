import type { Role } from '../../services/contract.ts';
import type { HttpDeps } from '../deps.ts';
import { knowsTheCargo } from '../operation-roles.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import { statistics, statisticsPeriod } from '../schemas/statistics.ts';
import { periodOf } from './period.ts';
import { isOneOf } from './stage-sight.ts';

/** Never who tests. */
const readsControls: readonly Role[] = ['reviewer', 'custodian', 'administrator'];

export const statisticsOperations = (deps: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'getStatistics',
    method: 'get',
    path: '/api/v1/statistics',
    tag: 'Reports',
    summary:
      'Repeatability, sampling precision, increments, turnaround, alarms, results, certificates, blind controls',
    description:
      'Of a time of at most 92 days. Each figure has what it is counted from beside it. Reviewers, who work blind, get repeatability and ' +
      'blind controls; parts that are not for a role are null.',
    input: { query: statisticsPeriod },
    reply: json(statistics, 'Figures.'),
    handle: async ({ caller, input: { query } }) => {
      const { from, to } = periodOf(query, deps.clock());
      const { repeatability, blindControl, ...ofCargo } = await deps.statistics.between(from, to);
      const forCargo = isOneOf(caller, knowsTheCargo) ? ofCargo : hidden;
      return {
        from,
        to,
        repeatability,
        ...forCargo,
        blindControl: isOneOf(caller, readsControls) && !isOneOf(caller, ['analyst']) ? blindControl : null,
      };
    },
  }),
];

const hidden = {
  sampling: null,
  increments: null,
  turnaround: null,
  alarms: null,
  results: null,
  certificates: null,
};
