import { person } from '../../../workflows/kernel/testing/rehearsal.ts';
import type { Told } from '../../../workflows/kernel/testing/rehearsal.ts';
import { analystsOf } from '../../../workflows/assay/task.ts';
import type { AssayContext } from '../../../workflows/assay/task.ts';
import { messages, offer } from '../harness/catalogue.ts';
import type { Catalogue, Start } from '../harness/catalogue.ts';
import type { Offer, Situation } from '../harness/situation.ts';

const [analyst, second, reviewer] = ['analyst', 'second', 'reviewer'].map(person) as [
  ReturnType<typeof person>,
  ReturnType<typeof person>,
  ReturnType<typeof person>,
];
const parent = 'consignment/D1.1';
/** Rounds after which nobody begins another. */
const mostRounds = 2;

const start = (name: string, pack: string, ...items: readonly string[]): Start => ({
  name,
  input: {
    order: {
      parent,
      code: 'BOTTLE',
      items: items.map((item) => ({ item, basis: null })),
      pack: { id: pack, version: '2026.1', hash: '' },
    },
  },
});

/** Two that agree, one that is far off, one nobody can read; of what is observed two answers. */
const entries = ['10.00', '10.10', '13.00', 'much', 'normal', 'abnormal'];

function* offers({ context }: Situation<AssayContext>): Iterable<Offer> {
  for (const { item, round } of context.items) {
    for (const value of entries)
      for (const by of [analyst, second]) yield offer({ type: 'determination.entered', item, value }, by);
    const returned: Told = { type: 'review.returned', items: [item], reason: 'for a reason' };
    if (round <= mostRounds) for (const by of [analyst, reviewer]) yield offer(returned, by);
  }
  for (const by of [analyst, second, reviewer]) {
    yield offer({ type: 'review.accepted' }, by);
    yield offer({ type: 'review.accepted', withoutPrecision: context.items.map(({ item }) => item) }, by);
  }
}

const entered = ({ items }: AssayContext): number =>
  items.reduce((sum, { determinations, discarded }) => sum + determinations.length + discarded.length, 0);

export const assay: Catalogue<AssayContext> = {
  definition: 'assay',
  process: 'assay/BOTTLE',
  starts: [
    start('a bottle of coal', 'coal-cn-2026', 'A'),
    start('a bottle of grain that is smelled at', 'grain-cn-2026', 'odour-colour'),
    start('a bottle of grain whose precision is not known', 'grain-cn-2026', 'Pb'),
  ],
  offers,
  key: ({ context: { items } }) =>
    items.map(({ round, determinations, discarded, verdict }) => [
      Math.min(round, mostRounds + 1),
      determinations.map(({ value, analyst: by }) => [value, by]).sort(),
      [...new Set(discarded.map(({ analyst: by }) => by))].sort(),
      verdict.kind,
    ]),
  stopsAt: ({ context }) => context.items.some(({ round }) => round > mostRounds),
  counted: ({ effects }) => ({ told: messages(effects, parent).length }),
  laws: [
    {
      says: 'nothing is approved without a reviewer who determined nothing of it',
      holds: ({ isDone, context }) =>
        isDone
          ? context.reviewer !== null && !analystsOf(context).includes(context.reviewer)
          : context.reviewer === null,
    },
    {
      says: 'nothing is approved that no rule accepted and no reviewer named',
      holds: ({ isDone, context }) =>
        !isDone ||
        context.items.every(({ verdict }) =>
          ['accepted', 'observed', 'precision-not-known'].includes(verdict.kind),
        ),
    },
    {
      says: 'the parent is told once, at the end',
      holds: (here) => here.count('told') === (here.isDone ? 1 : 0),
    },
  ],
  stepLaws: [
    {
      says: 'every determination that is entered is on the record, and none ever leaves it',
      holds: ({ from, to, offer: { event } }) =>
        entered(to.context) === entered(from.context) + (event.type === 'determination.entered' ? 1 : 0),
    },
    {
      says: 'who returned an item, and why, stays on the record',
      holds: ({ from, to, offer: { event } }) =>
        to.context.returns.length ===
        from.context.returns.length + (event.type === 'review.returned' ? 1 : 0),
    },
  ],
};
