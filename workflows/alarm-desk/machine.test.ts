import { instant } from '../kernel/brand.ts';
import type { Actor } from '../kernel/process.ts';
import { begin, step } from '../kernel/step.ts';
import type { ProcessState } from '../kernel/step.ts';
import { alarmDeskDefinition, alarmDeskProcess } from './machine.ts';
import type { AlarmDeskEvent } from './machine.ts';

const desk = alarmDeskDefinition(480);
const person: Actor = { kind: 'person', id: 'li' };
const at = instant('2026-03-05T09:00:00.000Z');
const started = begin(desk, alarmDeskProcess, { id: 'begin', at, actor: person, event: { type: 'process.start', input: {} } }).state;
const tell = (state: ProcessState, event: AlarmDeskEvent) => step(desk, alarmDeskProcess, state, { id: `i${state.seq}`, at, actor: person, event: { ...event } }).state;
const shelve = (alarm: string, minutes = 60): AlarmDeskEvent => ({ type: 'alarm.shelved', alarm, minutes, reason: 'calibration' });
const shelved = (state: ProcessState) => (state.snapshot.context as { shelved: readonly unknown[] }).shelved;
const refusal = (state: ProcessState, event: AlarmDeskEvent) => desk.refuse?.(state.snapshot, { ...event, at, by: person, inputId: 'i' });

describe('the alarm desk', () => {
  it('keeps a shelved alarm with its end, and a timer for it', () => {
    const state = tell(started, shelve('UNIT_FAULT-1'));
    expect(shelved(state)).toEqual([{ alarm: 'UNIT_FAULT-1', until: '2026-03-05T10:00:00.000Z' }]);
    expect(state.timers).toMatchObject([{ name: 'shelf/UNIT_FAULT-1', dueAt: '2026-03-05T10:00:00.000Z' }]);
  });

  it('lets it go when the time is over, or when somebody takes it down', () => {
    const both = tell(tell(started, shelve('A-1')), shelve('B-2'));
    const over = tell(both, { type: 'shelf.over', alarm: 'A-1' });
    expect(shelved(over)).toMatchObject([{ alarm: 'B-2' }]);
    const none = tell(over, { type: 'alarm.unshelved', alarm: 'B-2', reason: 'calibrated' });
    expect(shelved(none)).toEqual([]);
    expect(none.timers.map(({ name }) => name)).not.toContain('shelf/B-2');
  });

  it('shelved again counts from now on', () => {
    const state = tell(tell(started, shelve('A-1', 10)), shelve('A-1', 30));
    expect(shelved(state)).toEqual([{ alarm: 'A-1', until: '2026-03-05T09:30:00.000Z' }]);
    expect(state.timers).toHaveLength(1);
  });

  it.each([0, -1, 1.5, 481, Number.NaN])('refuses to shelve for %p minutes', (minutes) => {
    expect(refusal(started, shelve('A-1', minutes))).toMatchObject({ code: 'SHELVED_TOO_LONG', field: 'minutes' });
  });

  it('shelves for a shift at most', () => expect(refusal(started, shelve('A-1', 480))).toBeUndefined());

  it('refuses to take down what is not on the shelf', () => {
    expect(refusal(started, { type: 'alarm.unshelved', alarm: 'A-1', reason: 'r' })).toMatchObject({ code: 'ALARM_NOT_SHELVED' });
  });
});
