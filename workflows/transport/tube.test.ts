import { person } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import {
  arrivedAt, begunTube, byCarriage, carriage, departedAt, done, failed, inPipe, seen, there, unknown, wanted,
} from './tube.fixture.ts'; // prettier-ignore
import type { Tube } from './tube.fixture.ts';

const [preparer, analyst] = [person('preparer'), person('analyst')];
const asked = () => begunTube().give(wanted, byCarriage);
const sent = () => asked().give(seen());
const underWay = () => sent().elapse().give(inPipe());
const settle = (found: string, more: object = {}): Told => ({ type: 'transfer.settled', no: 1, found, reason: 'I looked', ...more });
const unreached = (found: string): Told => settle(found, { outOfReach: true });
const told = (tube: Tube) => tube.messages(carriage).map(({ type, plcTime, refusal }) => [type, plcTime ?? (refusal as { code: string } | undefined)?.code]);
const contradictions = ({ context }: Tube) => context.contradictions.map(({ found, shown }) => [found, shown]);

describe('a tube that takes commands', () => {
  it('looks, sends, and tells when the carrier left and came, by the times of its PLC', () => {
    expect(asked().wishes('unit.read')).toMatchObject([{ unit: 'PT-01' }]);
    expect(sent().wishes('unit.command')).toEqual([
      {
        unit: 'PT-01', command: 'send', jobId: 'pneumatic-tube/T-1', lotId: '', sampleId: 'C-1', recipeId: '',
        settings: { 'Set.From': 1, 'Set.To': 3, 'Set.CarrierId': 'carrier 7' }, params: [], order: 1,
      },
    ]); // prettier-ignore
    expect([told(sent()), told(underWay()), underWay().state]).toEqual([[], [['tube.departed', departedAt]], 'underWay']);
    const arrived = underWay().give(done()).give(there());
    expect([told(arrived), arrived.state]).toEqual([[['tube.arrived', arrivedAt]], 'open']);
  });

  it('goes on looking until the carrier has left, and tells both of one that came before anybody looked', () => {
    const waiting = sent().elapse().give(seen());
    expect([waiting.state, told(waiting), waiting.commands]).toEqual(['transferring', [], []]);
    expect(told(waiting.elapse().give(inPipe()))).toEqual([['tube.departed', departedAt]]);
    expect(told(sent().give(done()).give(there()))).toEqual([['tube.departed', departedAt], ['tube.arrived', arrivedAt]]); // prettier-ignore
  });

  it('does not take what an earlier look shows for the end', () => {
    const twoLooks = sent().elapse().give(done());
    expect(twoLooks.give(inPipe()).state).toBe('checking');
    expect(told(twoLooks.give(inPipe()).give(there()))).toHaveLength(2);
  });

  it.each<[string, Told, string]>([
    ['an occupied destination', seen({ 'Act.StationState[3]': 1 }), 'STATION_OCCUPIED'],
    ['a unit in fault', seen({ 'Sts.StateCurrent': 9 }), 'TUBE_NOT_READY'],
    ['a unit that tells nothing', seen({ 'Act.Transfers': null }), 'TUBE_UNREADABLE'],
  ])('is not commanded at %s: the carriage hears why', (_what, readings, code) => {
    const tube = asked().give(readings);
    expect([tube.commands, told(tube), tube.state]).toEqual([[], [['tube.refused', code]], 'open']);
  });

  it('has no station that the site file no longer names', () => {
    const fewer = begunTube().give({ type: 'tube.stations', stations: ['line', 'office'], unit: 'PT-01' }).give(wanted, byCarriage);
    expect(told(fewer.give(seen()))).toEqual([['tube.refused', 'STATION_UNKNOWN']]);
  });

  it('is reset where it stands stopped, once an order', () => {
    const standing = seen({ 'Sts.StateCurrent': 2 });
    const reset = asked().give(standing);
    expect([reset.commands, reset.give(done('reset')).give(seen()).commands]).toEqual([['reset'], ['send']]);
    expect(told(reset.give(done('reset')).give(standing))).toEqual([['tube.refused', 'TUBE_NOT_READY']]);
    expect(told(reset.give(failed('BUSY', 'reset')))).toEqual([['tube.refused', 'BUSY']]);
  });

  it('tells in the words of the PLC what it refuses', () => {
    expect(told(sent().give(failed('INTERLOCK')))).toEqual([['tube.refused', 'INTERLOCK']]);
  });

  it('whose transfer broke off before the carrier left gives it back, and nobody need look', () => {
    const stayed = sent().give(failed('FAULT')).give(seen());
    expect([told(stayed), stayed.state, stayed.commands]).toEqual([[['tube.refused', 'FAULT']], 'open', []]);
  });

  it.each(['lost', 'stuck'] as const)('tells of a carrier that is %s, asks nothing else, and waits for a person', (state) => {
    const broken = underWay().give(failed('FAULT')).give(inPipe(state)).give({ ...wanted, code: 'C-2' }, byCarriage);
    expect([told(underWay().give(failed('FAULT')).give(inPipe(state))), broken.state, broken.commands]).toEqual([[['tube.lost', undefined]], 'unanswered', []]);
    expect(broken.context.orders[0]?.problem?.code).toBe('FAULT');
  });

  it.each<[string, Told[], string]>([
    ['no answer', [unknown], 'DONE_TIMEOUT'],
    ['a restart in the middle', [failed('ABORTED'), inPipe()], 'ABORTED'],
    ['another carrier than announced', [done(), there({ 'Act.CarrierIdRead': 'carrier 9' })], 'NOT_AS_ORDERED'],
    ['another station than ordered', [done(), there({ 'Act.CarrierPos': 2 })], 'NOT_AS_ORDERED'],
  ])('with %s guesses nothing and sends nothing again', (_what, events, code) => {
    const tube = events.reduce((each, event) => each.give(event), underWay());
    expect([tube.state, tube.context.orders[0]?.problem?.code, tube.commands]).toEqual(['unanswered', code, []]);
  });

  it.each<[string, readonly unknown[]]>([
    ['destination', [['tube.arrived', undefined]]],
    ['departure', [['tube.returned', undefined]]],
    ['nowhere', [['tube.lost', undefined]]],
  ])('is settled by a person who found the carrier at its %s', (found, expected) => {
    const settled = underWay().give(unknown).ask(settle(found), preparer);
    expect([told(settled), settled.commands, settled.state]).toEqual([expected, [], 'comparing']);
  });

  it('of a carrier that never left tells its departure with its arrival', () => {
    const settled = sent().give(unknown).ask(settle('destination'), preparer);
    expect(told(settled)).toEqual([['tube.departed', undefined], ['tube.arrived', undefined]]); // prettier-ignore
    expect(told(sent().give(unknown).ask(settle('departure'), preparer))).toEqual([['tube.refused', 'TRANSFER_NOT_MADE']]);
  });

  it('is settled while the machine is at it only when it is out of reach, and only the order at hand', () => {
    for (const tube of [sent(), underWay(), asked().give(seen({ 'Sts.StateCurrent': 2 }))])
      expect(tube.refusalOf(settle('destination'), preparer)?.code).toBe('ORDER_UNDER_WAY');
    expect(sent().refusalOf(settle('nowhere', { no: 2 }), preparer)?.code).toBe('ORDER_UNKNOWN');
    expect(told(underWay().ask(unreached('destination'), analyst))).toEqual([['tube.arrived', undefined]]);
  });
});

