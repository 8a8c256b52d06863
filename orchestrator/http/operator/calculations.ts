import { catalogue } from '../../calculations/catalogue.ts';
import { explainCalculation } from '../../calculations/explain.ts';
import { runCalculation } from '../../calculations/run.ts';
import type { HttpDeps } from '../deps.ts';
import { accepted, HttpRefusal } from '../http-refusal.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import {
  calculationAnswer,
  calculationExplanation,
  calculationInput,
  calculationParam,
  calculationSummary,
  onDay,
} from '../schemas/calculation.ts';
import { listOf } from '../schemas/scalars.ts';

const tag = 'Calculations';

const entries = catalogue.groups.flatMap((group) => group.calculations.map((calculation) => ({ calculation, group })));
const params = calculationParam(entries.map(({ calculation }) => calculation.name));
const example = entries[0]?.calculation.example ?? {};

/** Arithmetic of the standards; the answers are those of `quaylab calc`. */
export const calculationOperations = ({ packs }: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'listCalculations',
    method: 'get',
    path: '/api/v1/calculations',
    tag,
    summary: 'What can be calculated',
    input: {},
    reply: json(listOf(calculationSummary), 'Calculations, by group.'),
    handle: async () => ({
      items: entries.map(({ calculation: { name, title, summary }, group: { id, title: of } }) => ({
        name,
        title,
        summary,
        group: { id, title: of },
      })),
    }),
  }),
  operatorOperation({
    id: 'explainCalculation',
    method: 'get',
    path: '/api/v1/calculations/{name}',
    tag,
    summary: 'How it is calculated: formulas with their sources, input and output as JSON Schema, an example',
    input: { params, query: onDay },
    reply: json(calculationExplanation, 'The explanation.'),
    handle: async ({
      input: {
        params: { name },
        query: { on },
      },
    }) => {
      const { input, output, ...explained } = accepted(explainCalculation(catalogue, name, packs, on));
      return { ...explained, input: { ...input }, output: { ...output } };
    },
  }),
  operatorOperation({
    id: 'calculate',
    method: 'post',
    path: '/api/v1/calculations/{name}',
    tag,
    summary: 'Calculate, with every step and the rules it follows',
    description:
      'Numbers as decimal text are exact. Nothing is recorded. All faults of the input are in `errors`; `code` and `field` are the first.',
    input: { params, query: onDay, body: calculationInput },
    example,
    reply: json(calculationAnswer, 'The value, the steps, and the rule packs used.'),
    handle: async ({
      input: {
        params: { name },
        query: { on },
        body,
      },
    }) => {
      const outcome = runCalculation(catalogue, name, body, packs, { on });
      if (outcome.ok) return outcome.value;
      // Without a field it would be told as a conflict with the state of something; there is no state here.
      const { field = 'body' } = outcome.refusal;
      throw new HttpRefusal({ ...outcome.refusal, field }, { errors: outcome.faults });
    },
  }),
];
