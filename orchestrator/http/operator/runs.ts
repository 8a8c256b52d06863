import type { Role } from '../../services/contract.ts';
import type { RunView } from '../../views/model.ts';
import type { HttpDeps } from '../deps.ts';
import { accepted, found } from '../http-refusal.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import { run, runCommand } from '../schemas/plant.ts';
import { listOf, processIdParam } from '../schemas/scalars.ts';
import { isOneOf, maySee } from './stage-sight.ts';

const tag = 'Plant';

const commanders: Readonly<Record<RunView['definition'], readonly Role[]>> = {
  'coal-sampling': ['sampler'],
  'coal-preparation': ['preparer'],
};

export const runOperations = ({ operator }: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'listRuns',
    method: 'get',
    path: '/api/v1/runs',
    tag,
    summary: 'Samplings and preparations you may see',
    input: {},
    reply: json(listOf(run), 'Runs.'),
    handle: async ({ caller }) => {
      const all = await operator.runs();
      return { items: all.filter(({ id }) => maySee(caller, id)) };
    },
  }),
  operatorOperation({
    id: 'commandRun',
    method: 'post',
    path: '/api/v1/runs/{id}/commands',
    tag,
    summary: 'Hold, resume, finish or abort a run',
    input: { params: processIdParam, body: runCommand },
    example: { command: 'hold', reason: 'Wet coal sticks to the cutter.' },
    reply: json(run, 'The run; the plant follows, see its status.'),
    handle: async ({ caller, input: { params, body } }) => {
      const all = await operator.runs();
      const mine = all.find(
        ({ id, definition }) => id === params.id && isOneOf(caller, commanders[definition]),
      );
      found(mine ?? null, 'run', params.id);
      return accepted(await operator.commandRun(caller, params.id, body));
    },
  }),
];
