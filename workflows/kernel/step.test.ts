import { assign, createMachine, fromPromise, raise, sendTo, setup, spawnChild } from 'xstate';
import type { AnyStateMachine } from 'xstate';
import { instant, processId } from './brand.ts';
import type { Input, ProcessDefinition } from './process.ts';
import { begin, later, persistSnapshot, restoreSnapshot, step } from './step.ts';
import type { ProcessState } from './step.ts';

const noon = instant('2026-03-01T12:00:00.000Z');
const process = processId('kettle/1');
const input = (event: Input['event'], id = 'i'): Input => ({
  id,
  at: noon,
  actor: { kind: 'person', id: 'li' },
  event,
});
const define = (machine: AnyStateMachine): ProcessDefinition => ({ id: 'kettle', version: 1, machine });
const started = (definition: ProcessDefinition) =>
  begin(definition, process, input({ type: 'process.start', input: { litres: 2 } }));
const after = (definition: ProcessDefinition, ...types: string[]) =>
  types.reduce(
    (result, type) => step(definition, process, result.state, input({ type })),
    started(definition),
  );

const kettle = define(
  setup({
    actions: { 'kettle.heat': (_: unknown, _params: { watts: number }) => {}, 'kettle.whistle': () => {} },
  }).createMachine({
    context: ({ input: given }) => ({ given: given as unknown, seen: null as unknown }),
    initial: 'cold',
    on: { note: { actions: assign({ seen: ({ event }) => event }) }, bang: { actions: 'kettle.whistle' } },
    states: {
      cold: {
        on: {
          heat: {
            target: 'heating',
            actions: [{ type: 'kettle.heat', params: { watts: 800 } }, 'kettle.whistle'],
          },
        },
      },
      heating: {
        after: { 90_000: 'hot', 5_000: { actions: 'kettle.whistle' } },
        on: { off: 'cold', again: { target: 'heating', reenter: true } },
      },
      hot: { type: 'final', entry: 'kettle.whistle' },
    },
  }),
);

describe('starting a process', () => {
  it('gives the machine its input with who started it and when, as entry 1', () => {
    const { state, effects } = started(kettle);
    expect(state.seq).toBe(1);
    expect(effects).toEqual([]);
    expect(state.snapshot.context.given).toEqual({
      litres: 2,
      processId: process,
      startedAt: noon,
      startedBy: { kind: 'person', id: 'li' },
    });
  });
});

describe('one step', () => {
  it('returns what is to be done as effects, numbered by process, entry and place', () => {
    const { effects } = after(kettle, 'heat');
    expect(effects).toEqual([
      { id: 'kettle/1#2.0', kind: 'kettle.heat', params: { watts: 800 } },
      { id: 'kettle/1#2.1', kind: 'kettle.whistle', params: {} },
    ]);
  });

  it('gives the same result for the same input however often it is asked, and leaves the state before untouched', () => {
    const before = started(kettle).state;
    const frozen = JSON.stringify([persistSnapshot(before.snapshot), before.timers]);
    const results = [1, 2].map(() => step(kettle, process, before, input({ type: 'heat' })));
    expect(results[0]?.effects).toEqual(results[1]?.effects);
    expect(results[0]?.state.timers).toEqual(results[1]?.state.timers);
    expect(JSON.stringify([persistSnapshot(before.snapshot), before.timers])).toBe(frozen);
  });

  it('shows the machine the time, the actor and the id of the input', () => {
    const { state } = step(
      kettle,
      process,
      started(kettle).state,
      input({ type: 'note', text: 'boiling soon' }, 'note-7'),
    );
    expect(state.snapshot.context.seen).toEqual({
      type: 'note',
      text: 'boiling soon',
      at: noon,
      by: { kind: 'person', id: 'li' },
      inputId: 'note-7',
    });
  });

  it('does nothing on an event the machine has no use for, but counts it', () => {
    const { state, effects } = after(kettle, 'sing');
    expect([state.seq, state.snapshot.value, effects]).toEqual([2, 'cold', []]);
  });

  it('does nothing once the process is finished, even where the machine reacts to the event in every state', () => {
    const done = after(kettle, 'heat', 'xstate.after.90000.(machine).heating');
    expect(done.state.snapshot.status).toBe('done');
    const { state, effects } = step(kettle, process, done.state, input({ type: 'bang' }));
    expect([state.seq, state.snapshot.status, effects]).toEqual([4, 'done', []]);
  });

  it('consumes an event raised without delay inside the step', () => {
    const machine = define(
      createMachine({
        initial: 'a',
        states: { a: { on: { go: { actions: raise({ type: 'on' }) }, on: 'b' } }, b: {} },
      }),
    );
    const { state, effects } = after(machine, 'go');
    expect([state.snapshot.value, effects, state.timers]).toEqual(['b', [], []]);
  });
});

