import type { AlarmCatalogue } from '../../config/alarms/load.ts';
import { alarmDeskProcess } from '../../workflows/alarm-desk/machine.ts';
import type { AlarmDeskEvent } from '../../workflows/alarm-desk/machine.ts';
import type { Instant } from '../../workflows/kernel/brand.ts';
import { later } from '../../workflows/kernel/step.ts';
import { refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import type { Engine } from '../engine/engine.ts';
import { alarmStatistics } from '../views/alarm-statistics.ts';
import type { AlarmStatistics } from '../views/alarm-statistics.ts';
import { alarmView, closedOn } from '../views/alarm-view.ts';
import type { StoredAlarm } from '../views/alarm-view.ts';
import type { AlarmView } from '../views/model.ts';
import { collections } from '../views/projection.ts';
import { alarmsSince } from './alarm-period.ts';
import type { Caller } from './contract.ts';
import { ask, notFound, personOf } from './support.ts';
import type { ServiceDeps } from './support.ts';

/** What people do about alarms. Who may see which one is the caller's matter (`http/operator/stage-sight.ts`). */
export interface AlarmService {
  /** Alarms that are not normal. */
  open(): Promise<readonly AlarmView[]>;
  /** Alarms that became normal on a day (UTC, ISO date). */
  closedOn(day: string): Promise<readonly AlarmView[]>;
  alarm(id: string): Promise<AlarmView | null>;
  /** Refuses `ALARM_ALREADY_ACKNOWLEDGED`. */
  acknowledge(caller: Caller, id: string): Promise<Outcome<AlarmView>>;
  /** Minutes, 1 to the catalogue's longest. Refuses `ALARM_NOT_STANDING`, `SHELVED_TOO_LONG`. */
  shelve(
    caller: Caller,
    id: string,
    wish: { readonly minutes: number; readonly reason: string },
  ): Promise<Outcome<AlarmView>>;
  /** Refuses `ALARM_NOT_SHELVED`. */
  unshelve(caller: Caller, id: string, reason: string): Promise<Outcome<AlarmView>>;
  /** As the catalogue has them. */
  readonly limits: {
    /** Longest time an alarm may be put aside, min. */
    readonly shelving_min: number;
    /** After how long an alarm that still calls counts as stale, h. */
    readonly stale_h: number;
  };
  /** Rates and floods of the last hours. */
  statistics(hours: number): Promise<AlarmStatistics>;
}

/** Opens the desk where acknowledging and shelving are recorded; harmless when it is open already. */
export async function openAlarmDesk(engine: Engine, clock: () => Instant): Promise<void> {
  const event = { type: 'process.start', input: {} };
  await engine.start('alarm-desk', alarmDeskProcess, {
    id: `${alarmDeskProcess}/begin`,
    at: clock(),
    actor: { kind: 'system', id: 'server' },
    event,
  });
}

export function createAlarmService(deps: ServiceDeps, { rates, shelving }: AlarmCatalogue): AlarmService {
  const { views, clock, newId } = deps;
  const stored = (id: string) => views.get<StoredAlarm>(collections.alarms, id);
  const view = async (id: string) => {
    const alarm = await stored(id);
    return alarm && alarmView(alarm);
  };
  const record = (caller: Caller, id: string, event: AlarmDeskEvent) =>
    ask(deps, alarmDeskProcess, { id: newId(), actor: personOf(caller), event }, () => view(id));
  const find = (index: string) => views.find<StoredAlarm>(collections.alarms, { index });

  return {
    limits: { shelving_min: shelving.longestMinutes, stale_h: rates.staleHours },
    open: async () => (await find('open')).map(alarmView),
    closedOn: async (day) => (await find(closedOn(day))).map(alarmView),
    alarm: view,
    acknowledge: async (caller, id) => {
      const alarm = await stored(id);
      if (!alarm) return refuse(notFound('id', id));
      if (alarm.acknowledged) {
        return refuse({
          code: 'ALARM_ALREADY_ACKNOWLEDGED',
          field: 'id',
          message: `Alarm ${id} was acknowledged by ${alarm.acknowledged.id} at ${alarm.acknowledged.at}.`,
          remedy: 'Nothing is to be done; read the alarms again.',
        });
      }
      return record(caller, id, { type: 'alarm.acknowledged', alarm: id });
    },
    shelve: async (caller, id, { minutes, reason }) => {
      const alarm = await view(id);
      if (!alarm) return refuse(notFound('id', id));
      if (alarm.state === 'normal') {
        return refuse({
          code: 'ALARM_NOT_STANDING',
          field: 'id',
          message: `Alarm ${id} is over.`,
          remedy: 'Only an alarm that calls can be shelved.',
        });
      }
      return record(caller, id, { type: 'alarm.shelved', alarm: id, minutes, reason });
    },
    unshelve: async (caller, id, reason) =>
      (await stored(id))
        ? record(caller, id, { type: 'alarm.unshelved', alarm: id, reason })
        : refuse(notFound('id', id)),
    statistics: async (hours) => {
      const now = clock();
      const from = later(now, -hours * 3_600_000);
      return alarmStatistics(await alarmsSince(views, from, now), now, hours, rates);
    },
  };
}
