import type { EventObject } from 'xstate';
import type { AlarmCatalogue } from '../../config/alarms/load.ts';
import type { AlarmDeskEvent } from '../../workflows/alarm-desk/machine.ts';
import type { Instant } from '../../workflows/kernel/brand.ts';
import { later } from '../../workflows/kernel/step.ts';
import type { ViewPut } from '../storage/ports.ts';
import { conditionsOf, isBlind, unitOf } from './alarm-conditions.ts';
import type { Condition } from './alarm-conditions/wording.ts';
import type { AlarmState, AlarmView } from './model.ts';
import { collections } from './projection.ts';
import type { Projected, Projection } from './projection.ts';

/**
 * An alarm as it is kept: `condition` tells which condition it is of. It names the process, and a consignment's process is named after
 * its declaration, so it does not leave the house: alarms are read by people who must not know the cargo.
 */
export interface StoredAlarm extends Omit<AlarmView, 'state'> {
  readonly condition: string;
  /** How often a momentary condition had happened when last looked at. */
  readonly counted: number;
  readonly cause: string | null;
  /** When it called, newest last; at most `raisingsKept`. */
  readonly raisings: readonly Instant[];
}

const minute = 60_000;
/** Enough for the rates of a day, also of an alarm that chatters. */
const raisingsKept = 200;

/** Where alarms of the past are found: by the day (UTC) they became normal. */
export const closedOn = (day: string): string => `closed/${day}`;

/** Where an alarm stands in its life (ANSI/ISA-18.2): a returned one still calls until somebody acknowledges it. */
export function stateOf({ clearedAt, acknowledged, shelved }: Pick<StoredAlarm, 'clearedAt' | 'acknowledged' | 'shelved'>): AlarmState {
  if (clearedAt !== null && acknowledged) return 'normal';
  if (shelved) return 'shelved';
  if (clearedAt !== null) return 'returned-unacknowledged';
  return acknowledged ? 'acknowledged' : 'unacknowledged';
}

/** An alarm as people read it, built of named fields. */
export const alarmView = (alarm: StoredAlarm): AlarmView => {
  const { condition: _condition, counted: _counted, cause: _cause, raisings: _raisings, ...told } = alarm;
  return { ...told, state: stateOf(alarm) };
};

/** Follows each alarm from being raised to being acknowledged and gone. `open` are those that were not normal at the start. */
export function projectAlarms(open: readonly StoredAlarm[], catalogue: AlarmCatalogue): Projection {
  const alarms = new Map(open.map((alarm) => [alarm.condition, alarm]));
  const keep = (alarm: StoredAlarm, at: Instant): ViewPut => {
    const closed = stateOf(alarm) === 'normal';
    if (closed) alarms.delete(alarm.condition);
    else alarms.set(alarm.condition, alarm);
    return { collection: collections.alarms, key: alarm.id, index: closed ? closedOn(at.slice(0, 10)) : 'open', doc: alarm };
  };
  return (entry) => {
    const { at } = entry.input;
    if (entry.definition === 'alarm-desk') {
      const event: EventObject = entry.input.event;
      const told = event as AlarmDeskEvent;
      const alarm = [...alarms.values()].find(({ id }) => id === told.alarm);
      const changed = alarm && attended(alarm, told, entry);
      return changed ? [keep(changed, at)] : [];
    }
    return conditionsOf(entry, catalogue).flatMap((condition) => {
      const alarm = alarms.get(condition.id);
      const changed = alarm ? changedBy(alarm, condition, entry) : raised(condition, entry, [...alarms.values()]);
      return changed ? [keep(changed, at)] : [];
    });
  };
}

/** A new alarm when the condition stands or has happened; null when there is nothing to tell. */
function raised(condition: Condition, entry: Projected, others: readonly StoredAlarm[]): StoredAlarm | null {
  const { id, code, now, priority, message, response, consequence } = condition;
  if (!now) return null;
  const blind = isBlind(entry);
  const unit = blind ? unitOf(entry) : null;
  const { at } = entry.input;
  return {
    // Of the code and the place in the journal only: an id must not tell the cargo.
    id: `${code}-${entry.position}`,
    condition: id,
    code,
    priority,
    message,
    response,
    consequence,
    unit,
    process: blind ? entry.process : null,
    firstOut: unit !== null && !others.some((other) => other.unit === unit && other.clearedAt === null),
    occurrences: 1,
    counted: Number(now),
    cause: condition.cause ?? null,
    raisings: [at],
    raisedAt: at,
    clearedAt: now === true ? null : at,
    acknowledged: null,
    shelved: null,
  };
}

/** What an entry changes about an alarm that is open; null for nothing. */
function changedBy(alarm: StoredAlarm, condition: Condition, { input: { at } }: Projected): StoredAlarm | null {
  const { now, message, priority, response } = condition;
  const cause = condition.cause ?? null;
  if (typeof now === 'number') {
    if (now <= alarm.counted) return null;
    return { ...again(alarm, at), counted: now, clearedAt: at };
  }
  const stood = alarm.clearedAt === null;
  if (!now) return stood ? { ...alarm, clearedAt: at } : null;
  // What came back, or became something else while it stood, calls again.
  return stood && cause === alarm.cause ? null : { ...again(alarm, at), cause, message, priority, response, clearedAt: null };
}

/** It calls once more, and wants to be acknowledged once more. */
const again = (alarm: StoredAlarm, at: Instant): StoredAlarm => ({
  ...alarm,
  occurrences: alarm.occurrences + 1,
  raisings: [...alarm.raisings, at].slice(-raisingsKept),
  acknowledged: null,
});

/** What a person, or the end of the time on the shelf, changes. */
function attended(alarm: StoredAlarm, event: AlarmDeskEvent, { input: { at, actor } }: Projected): StoredAlarm | null {
  const by = { id: actor.id, at };
  switch (event.type) {
    case 'alarm.acknowledged':
      return alarm.acknowledged ? null : { ...alarm, acknowledged: by };
    case 'alarm.shelved':
      return { ...alarm, shelved: { ...by, until: until(at, event.minutes), reason: event.reason } };
    case 'alarm.unshelved':
    case 'shelf.over':
      return alarm.shelved ? { ...alarm, shelved: null } : null;
    default:
      return null;
  }
}

const until = (at: Instant, minutes: number): Instant => later(at, minutes * minute);
