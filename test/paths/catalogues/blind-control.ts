import {
  approved, begun, byProcess, custodian, divided, drawn, duplicate, filled, giveUp, laboratory, material, originalApproved, reference,
  release, terms,
} from '../../../workflows/blind-control/blind-control.fixture.ts'; // prettier-ignore
import type { BlindSampleContext, BlindSampleOrder } from '../../../workflows/blind-control/control.ts';
import type { BlindControlContext } from '../../../workflows/blind-control/machine.ts';
import type { Told } from '../../../workflows/kernel/testing/rehearsal.ts';
import { messages, offer, timePasses } from '../harness/catalogue.ts';
import type { Catalogue } from '../harness/catalogue.ts';
import { isSame } from './runs.ts';

const results = (code: string) => approved(code, ['M', 'ad', '5.00'], ['A', 'ad', '10.00']);
const start = (name: string, order: BlindSampleOrder) => ({
  name,
  input: { order, original: null },
  by: byProcess(laboratory),
});

export const blindSample: Catalogue<BlindSampleContext> = {
  definition: 'blind-sample',
  process: 'blind-sample/D-1',
  starts: [
    start('a duplicate', duplicate),
    start('a reference material', { ...reference, code: duplicate.code }),
  ],
  *offers(here) {
    for (const event of [divided, filled, giveUp]) {
      yield offer(event, custodian);
      yield offer(event, byProcess('assay/D-1'));
    }
    yield offer(release, byProcess(laboratory));
    for (const code of ['A-1', 'A-2']) yield offer(originalApproved(results(code)), byProcess(laboratory));
    for (const code of ['D-1', 'A-2']) yield offer(results(code), byProcess(`assay/${code}`));
    yield* timePasses(here);
  },
  key: ({ context }) => [context.original !== null, context.own !== null, context.labelled !== null],
  counted: ({ effects }) => ({
    ended: messages(effects, laboratory).filter(({ type }) => type === 'control.ended').length,
    assays: effects.filter(({ kind }) => kind === 'process.start').length,
  }),
  laws: [
    {
      says: 'the laboratory is told once that it ended, and nobody else is told anything',
      holds: (here) => here.count('ended') === (here.isDone ? 1 : 0),
    },
    {
      says: 'it is tested once, and never before a person labelled it',
      holds: (here) =>
        here.count('assays') === (here.context.benchAt === null ? 0 : 1) &&
        (here.context.benchAt === null || here.context.labelled?.by.kind === 'person'),
    },
    {
      says: 'it is scored by approved results of its own and of the bottle it is of',
      holds: ({ state, context: { own, original, order, scores } }) =>
        state === 'scored'
          ? own?.code === order.code &&
            (order.content.kind === 'reference' || original?.code === order.content.of)
          : scores.length === 0,
    },
  ],
  stepLaws: [
    {
      says: 'what was approved stays what it is',
      holds: ({ from: { context: before }, to: { context: after } }) =>
        (before.own === null || isSame(before.own, after.own)) &&
        (before.original === null || isSame(before.original, after.original)),
    },
  ],
};

/** Bottles after which no further one comes. */
const most = 2;
const once = { ...terms, materials: [{ ...material, portions: 1 }] };
const told = (of: string): readonly Told[] => [
  { type: 'control.ready', code: of },
  { type: 'control.ended', code: of, outcome: 'given-up', portionUsed: false },
  { type: 'control.ended', code: of, outcome: 'scored', portionUsed: true },
];

export const blindControl: Catalogue<BlindControlContext> = {
  definition: 'blind-control',
  process: laboratory,
  starts: [
    { name: 'a laboratory with one portion of a material', input: { terms: once } },
    { name: 'a laboratory nobody has set up', input: { terms: null } },
  ],
  *offers({ context: { draws, drawing, open } }) {
    if (draws < most) yield offer(begun(), byProcess('consignment/D1.1'));
    yield offer(begun({ bottle: 'moisture-6mm' }), byProcess('consignment/D1.1'));
    for (const { ref } of drawing) yield offer(drawn(ref));
    yield offer(results('A-1'), byProcess('assay/A-1'));
    for (const { code } of open)
      for (const event of told(code))
        for (const by of [`blind-sample/${code}`, 'blind-sample/other']) yield offer(event, byProcess(by));
    for (const now of [once, null]) yield offer({ type: 'control.terms', terms: now });
  },
  key: ({ context }) => [
    context.terms === null,
    context.draws,
    context.drawing.map(({ ref, approved: results }) => [ref, results !== null]),
    context.open.map(({ code, ready }) => [code, ready]),
    context.used,
  ],
  isEnd: ({ context }) => context.open.length === 0 && context.drawing.length === 0,
  laws: [
    {
      says: 'no more portions are taken than there are, nor given back than were taken',
      holds: ({ context: { used } }) => [undefined, 0, 1].includes(used['GBW-1']),
    },
    {
      says: 'every bottle that is controlled is counted once it is decided',
      holds: ({ context: { counts, draws, drawing } }) =>
        counts.reduce((sum, { assays }) => sum + assays, 0) <= draws - drawing.length,
    },
  ],
  stepLaws: [
    {
      says: 'what is put in is put in for a draw, and told to be tested for what its bottle is',
      holds: ({ effects, offer: { event } }) =>
        effects.every(
          ({ kind, params }) =>
            kind !== 'process.start' ||
            (event.type === 'codes.drawn' &&
              isSame((params['input'] as { readonly order: BlindSampleOrder }).order.items, begun().items)),
        ),
    },
    {
      says: 'a control goes to the bench only with a bottle, and only when it is labelled',
      holds: ({ effects, from, offer: { event } }) =>
        messages(effects).every(
          ({ type }) =>
            type !== 'control.release' ||
            (event.type === 'assay.begun' && from.context.open.some(({ ready }) => ready)),
        ),
    },
  ],
};
