import type { AlarmCatalogue } from '../../config/alarms/load.ts';
import type { UnitDriver } from '../../plc-adapters/unit-driver.ts';
import type { ProcessId, UnitId } from '../../workflows/kernel/brand.ts';
import type { PlantUnitContext } from '../../workflows/plant-unit/machine.ts';
import { plantUnitProcess } from '../../workflows/plant-unit/messages.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import type { Telemetry } from '../storage/ports.ts';
import { commandsOfUnit } from './command-log.ts';
import type { Caller, UnitOverview } from './contract.ts';
import { possibleCommands } from './possible-commands.ts';
import type { PossibleCommand } from './possible-commands.ts';
import { runDetail } from './run-detail.ts';
import type { RunDetail } from './run-detail.ts';
import { inTurn } from './schedule.ts';
import type { ServiceDeps } from './support.ts';
import { readTrends } from './trends.ts';
import type { TrendQuery, Trends } from './trends.ts';
import { conditionOf } from './unit-description.ts';
import type { DescribedUnit, UnitCondition } from './unit-description.ts';

/** A unit with all a screen needs to draw it; its readings are with `OperatorService.units`. */
export interface UnitInsight extends Omit<DescribedUnit, 'tagMap'> {
  readonly overview: UnitOverview;
  readonly capacity: number;
  readonly condition: UnitCondition;
  /** What each run it serves would answer to a command now. */
  readonly commands: readonly PossibleCommand[];
}

/** What screens need to know of plant and runs beyond the lists. */
export interface PlantInsight {
  /** Null when the site has no such unit. */
  unit(caller: Caller, unit: UnitId): Promise<UnitInsight | null>;
  /** Null when there is no such run. */
  run(caller: Caller, run: ProcessId): Promise<RunDetail | null>;
  /** The newest first, after the one with the number `after`; null when the site has no such unit. */
  commands(
    unit: UnitId,
    page: Parameters<typeof commandsOfUnit>[2],
  ): Promise<Awaited<ReturnType<typeof commandsOfUnit>> | null>;
  /** Refuses `UNIT_NOT_FOUND`, `TAG_NOT_RECORDED` (`tag`) and `RANGE_NOT_VALID` (`to`). */
  trends(query: TrendQuery): Promise<Outcome<Trends>>;
}

export interface PlantInsightDeps extends ServiceDeps {
  readonly drivers: ReadonlyMap<UnitId, UnitDriver>;
  readonly described: ReadonlyMap<UnitId, DescribedUnit>;
  readonly catalogue: AlarmCatalogue;
  readonly telemetry: Pick<Telemetry, 'read'>;
}

export function createPlantInsight(deps: PlantInsightDeps): PlantInsight {
  const { engine, views, clock, drivers, described, catalogue, telemetry } = deps;
  return {
    unit: async (caller, unit) => {
      const driver = drivers.get(unit);
      const facts = described.get(unit);
      if (!driver || !facts) return null;
      const context =
        ((await engine.find(plantUnitProcess(unit)))?.state?.snapshot.context as
          PlantUnitContext | undefined) ?? null;
      const snapshot = driver.snapshot();
      const holders = context?.holders.map(({ process }) => process) ?? [];
      const runs = await Promise.all(holders.map((process) => engine.find(process)));
      const { display, title, place, tagMap } = facts;
      return {
        display,
        title,
        place,
        overview: { ...snapshot, holders, waiting: context ? inTurn(context, clock()) : [] },
        capacity: tagMap.capacity ?? 1,
        condition: conditionOf(facts, snapshot, context, catalogue),
        commands: runs.flatMap((live) => (live ? possibleCommands(live, caller, deps) : [])),
      };
    },
    run: (caller, run) => runDetail(deps, caller, run),
    commands: async (unit, page) => (drivers.has(unit) ? commandsOfUnit(views, unit, page) : null),
    trends: (query) => readTrends(described, telemetry, query, clock()),
  };
}
