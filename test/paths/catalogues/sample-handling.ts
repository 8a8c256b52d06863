import { person } from '../../../workflows/kernel/testing/rehearsal.ts';
import {
  confirmed,
  corrected,
  declined,
  done,
  order,
  parent,
  recipe,
  steps,
  told,
} from '../../../workflows/sample-handling/handling.fixture.ts';
import type { StepId } from '../../../workflows/sample-handling/handling.fixture.ts';
import type { HandlingContext } from '../../../workflows/sample-handling/handling.ts';
import { openRecords, stepsInForce } from '../../../workflows/sample-handling/handling.ts';
import { messages, offer, timePasses } from '../harness/catalogue.ts';
import type { Catalogue } from '../harness/catalogue.ts';
import type { Offer, Situation } from '../harness/situation.ts';

const people = ['preparer', 'custodian'].map(person);
/** A step with a target, told by one or under a witness, and one without: plain, or a hand-over. */
const timed = { ...steps.weigh, from: null };
const recipes = {
  'weighed by one': [timed, steps.photo],
  'weighed under a witness': [{ ...timed, witness: true }, steps['hand-over']],
};

function* offers(here: Situation<HandlingContext>): Iterable<Offer> {
  const { records, order: given } = here.context;
  const isCorrected = records.some(({ deed }) => deed.kind === 'correct');
  const isDeclined = records.some(({ status }) => status === 'declined');
  for (const by of people) {
    for (const { id } of given.recipe.steps) yield offer(done(id as StepId), by);
    if (!isCorrected) yield offer(corrected('weigh', told.weigh), by);
    for (const { no } of records) {
      yield offer(confirmed(no), by);
      if (!isDeclined) yield offer(declined(no), by);
    }
    yield offer({ type: 'handling.abandon', reason: 'for a reason' }, by);
  }
  yield* timePasses(here);
}

const didOf = (records: HandlingContext['records']): readonly string[] =>
  records.map(({ no, deed, by }) => JSON.stringify([no, deed, by.id]));

export const sampleHandling: Catalogue<HandlingContext> = {
  definition: 'sample-handling',
  process: 'sample-handling/P-1',
  starts: Object.entries(recipes).map(([name, ofRecipe]) => ({
    name,
    input: { order: { ...order, recipe: { ...recipe, steps: ofRecipe } } },
  })),
  offers,
  key: ({ context }) => [
    context.records.map(({ deed, by, status, second }) => [
      deed.kind,
      deed.step,
      by.id,
      status,
      second?.by.id,
    ]),
    context.overdue.map(({ step }) => step),
  ],
  counted: ({ effects }) => ({ told: messages(effects, parent).length }),
  laws: [
    {
      says: 'the parent is told once, at the end',
      holds: (here) => here.count('told') === (here.isDone ? 1 : 0),
    },
    {
      says: 'nobody confirms what he told himself; a hand-over is confirmed by who receives it',
      holds: ({ context }) =>
        context.records.every(
          ({ deed: { data }, by, status, second }) =>
            status !== 'done' ||
            second === null ||
            (second.by.id !== by.id && (data.kind !== 'hand-over' || second.by.id === data.receivedBy)),
        ),
    },
    {
      says: 'what ends handled has every step done, once and in order, and nothing open',
      holds: ({ state, context }) =>
        state !== 'handled' ||
        (openRecords(context).length === 0 &&
          stepsInForce(context).length === context.order.recipe.steps.length &&
          context.records
            .flatMap(({ deed, status }) => (deed.kind === 'do' && status === 'done' ? [deed.step] : []))
            .join() === context.order.recipe.steps.map(({ id }) => id).join()),
    },
    {
      says: 'a target that passed is noted once a step',
      holds: ({ context: { overdue } }) => new Set(overdue.map(({ step }) => step)).size === overdue.length,
    },
  ],
  stepLaws: [
    {
      says: 'what was told stays on the record, with who told it',
      holds: ({ from, to }) => {
        const after = didOf(to.context.records);
        return didOf(from.context.records).every((each, index) => each === after[index]);
      },
    },
    {
      says: 'a missed target is not forgotten',
      holds: ({ from, to }) => to.context.overdue.length >= from.context.overdue.length,
    },
  ],
};
