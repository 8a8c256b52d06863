import type { AssayTaskView } from '../../views/model.ts';
import { each } from './duty.ts';
import type { Duty, Hands } from './duty.ts';
import { readInstrument } from './instruments.ts';

const tasksOf = (who: string, { as }: Hands, status: AssayTaskView['status']) =>
  as(who).all<AssayTaskView>(`/api/v1/bench/tasks?status=${status}`);

/** Two analysts take turns: repeats of one are looked at by the other, and what two must observe two do. */
export const analyse: Duty = async (hands) => {
  await each(await tasksOf('analyst1', hands, 'testing'), async ({ code, items }) => {
    await each(items, async ({ definition, verdict, determinations, round }) => {
      if (verdict.kind !== 'need-more') return;
      const { item } = definition;
      const run = determinations.length + 1;
      const value = readInstrument(hands.seed, { code, definition, round, run });
      const analyst = hands.as(run % 2 === 1 ? 'analyst1' : 'analyst2');
      const determinationsOf = `/api/v1/bench/tasks/${code}/determinations`;
      await analyst.post(determinationsOf, { item, value }, `${code}-${item}-${round}-${run}`);
    });
  });
};

/** The reviewer returns what does not agree, and accepts the rest; what no repeatability is known for, by name. */
export const review: Duty = async (hands) => {
  await each(await tasksOf('reviewer', hands, 'in-review'), async ({ code, items }) => {
    const reviews = `/api/v1/bench/tasks/${code}/reviews`;
    const namesOf = (kind: string) =>
      items.filter(({ verdict }) => verdict.kind === kind).map(({ definition }) => definition.item);
    const disagreeing = namesOf('no-agreement');
    if (disagreeing.length > 0) {
      const reason = '平行测定不一致，重新测定 the determinations do not agree: test again';
      await hands.as('reviewer').post(reviews, { decision: 'RETURN', items: disagreeing, reason });
      return;
    }
    const unjudged = namesOf('precision-not-known');
    await hands.as('reviewer').post(reviews, {
      decision: 'ACCEPT',
      ...(unjudged.length > 0 && { withoutPrecision: unjudged }),
    });
  });
};
