import { assign, setup } from 'xstate';
import { instant } from '../../workflows/kernel/brand.ts';
import type { Input } from '../../workflows/kernel/process.ts';
import type { Subject } from './subject.ts';

const machine = setup({ types: { context: {} as { count: number }, events: {} as { type: 'tick' } } }).createMachine({
  id: 'counter',
  context: { count: 0 },
  initial: 'on',
  states: { on: { on: { tick: { actions: assign(({ context }) => ({ count: context.count + 1 })) } } } },
});

const input = (id: string, type: string): Input => ({
  id,
  at: instant('2026-01-01T00:00:00.000Z'),
  actor: { kind: 'plant', id: 'CS-01' },
  event: type === 'process.start' ? { type, input: {} } : { type },
});

/** The least a process can be, so that what is measured is the engine. */
export const counter: Subject = {
  name: 'counter',
  definition: { id: 'counter', version: 1, machine },
  opening: (process) => [input(`${process}/start`, 'process.start')],
  next: (process, no) => input(`${process}/tick/${no}`, 'tick'),
};