describe('what a person said of a carrier, when the tube is there again', () => {
  const arrived = { state: 3, station: 3 };
  it.each<[string, string, Told, Told, readonly unknown[]]>([
    ['there, and it is', 'destination', done(), there(), []],
    ['there, and the PLC has it in the pipe', 'destination', failed('ABORTED'), inPipe('stuck'), [['destination', { state: 5, station: 0 }]]],
    ['there, taken by hand, and the PLC never sent it', 'destination', failed('INTERLOCK'), seen(), []],
    ['where it was, and it is', 'departure', failed('ABORTED'), seen(), []],
    ['where it was, and the PLC brought it', 'departure', done(), there(), [['departure', arrived]]],
    ['where it was, and only the PLC’s account says otherwise', 'departure', done(), seen({ 'Act.CarrierState': null }), [['departure', null]]],
    ['nowhere, and the PLC brought it', 'nowhere', done(), there(), [['nowhere', arrived]]],
    ['nowhere, and the PLC has lost it', 'nowhere', failed('FAULT'), inPipe('lost'), []],
  ])('%s', (_what, found, answer, look, expected) => {
    const settled = sent().ask(unreached(found), preparer);
    expect(settled.wishes('unit.read')).toEqual([]);
    const compared = settled.give(answer).give(look);
    expect([contradictions(compared), compared.context.contradicted, compared.context.word]).toEqual([expected, expected.length, null]);
    expect([compared.commands, compared.messages()]).toEqual([[], []]);
  });

  it('stands on the record with who said it and why', () => {
    const [found] = sent().ask(unreached('departure'), preparer).give(done()).give(there()).context.contradictions;
    expect(found).toMatchObject({ no: 1, carrier: 'carrier 7', from: 'line', to: 'laboratory', by: { id: 'preparer' }, reason: 'I looked' });
  });

  it('is compared before the next carrier is sent', () => {
    const next = sent().ask(unreached('departure'), preparer).give({ ...wanted, code: 'C-2' }, byCarriage);
    expect([next.state, next.give(done()).commands]).toEqual(['comparing', []]);
    const compared = next.give(done()).give(seen());
    expect([compared.state, compared.commands, compared.give(seen()).commands]).toEqual(['looking', [], ['send']]);
  });

  it('of a unit that was taken away holds nothing up', () => {
    const settled = sent().give({ type: 'tube.stations', stations: [], unit: null }).ask(unreached('departure'), preparer);
    expect([settled.state, settled.context.word]).toEqual(['open', null]);
  });
});
