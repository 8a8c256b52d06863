import type { Told } from '../kernel/testing/rehearsal.ts';
import {
  ann, because, bo, byTube, cai, came, left, lostInTube, receive, refused, released, returned, sentByTube, take, tubeRefused,
} from './transport.fixture.ts'; // prettier-ignore
import type { Carriage } from './transport.fixture.ts';

const put = take('carrier 7', true);
const sending = () => released(sentByTube).ask(put, bo);
const carried = () => sending().give(left, byTube);
const arrived = () => carried().give(came, byTube);
const told = (event: Told, plcTime: string): Told => ({ ...event, plcTime });
const codes = ({ context }: Carriage) => context.findings.map(({ code }) => code);

describe('a carriage by a tube that takes commands', () => {
  it('is sent when its giver has released it and a person has put it in', () => {
    expect(sending().messages('pneumatic-tube/T-1')).toEqual([
      { type: 'tube.send', code: 'C-1', carrier: 'carrier 7', from: 'room 1', to: 'room 2' },
    ]);
    expect([sending().state, sending().context.taken]).toEqual(['sending', null]);
    expect(refused(released(sentByTube), take('carrier 7'))).toBe('TRAY_NOT_IN_PLACE trayInPlace');
  });

  it('is under way from when the tube tells, and both sides sign', () => {
    const end = arrived().ask(receive(), cai);
    expect([carried().state, arrived().state, end.state, codes(end)]).toEqual(['carried', 'arrived', 'received', []]);
    expect(end.context).toMatchObject({ released: { by: { id: 'ann' } }, taken: { by: { id: 'bo' }, carrier: 'carrier 7' }, received: { by: { id: 'cai' } } });
    expect(refused(arrived(), receive(), ann)).toBe('CARRIAGE_SAME_PERSON');
  });

  it('takes the moments of the PLC, unless its clock cannot be right', () => {
    const [loadedAt, now] = [Date.parse(sending().context.loaded?.at ?? ''), Date.parse(sending().now)];
    const between = new Date((loadedAt + now) / 2 + 100).toISOString();
    expect(sending().give(told(left, between), byTube).context.taken?.at).toBe(between);
    for (const wrong of ['2026-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z', 'never']) {
      expect(sending().give(told(left, wrong), byTube).context.taken?.at).toBe(sending().now);
    }
    const came2 = carried().give(told(came, '2026-01-01T00:00:00.000Z'), byTube);
    expect(codes(came2.ask(receive(), cai))).toEqual([]);
  });

  it('that the tube refuses stays with its giver, who hears why and sends it again or withdraws it', () => {
    const back = sending().give(tubeRefused, byTube);
    expect([back.state, back.context.tubeRefusal?.code, back.context.loaded]).toEqual(['released', 'STATION_OCCUPIED', null]);
    const again = back.ask(put, bo);
    expect([again.state, again.context.tubeRefusal, again.messages('pneumatic-tube/T-1').length]).toEqual(['sending', null, 1]);
    expect(back.ask(because('withdrawn'), ann).state).toBe('withdrawn');
  });

  it('whose carrier is lost is missing: it is found, or an officer gives it up and its parents hear of the break', () => {
    const missing = carried().give(lostInTube, byTube);
    expect([missing.state, missing.context.missing?.reason]).toEqual(['missing', 'the carrier is lost']);
    const found = missing.give(came, byTube);
    expect([found.state, found.context.missing, found.ask(receive(), cai).state]).toEqual(['arrived', null, 'received']);
    const lost = missing.ask(because('given-up'), cai);
    expect([lost.state, lost.messages().map(({ type }) => type)]).toEqual(['lost', ['custody.broken', 'custody.broken']]);
  });

  it.each([
    ['carried', carried()],
    ['missing', carried().give(lostInTube, byTube)],
    ['overdue', carried().elapse()],
  ])('that is %s and drawn back is its giver’s again', (_state, carriage) => {
    const back = carriage.give(returned, byTube);
    expect([back.state, back.context.taken, back.context.missing, back.context.overdueAt]).toEqual(['released', null, null, null]);
    expect(back.ask(put, bo).give(left, byTube).give(came, byTube).ask(receive(), cai).state).toBe('received');
  });

  it('that stands at its destination and nobody fetches is overdue', () => {
    expect([arrived().elapse().state, arrived().elapse().ask(receive(), cai).state]).toEqual(['overdue', 'received']);
    expect(carried().elapse().give(came, byTube).state).toBe('arrived');
  });

  it('with another seal on arrival breaks its custody, whatever the tube said', () => {
    const end = arrived().ask(receive({ seal: 'S-9' }), cai);
    expect([end.state, codes(end)]).toEqual(['quarantined', ['SEAL_MISMATCH']]);
  });
});
