import { instant } from '../../../workflows/kernel/brand.ts';
import { later } from '../../../workflows/kernel/step.ts';
import type { HttpDeps } from '../deps.ts';
import { accepted } from '../http-refusal.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import { unitParam } from '../schemas/schedule.ts';
import { trendQuery, trends } from '../schemas/trends.ts';

/** What is shown when nobody says from when, ms. */
const hour = 3_600_000;

export const trendOperations = ({ plant, clock }: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'getTrends',
    method: 'get',
    path: '/api/v1/units/{unit}/trends',
    tag: 'Plant',
    summary: 'What numbers and flags of a unit were like over a span of time',
    description:
      'Second by second for a span of at most two hours that is kept so finely, else minute by minute. Refuses UNIT_NOT_FOUND, ' +
      'TAG_NOT_RECORDED and RANGE_NOT_VALID.',
    input: { params: unitParam, query: trendQuery },
    reply: json(trends, 'Curves.'),
    handle: async ({ input: { params, query } }) => {
      const { tag: tags, points, to = instant(clock().toISOString()), from = later(to, -hour) } = query;
      const { width, ...told } = accepted(await plant.trends({ unit: params.unit, tags, from, to, points }));
      return { ...told, width_s: width };
    },
  }),
];
