import type { ReportedUnit } from '../../reports/shift-report/model.ts';
import { unitId } from '../../workflows/kernel/brand.ts';
import type { Instant } from '../../workflows/kernel/brand.ts';
import type { ViewStore } from '../storage/ports.ts';
import { unitStates } from '../views/logbook.ts';
import type { UnitStateLine } from '../views/logbook.ts';

/** PackML (ISA-TR88.00.02): the unit makes nothing and has to be cleared or reset first. */
const down: readonly string[] = ['Stopping', 'Stopped', 'Aborting', 'Aborted', 'Clearing'];
const held: readonly string[] = ['Holding', 'Held'];
const minute_ms = 60_000;

/** How long each unit was in which state, by what the plant told; its time before the first word of it is not known. */
export const plantTimes = (
  views: ViewStore,
  units: readonly string[],
  from: Instant,
  to: Instant,
): Promise<readonly ReportedUnit[]> =>
  Promise.all(
    units.map(async (unit) => timesOf(unit, await unitStates(views, unitId(unit), from, to), from, to)),
  );

function timesOf(unit: string, lines: readonly UnitStateLine[], from: Instant, to: Instant): ReportedUnit {
  const minutes = new Map<UnitStateLine['state'], number>();
  const add = (state: UnitStateLine['state'], since: Instant, until: Instant) => {
    const passed = (Date.parse(until) - Date.parse(since < from ? from : since)) / minute_ms;
    if (passed > 0) minutes.set(state, (minutes.get(state) ?? 0) + passed);
  };
  add(null, from, lines[0]?.at ?? to);
  for (const [index, { state, at }] of lines.entries()) add(state, at, lines[index + 1]?.at ?? to);
  const states = [...minutes].flatMap(([state, each]) => (state === null ? [] : [{ state, minutes: each }]));
  const of = (wanted: readonly string[]) =>
    states.filter(({ state }) => wanted.includes(state)).reduce((sum, each) => sum + each.minutes, 0);
  return {
    unit,
    down_min: of(down),
    held_min: of(held),
    unreachable_min: of(['unreachable']),
    unknown_min: minutes.get(null) ?? 0,
    states,
  };
}
