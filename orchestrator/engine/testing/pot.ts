import { assign, enqueueActions, setup } from 'xstate';
import type { ProcessDefinition } from '../../../workflows/kernel/process.ts';

export interface PotContext {
  readonly sum: number;
  /** Inputs taken, in order. */
  readonly order: readonly string[];
  readonly rang: number;
  readonly answers: readonly string[];
}

type PotEvent = { readonly inputId: string } & (
  | { readonly type: 'add'; readonly n: number }
  | { readonly type: 'ask'; readonly what: string; readonly times?: number }
  | { readonly type: 'answered'; readonly what: string }
  | { readonly type: 'wait' | 'stay' | 'leave' | 'finish' | 'explode' | 'explode.guarded' | 'spin' }
);

export interface Fuses {
  /** Whether actions and guards that may throw do throw now. */
  blown: boolean;
}

/** How long a waiting pot waits, ms. */
export const waitingTime = 60_000;

/**
 * A process that does everything the engine has to cope with: counts, asks for effects, waits, throws, goes round in circles, ends.
 * The configuration is the same whatever the fuses say, as with a guard that was mended in a new build.
 */
export function potDefinition(fuses: Fuses = { blown: false }, version = 1, id = 'pot'): ProcessDefinition {
  const fuse = () => {
    if (fuses.blown) throw new Error('the fuse blew');
  };
  const machine = setup({
    types: { context: {} as PotContext, events: {} as PotEvent, input: {} as object },
    actions: {
      'test.ask': (_: unknown, _params: { readonly what: string }) => {},
      'test.rang': () => {},
      note: assign(({ context, event }) => ({ order: [...context.order, event.inputId] })),
      burn: assign(() => {
        fuse();
        return {};
      }),
    },
    guards: {
      sound: () => {
        fuse();
        return true;
      },
    },
  }).createMachine({
    id: 'pot',
    context: { sum: 0, order: [], rang: 0, answers: [] },
    initial: 'open',
    on: {
      add: { actions: ['note', assign(({ context, event }) => ({ sum: context.sum + event.n }))] },
      ask: {
        actions: [
          'note',
          enqueueActions(({ event, enqueue }) => {
            for (let no = 0; no < (event.times ?? 1); no += 1)
              enqueue({ type: 'test.ask', params: { what: event.what } });
          }),
        ],
      },
      answered: { actions: assign(({ context, event }) => ({ answers: [...context.answers, event.what] })) },
      explode: { actions: ['note', 'burn', { type: 'test.ask', params: { what: 'after the explosion' } }] },
      'explode.guarded': { guard: 'sound', actions: 'note' },
      finish: { target: '.finished' },
      spin: { target: '.left' },
    },
    states: {
      open: { on: { wait: 'waiting' } },
      waiting: {
        after: {
          [waitingTime]: {
            target: 'open',
            actions: ['test.rang', assign(({ context }) => ({ rang: context.rang + 1 }))],
          },
        },
        on: { stay: { target: 'waiting', reenter: true }, leave: 'open' },
      },
      left: { always: 'right' },
      right: { always: 'left' },
      finished: { type: 'final' },
    },
  });
  return { id, version, machine };
}