describe('timers', () => {
  const names = (state: ProcessState) =>
    state.timers.map(({ name, generation, dueAt }) => [name, generation, dueAt]);

  it('are rows with an absolute deadline and the number of the entry that set them', () => {
    const { state } = after(kettle, 'heat');
    expect(names(state)).toEqual([
      ['xstate.after.5000.(machine).heating', 2, '2026-03-01T12:00:05.000Z'],
      ['xstate.after.90000.(machine).heating', 2, '2026-03-01T12:01:30.000Z'],
    ]);
    expect(state.timers[0]?.event).toEqual({ type: 'xstate.after.5000.(machine).heating' });
  });

  it('end when their state is left', () => {
    expect(after(kettle, 'heat', 'off').state.timers).toEqual([]);
  });

  it('get a new generation when their state is entered again', () => {
    expect(after(kettle, 'heat', 'again').state.timers.map(({ generation }) => generation)).toEqual([3, 3]);
  });

  it('stay as they are through other events', () => {
    expect(names(after(kettle, 'heat', 'note').state)).toEqual(names(after(kettle, 'heat').state));
  });

  it('all end with the process', () => {
    expect(after(kettle, 'heat', 'xstate.after.90000.(machine).heating').state.timers).toEqual([]);
  });

  it('do not replace each other when raised without a name', () => {
    const machine = define(
      createMachine({ entry: [raise({ type: 'x' }, { delay: 10 }), raise({ type: 'y' }, { delay: 20 })] }),
    );
    expect(started(machine).state.timers.map(({ event }) => event.type)).toEqual(['x', 'y']);
  });

  it('may be due in years', () => {
    const year = 365 * 24 * 3_600_000;
    expect(later(noon, 10 * year)).toBe('2036-02-27T12:00:00.000Z');
  });
});

describe('what is not durable is refused', () => {
  const refused = (entry: never) => () =>
    started(define(createMachine({ initial: 'a', states: { a: { entry } } })));

  it.each([
    ['an anonymous function', [() => {}]],
    ['a function that JavaScript named after its place', () => {}],
    ['a function with a name of its own', [function kettleHeat() {}]],
    ['a spawned child', spawnChild(fromPromise(async () => 1))],
    ['a message to an actor', sendTo(({ self }) => self, { type: 'x' })],
  ])('%s', (_, entry) => {
    expect(refused(entry as never)).toThrow('not durable');
  });
});

describe('a persisted snapshot', () => {
  it.each([[[]], [['heat']], [['heat', 'xstate.after.90000.(machine).heating']]])(
    'continues as the one it was made of (after %j)',
    (events) => {
      const { state } = after(kettle, ...events);
      const restored = restoreSnapshot(kettle, JSON.parse(persistSnapshot(state.snapshot)));
      expect([restored.value, restored.status, restored.context]).toEqual([
        state.snapshot.value,
        state.snapshot.status,
        state.snapshot.context,
      ]);
      for (const type of ['heat', 'off', 'bang', 'again']) {
        const [live, revived] = [state.snapshot, restored].map((snapshot) =>
          step(kettle, process, { ...state, snapshot }, input({ type })),
        );
        expect([revived?.effects, revived?.state.timers, revived?.state.snapshot.value]).toEqual([
          live?.effects,
          live?.state.timers,
          live?.state.snapshot.value,
        ]);
      }
    },
  );

  it('is refused when the definition has no such state', () => {
    expect(() => restoreSnapshot(kettle, { status: 'active', value: 'frozen', context: {} })).toThrow();
  });
});
