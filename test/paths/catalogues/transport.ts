import type { CarriageContext } from '../../../workflows/transport/carriage.ts';
import {
  ann, because, bo, byTube, cai, came, left, lostInTube, order, parents, receive, receiveOne, release, returned, sentByTube, take, tube,
  tubeRefused,
} from '../../../workflows/transport/transport.fixture.ts'; // prettier-ignore
import { messages, offer, timePasses } from '../harness/catalogue.ts';
import type { Catalogue } from '../harness/catalogue.ts';

/** What people tell of a carriage; the first container with its seal, with another, or not at all. */
const told = [
  release(),
  release({ seal: 'S-9' }),
  take(),
  take('carrier 7', true),
  receive(),
  receive({ seal: 'S-9' }),
  receiveOne,
  because('refused'),
  because('missed'),
  because('given-up'),
  because('withdrawn'),
];

export const transport: Catalogue<CarriageContext> = {
  definition: 'transport',
  process: 'transport/1',
  starts: [
    { name: 'by a person', input: { order }, by: ann },
    {
      name: 'by tube, to one receiver',
      input: { order: { ...order, means: tube, receiver: 'cai' } },
      by: ann,
    },
    { name: 'by a tube that takes commands', input: { order: { ...order, ...sentByTube } }, by: ann },
  ],
  *offers(here) {
    for (const by of [ann, bo, cai]) yield* told.map((event) => offer(event, by));
    if (here.context.order.commanded)
      for (const answer of [left, came, lostInTube, returned, tubeRefused]) yield offer(answer, byTube);
    yield* timePasses(here);
  },
  key: ({ context: { released, taken, received, missing, overdueAt, findings, loaded, arrivedAt } }) => [
    released && [released.by.id, released.containers.map(({ seal }) => seal)],
    taken && [taken.by.id, taken.carrier],
    received && [received.by.id, received.containers.map(({ seal }) => seal)],
    [loaded?.by.id, loaded?.carrier, typeof arrivedAt === 'string'],
    [missing !== null, overdueAt !== null, findings.map(({ code }) => code)],
  ],
  counted: ({ effects }) =>
    Object.fromEntries(parents.map((parent) => [parent, messages(effects, parent).length])),
  laws: [
    {
      says: 'who released it did not receive it',
      holds: ({ context: { released, received } }) => received === null || released?.by.id !== received.by.id,
    },
    {
      says: 'what arrived whole has no finding, and everything else that was released has one',
      holds: ({ state, context }) =>
        !['received', 'quarantined', 'lost', 'refused'].includes(state) ||
        (state === 'received') === (context.findings.length === 0),
    },
    {
      says: 'each parent is told once, at the end, of what befell its own container, and of nothing else',
      holds: (here) =>
        here.context.order.containers.every(({ code, parent }) => {
          const isBroken = here.context.findings.some(({ container }) => container === code);
          return here.count(parent) === (here.isDone && isBroken ? 1 : 0);
        }),
    },
  ],
  stepLaws: [
    {
      says: 'who released, carried and received it stays on the record',
      holds: ({ from: { context: before }, to: { context: after }, offer: { event } }) =>
        // Drawn back by its tube, it is on its way no more.
        (before.taken === null || before.taken === after.taken || event.type === 'tube.returned') &&
        (before.received === null || before.received === after.received) &&
        (before.released === null || after.released !== null),
    },
    {
      says: 'a tube is asked once for each time that it is put in',
      holds: ({ from, to, effects }) =>
        messages(effects, 'pneumatic-tube/T-1').length === (from.state === 'released' && to.state === 'sending' ? 1 : 0),
    },
  ],
};
