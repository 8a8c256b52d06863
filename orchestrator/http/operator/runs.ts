import type { ProcessId } from '../../../workflows/kernel/brand.ts';
import { isSampling } from '../../../workflows/sampler-run/kinds.ts';
import type { RunView } from '../../views/model.ts';
import type { HttpDeps } from '../deps.ts';
import { accepted, found } from '../http-refusal.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import { divisionInput } from '../schemas/inspection.ts';
import { interventionInput, settlementInput } from '../schemas/intervention.ts';
import { run, runCommand, runsQuery } from '../schemas/plant.ts';
import { pageOf, processIdParam } from '../schemas/scalars.ts';
import { commanderOf } from './run-commander.ts';
import { isOneOf, maySee } from './stage-sight.ts';

const tag = 'Plant';

export function runOperations({ operator, inspection }: HttpDeps): readonly Operation[] {
  /** A run the caller has to do with; anybody else's is not there for him. */
  const runOf = async (wanted: ProcessId, concerns: (run: RunView) => boolean) => {
    const known = await operator.run(wanted);
    found(known && concerns(known) ? known : null, 'run', wanted);
  };
  return [
    operatorOperation({
      id: 'listRuns',
      method: 'get',
      path: '/api/v1/runs',
      tag,
      summary: 'Samplings and preparations you may see, page by page: the open ones, then the newest first',
      input: { query: runsQuery },
      reply: json(pageOf(run), 'A page.'),
      handle: ({ caller, input: { query } }) => operator.runs({ ...query, sees: (id) => maySee(caller, id) }),
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
        await runOf(params.id, ({ id }) => isOneOf(caller, [commanderOf(id)]));
        return accepted(await operator.commandRun(caller, params.id, body));
      },
    }),
    operatorOperation({
      id: 'divideRun',
      method: 'post',
      path: '/api/v1/runs/{id}/division',
      tag,
      summary: 'End a sampling unit early, at a change of shift, grade or origin or when the belt stops; the rest becomes a unit of its own',
      input: { params: processIdParam, body: divisionInput },
      example: { cause: 'shift', reason: 'The night shift takes over.' },
      reply: json(run, 'The run; the sampler ends it, see its status.'),
      handle: async ({ caller, input: { params, body } }) => {
        await runOf(params.id, ({ definition }) => isSampling(definition));
        return accepted(await inspection.divide(caller, params.id, body));
      },
    }),
    operatorOperation({
      id: 'interveneInRun',
      method: 'post',
      path: '/api/v1/runs/{id}/interventions',
      tag,
      summary:
        'Void an increment, replace a container, sample by hand: proposed for a second person where it touches validity',
      input: { params: processIdParam, body: interventionInput },
      example: { deed: { kind: 'void-increment', increment: 7 }, reason: 'The cutter dragged lumps along.' },
      reply: json(run, 'The run with its interventions.'),
      handle: async ({ caller, input: { params, body } }) => {
        await runOf(params.id, ({ id }) => isOneOf(caller, [commanderOf(id)]));
        return accepted(await operator.intervene(caller, params.id, body));
      },
    }),
    operatorOperation({
      id: 'settleInterventions',
      method: 'post',
      path: '/api/v1/runs/{id}/interventions/settlements',
      tag,
      summary: 'Confirm or decline proposed interventions; who proposed may only decline',
      input: { params: processIdParam, body: settlementInput },
      example: { decision: 'CONFIRM', numbers: [1] },
      reply: json(run, 'The run with its interventions.'),
      handle: async ({ caller, input: { params, body } }) => {
        await runOf(params.id, ({ id }) => maySee(caller, id));
        return accepted(await operator.settleInterventions(caller, params.id, body));
      },
    }),
  ];
}
