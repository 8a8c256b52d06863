import { assign, enqueueActions, setup } from 'xstate';
import { effectActions } from '../kernel/effects.ts';
import type { Instant, ProcessId } from '../kernel/brand.ts';
import type { ProcessDefinition, Stamped } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { later } from '../kernel/step.ts';

/** The one process that records what people did about alarms. */
export const alarmDeskProcess = 'alarm-desk/site' as ProcessId;

const minute = 60_000;

export interface Shelf {
  /** Id of the alarm. */
  readonly alarm: string;
  readonly until: Instant;
}

interface AlarmDeskContext {
  readonly shelved: readonly Shelf[];
  /** How many so far; which and by whom stands in the journal. */
  readonly acknowledged: number;
}

export type AlarmDeskEvent =
  | { readonly type: 'alarm.acknowledged'; readonly alarm: string }
  /** Put aside for a while, by a person with a reason: it may go on, but does not call. */
  | { readonly type: 'alarm.shelved'; readonly alarm: string; readonly minutes: number; readonly reason: string }
  | { readonly type: 'alarm.unshelved'; readonly alarm: string; readonly reason: string }
  /** The time on the shelf is over. */
  | { readonly type: 'shelf.over'; readonly alarm: string };

const timerOf = (alarm: string) => `shelf/${alarm}`;
const without = (shelved: readonly Shelf[], alarm: string) => shelved.filter((shelf) => shelf.alarm !== alarm);

/**
 * Acknowledging and shelving of alarms (ANSI/ISA-18.2). Alarms themselves are seen in the entries of other processes; here is only
 * what people did, so that it is in the journal, and the clock that brings a shelved alarm back.
 */
const machine = setup({
  types: { context: {} as AlarmDeskContext, events: {} as Stamped<AlarmDeskEvent>, input: {} as object },
  actions: effectActions,
}).createMachine({
  id: 'alarm-desk',
  context: { shelved: [], acknowledged: 0 },
  initial: 'open',
  states: { open: {} },
  on: {
    'alarm.acknowledged': { actions: assign(({ context }) => ({ acknowledged: context.acknowledged + 1 })) },
    'alarm.shelved': {
      actions: enqueueActions(({ context, event, enqueue }) => {
        const { alarm, minutes, at, by, inputId } = event;
        enqueue.assign({ shelved: [...without(context.shelved, alarm), { alarm, until: later(at, minutes * minute) }] });
        enqueue.raise({ type: 'shelf.over', alarm, at, by, inputId }, { id: timerOf(alarm), delay: minutes * minute });
      }),
    },
    'alarm.unshelved': {
      actions: enqueueActions(({ context, event, enqueue }) => {
        enqueue.cancel(timerOf(event.alarm));
        enqueue.assign({ shelved: without(context.shelved, event.alarm) });
      }),
    },
    'shelf.over': { actions: assign(({ context, event }) => ({ shelved: without(context.shelved, event.alarm) })) },
  },
});

/** @param longestMinutes how long an alarm may be shelved at most */
export const alarmDeskDefinition = (longestMinutes: number): ProcessDefinition => ({
  id: 'alarm-desk',
  version: 1,
  machine,
  refuse: (snapshot, event) => refusalOf(snapshot.context as AlarmDeskContext, event as Stamped<AlarmDeskEvent>, longestMinutes),
});

function refusalOf({ shelved }: AlarmDeskContext, event: AlarmDeskEvent, longestMinutes: number): Refusal | undefined {
  if (event.type === 'alarm.shelved' && !(Number.isInteger(event.minutes) && event.minutes >= 1 && event.minutes <= longestMinutes)) {
    return {
      code: 'SHELVED_TOO_LONG',
      field: 'minutes',
      message: `An alarm cannot be shelved for ${event.minutes} minutes.`,
      remedy: `Give a whole number from 1 to ${longestMinutes}; shelve it again when that is over and the cause still stands.`,
    };
  }
  if (event.type === 'alarm.unshelved' && !shelved.some(({ alarm }) => alarm === event.alarm)) {
    return { code: 'ALARM_NOT_SHELVED', field: 'id', message: `Alarm ${event.alarm} is not on the shelf.`, remedy: 'Read the alarms again.' };
  }
  return undefined;
}
