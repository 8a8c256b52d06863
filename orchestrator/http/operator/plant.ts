import type { HttpDeps } from '../deps.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import { unit } from '../schemas/plant.ts';
import { listOf } from '../schemas/scalars.ts';
import { maySee } from './stage-sight.ts';
import { unitReadings } from './unit-readings.ts';

const tag = 'Plant';

export const plantOperations = ({ operator, clock }: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'listUnits',
    method: 'get',
    path: '/api/v1/units',
    tag,
    summary: 'Live readings of the units of plant, with quality and age, subscription and holders',
    input: {},
    reply: json(listOf(unit), 'Units.'),
    handle: async ({ caller }) => {
      const now = clock();
      const units = await operator.units();
      return { items: units.map((each) => unitReadings(each, now, (run) => maySee(caller, run))) };
    },
  }),
];
