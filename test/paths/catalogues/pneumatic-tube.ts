import type { EffectParams } from '../../../workflows/kernel/effects.ts';
import { person } from '../../../workflows/kernel/testing/rehearsal.ts';
import {
  byCarriage, carriage, done, failed, inPipe, seen, stations, there, unknown, wanted,
} from '../../../workflows/transport/tube.fixture.ts'; // prettier-ignore
import type { TubeContext } from '../../../workflows/transport/tube-orders.ts';
import { unitId } from '../../../workflows/kernel/brand.ts';
import { commands, messages, offer, system, timePasses } from '../harness/catalogue.ts';
import type { Catalogue } from '../harness/catalogue.ts';

const looks = [seen(), seen({ 'Sts.StateCurrent': 2 }), seen({ 'Act.StationState[3]': 1 }), inPipe(), inPipe('lost'), there()];
const endsOf = (command: string) =>
  command === 'reset' ? [done('reset'), failed('BUSY', 'reset'), { ...unknown, command }] : [done(), failed('INTERLOCK'), failed('FAULT'), unknown];
const preparer = person('preparer');
const terminal: readonly string[] = ['tube.arrived', 'tube.refused', 'tube.returned'];

/** A tube that takes commands, asked for two transfers at most. */
export const pneumaticTube: Catalogue<TubeContext> = {
  definition: 'pneumatic-tube',
  process: 'pneumatic-tube/T-1',
  asks: ['unit.read', 'unit.command'],
  starts: [{ name: 'a tube of three stations', input: { tube: 'T-1', stations, unit: unitId('PT-01') } }],
  *offers(here) {
    const { orders, lastOrder, unit, looks: outstanding } = here.context;
    for (const effect of here.open) {
      const answers = effect.kind === 'unit.read' ? looks : endsOf((effect.params as EffectParams['unit.command']).command);
      for (const answer of answers) yield offer(answer, system, effect);
    }
    if (orders[0])
      for (const found of ['destination', 'departure', 'nowhere'])
        for (const reach of [{}, { outOfReach: true }])
          yield offer({ type: 'transfer.settled', no: orders[0].no, found, reason: 'seen', ...reach }, preparer);
    // Its unit is taken away, and comes back.
    if (orders.length > 0 && outstanding < 3) yield offer({ type: 'tube.stations', stations, unit: unit ? null : unitId('PT-01') });
    if (lastOrder < 2) yield offer(wanted, byCarriage);
    yield* timePasses(here);
  },
  key: ({ context: { orders, lastOrder, unit, looks: outstanding, awaits, word, contradicted } }) => [
    orders.map(({ readied, before, departed, problem }) => [readied, before, departed, problem?.code]),
    [lastOrder, unit, outstanding, awaits, Math.min(contradicted, 1)],
    word && [word.found, word.machine, word.before],
  ],
  isEnd: ({ context: { orders } }) => orders.length === 0,
  stepLaws: [
    {
      says: 'it is commanded only after a look that permits it, with one thing at a time, and not before what people said was compared',
      holds: ({ from, offer: { event }, effects }) => {
        const given = commands(effects);
        return given.length === 0 || (given.length === 1 && from.state === 'looking' && event.type === 'unit.readings' && from.context.word === null);
      },
    },
    {
      says: 'a transfer ends with one word to its carriage, or with the word of a person that nobody finds it',
      holds: ({ from, to, effects, offer: { event } }) => {
        const ended = from.context.orders.length - to.context.orders.length;
        const words = messages(effects, carriage).filter(({ type }) => terminal.includes(type)).length;
        return ended <= 0 ? words === 0 : words === 1 || event['found'] === 'nowhere';
      },
    },
    {
      says: 'what nobody knows is not sent again: a person says where the carrier is',
      holds: ({ from, to, offer: { event }, effects }) =>
        from.state !== 'unanswered' || to.state === 'unanswered' || (event.type === 'transfer.settled' && commands(effects).length === 0),
    },
    {
      says: 'that it has left is told once',
      holds: ({ from, effects }) => {
        const told = messages(effects, carriage).filter(({ type }) => type === 'tube.departed').length;
        return told <= (from.context.orders[0]?.departed ? 0 : 1);
      },
    },
  ],
};
