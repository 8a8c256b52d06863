import { instant, unitId } from '../../workflows/kernel/brand.ts';
import { tagMap } from '../testing/tag-maps.ts';
import type { Reading } from '../unit-driver.ts';
import { Observer } from './observer.ts';
import { Readings } from './readings.ts';

const at = instant('2026-03-01T08:00:00.000Z');
const tags = {
  'Sts.StateCurrent': 6, 'Sts.UnitModeCurrent': 1, 'Sts.FaultCode': 0, 'Sts.FaultClass': 0, 'Sts.FaultFirstOut': 0, 'Sts.BootCounter': 4,
  'Sts.RecipeCrc': null, 'Sts.PlcTime': null, 'Cmd.SampleId': 'S-1', 'Act.BeltFlow': 0, 'Act.BeltTotal': 100,
} as const; // prettier-ignore

function given() {
  const readings = new Readings(Object.keys(tags), at);
  const put = (values: Record<string, Reading['value']>) => {
    for (const [tag, value] of Object.entries(values)) {
      readings.put(tag, { value, quality: value === null ? 'bad' : 'good', sourceTime: null }, at);
    }
  };
  put(tags);
  return { readings, put, observer: new Observer(tagMap()) };
}

describe('what is worth telling of a unit', () => {
  it('tells the state once, and again when any part of it changes', () => {
    const { readings, put, observer } = given();
    expect(observer.look(readings, at)).toEqual([
      { kind: 'state', state: 'Execute', mode: 1, faultCode: 0, faultClass: 0, faultFirstOut: 0, jobSampleId: 'S-1', at },
    ]);
    expect(observer.look(readings, at)).toEqual([]);
    put({ 'Sts.FaultCode': 3001, 'Sts.FaultClass': 2 });
    expect(observer.look(readings, at)).toMatchObject([{ kind: 'state', faultCode: 3001, faultClass: 2 }]);
  });

  it('tells another program once, and not the first one it sees', () => {
    const { readings, put, observer } = given();
    put({ 'Sts.RecipeCrc': 77 });
    observer.look(readings, at);
    expect(observer.look(readings, at)).toEqual([]);
    put({ 'Sts.RecipeCrc': 78 });
    observer.forget();
    expect(observer.look(readings, at)).toContainEqual({ kind: 'program', crc: 78, previous: 77, at });
    expect(observer.look(readings, at)).toEqual([]);
  });

  it.each([
    ['2026-03-01T08:00:02.400Z', []],
    ['2026-03-01T08:00:03.000Z', [3]],
    ['2026-03-01T07:59:50.000Z', [-10]],
    ['not a time', []],
  ])('holds a clock that shows %s for drifting by %p s', (shown, drift) => {
    const { readings, put, observer } = given();
    put({ 'Sts.PlcTime': shown });
    expect(observer.clock(readings, at).map((each) => each.kind === 'clock' && each.driftSeconds)).toEqual(drift);
  });

  it.each([
    ['2026-03-01T07:59:50.000Z', []],
    ['2026-03-01T07:59:47.000Z', [-3]],
    ['2026-03-01T08:00:03.000Z', [3]],
  ])('holds a clock that shows %s for off only outside the time between question and answer', (shown, drift) => {
    const { readings, put, observer } = given();
    put({ 'Sts.PlcTime': shown });
    const told = observer.clock(readings, at, instant('2026-03-01T07:59:50.000Z'));
    expect(told.map((each) => each.kind === 'clock' && each.driftSeconds)).toEqual(drift);
  });

  it('tells a drift once, and when it is over', () => {
    const { readings, put, observer } = given();
    const look = (shown: string) => {
      put({ 'Sts.PlcTime': shown });
      return observer.clock(readings, at);
    };
    expect(look('2026-03-01T08:00:05.000Z')).toHaveLength(1);
    expect(look('2026-03-01T08:00:06.000Z')).toEqual([]);
    expect(look('2026-03-01T08:00:00.000Z')).toEqual([{ kind: 'clock', driftSeconds: 0, at }]);
  });

  it('tells state and stream again after a reconnect, and a boot only when there was one', () => {
    const { readings, put, observer } = given();
    observer.look(readings, at);
    observer.stream(readings, at);
    observer.forget();
    expect(observer.look(readings, at)).toMatchObject([{ kind: 'state' }]);
    expect(observer.stream(readings, at)).toMatchObject([{ kind: 'stream', flowing: false, total: 100 }]);
    observer.forget();
    put({ 'Sts.BootCounter': 5 });
    expect(observer.look(readings, at)).toMatchObject([
      { kind: 'boot', bootCounter: 5, previous: 4 },
      { kind: 'state' },
    ]);
  });

  it('does not guess a state it does not know, nor one that is not good', () => {
    const { readings, put, observer } = given();
    put({ 'Sts.StateCurrent': 99 });
    expect(observer.look(readings, at)).toEqual([]);
    put({ 'Sts.StateCurrent': null });
    expect(observer.look(readings, at)).toEqual([]);
  });

  it('takes a flow above the threshold, and only above, as flowing', () => {
    const { readings, put, observer } = given();
    observer.stream(readings, at);
    put({ 'Act.BeltFlow': 20 });
    expect(observer.streamTurned(readings)).toBe(false);
    put({ 'Act.BeltFlow': 20.5, 'Act.BeltTotal': 100.2 });
    expect(observer.streamTurned(readings)).toBe(true);
    expect(observer.stream(readings, at)).toEqual([{ kind: 'stream', flowing: true, total: 100.2, at }]);
    put({ 'Act.BeltFlow': null });
    expect(observer.streamTurned(readings)).toBe(false);
  });

  it('shows every tag of a snapshot, also those never read', () => {
    const readings = new Readings(['Act.A', 'Act.B'], at);
    readings.put('Act.A', { value: 1, quality: 'good', sourceTime: null }, at);
    readings.put('Act.C', { value: 1, quality: 'good', sourceTime: null }, at);
    expect(readings.snapshot(unitId('CS-01'), 'link-lost')).toEqual({
      unit: 'CS-01',
      readAt: at,
      live: false,
      reason: 'link-lost',
      readings: {
        'Act.A': { value: 1, quality: 'good', sourceTime: null },
        'Act.B': { value: null, quality: 'bad', sourceTime: null },
      },
    });
  });
});
