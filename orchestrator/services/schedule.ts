import type { SiteConfig } from '../../config/site/load.ts';
import { unitId } from '../../workflows/kernel/brand.ts';
import type { Instant, ProcessId, UnitId } from '../../workflows/kernel/brand.ts';
import { refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import { later } from '../../workflows/kernel/step.ts';
import type { PlantUnitContext, UnitUrgency } from '../../workflows/plant-unit/machine.ts';
import { plantUnitProcess } from '../../workflows/plant-unit/messages.ts';
import { mayFollow } from '../../workflows/plant-unit/turnover.ts';
import { isSampling } from '../../workflows/sampler-run/kinds.ts';
import type { SamplerRunContext } from '../../workflows/sampler-run/run.ts';
import { shiftPlan } from '../../workflows/scheduling/shift-plan.ts';
import type { PlannedTurn } from '../../workflows/scheduling/shift-plan.ts';
import { turns } from '../../workflows/scheduling/turn.ts';
import { waitsForCleaning, waitsForRoom, waitsForTurn } from '../../workflows/scheduling/why-waiting.ts';
import type { Caller, WaitingRun } from './contract.ts';
import { ask, contextOf, notFound, personOf } from './support.ts';
import type { ServiceDeps } from './support.ts';

/** What the units will work at from `now` until `until`, unit by unit. */
export interface ScheduleAhead {
  readonly now: Instant;
  readonly until: Instant;
  readonly turns: readonly PlannedTurn[];
}

export interface TurnChange extends Pick<UnitUrgency, 'urgency' | 'dueAt' | 'reason'> {
  readonly run: ProcessId;
}

export interface ScheduleService {
  /** What runs, what begins within so many hours, and what waits behind something whose end nobody knows. A forecast. */
  ahead(hours: number): Promise<ScheduleAhead>;
  /** Another turn for a run that waits; gives those who wait, in turn. Refuses `NOT_FOUND` (`unit`) and `RUN_NOT_WAITING` (`run`). */
  changeTurn(caller: Caller, unit: UnitId, change: TurnChange): Promise<Outcome<readonly WaitingRun[]>>;
}

export interface ScheduleDeps extends ServiceDeps {
  readonly site: Pick<SiteConfig, 'units' | 'scheduling'>;
}

/** Those who wait for a unit in the order of their turns, as things stand. */
export const inTurn = (
  unit: Pick<PlantUnitContext, 'waiting' | 'rules' | 'holders' | 'soil'>,
  now: Instant,
): readonly WaitingRun[] => {
  const order = turns(unit.waiting, now, unit.rules);
  const inTheWay = order.findIndex(({ request }) => unit.soil?.cleaning || !mayFollow(unit, request));
  const before = unit.holders[0] ? unit.holders[0].cargo : unit.soil?.cargo;
  return order.map(({ request: { process, urgency, dueAt, requestedAt }, reason }, index) => ({
    process,
    urgency,
    dueAt,
    since: requestedAt,
    reason,
    waitsFor:
      inTheWay < 0 || index < inTheWay
        ? waitsForRoom
        : index === inTheWay
          ? waitsForCleaning(before ?? null)
          : waitsForTurn,
  }));
};

const hour = 3_600_000;

/** Turns at the units of plant: the plan ahead, and people's word on who is next. */
export function createScheduleService(deps: ScheduleDeps): ScheduleService {
  const { clock, newId, site } = deps;
  const { durations_min = {} } = site.scheduling ?? {};
  const unitContext = (unit: UnitId) => contextOf<PlantUnitContext>(deps, plantUnitProcess(unit));

  /** How long a run holds its unit in all, min: by its order, else as the site says, else null. */
  const durationOf = async (process: ProcessId): Promise<number | null> => {
    const definition = process.slice(0, process.indexOf('/'));
    const usual = new Map(Object.entries(durations_min)).get(definition) ?? null;
    if (!isSampling(definition)) return usual;
    const { quantity, usualFlow } = (await contextOf<SamplerRunContext>(deps, process))?.order ?? {};
    return quantity === undefined || usualFlow === undefined
      ? usual
      : (Number(quantity) / Number(usualFlow)) * 60;
  };
  const withDuration = <Run extends { readonly process: ProcessId }>(runs: readonly Run[]) =>
    Promise.all(runs.map(async (run) => ({ ...run, duration_min: await durationOf(run.process) })));
  const planOf = async (unit: UnitId, now: Instant): Promise<readonly PlannedTurn[]> => {
    const context = await unitContext(unit);
    if (!context) return [];
    const { capacity, rules, soil = null } = context;
    const [holders, waiting] = await Promise.all([
      withDuration(context.holders),
      withDuration(context.waiting),
    ]);
    return shiftPlan([{ unit, capacity, rules, holders, waiting, soil }], now);
  };

  return {
    ahead: async (hours) => {
      const now = clock();
      const until = later(now, hours * hour);
      const plans = await Promise.all(site.units.map(({ unit }) => planOf(unitId(unit), now)));
      return {
        now,
        until,
        turns: plans.flat().filter(({ from }) => from === null || Date.parse(from) < Date.parse(until)),
      };
    },
    changeTurn: async (caller, unit, { run, ...change }) => {
      if (!(await unitContext(unit))) return refuse(notFound('unit', unit));
      const event: UnitUrgency = { type: 'unit.urgency', process: run, ...change };
      return ask(deps, plantUnitProcess(unit), { id: newId(), actor: personOf(caller), event }, async () => {
        const context = await unitContext(unit);
        return context && inTurn(context, clock());
      });
    },
  };
}
