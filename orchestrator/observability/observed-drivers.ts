import type { CommandOutcome, UnitCommand, UnitDriver } from '../../plc-adapters/unit-driver.ts';
import type { UnitId } from '../../workflows/kernel/brand.ts';
import type { Monotonic } from './commit-watch.ts';
import type { Metrics } from './metrics.ts';

/** Carries a command out, and may do something around it. */
export type CommandObserver = (
  unit: UnitId,
  command: UnitCommand,
  run: () => Promise<CommandOutcome>,
) => Promise<CommandOutcome>;

/** The same drivers, watched: how long they take to read, how often they lose their unit, how their commands end. */
export function observedDrivers(
  drivers: ReadonlyMap<UnitId, UnitDriver>,
  metrics: Pick<Metrics, 'unitRead' | 'unitLost' | 'commandEnded'>,
  now: Monotonic,
  around: CommandObserver = (_unit, _command, run) => run(),
): ReadonlyMap<UnitId, UnitDriver> {
  return new Map([...drivers].map(([unit, driver]) => [unit, observed(driver, metrics, now, around)]));
}

function observed(
  driver: UnitDriver,
  metrics: Pick<Metrics, 'unitRead' | 'unitLost' | 'commandEnded'>,
  now: Monotonic,
  around: CommandObserver,
): UnitDriver {
  const { unit, totalTag, capacity, commands } = driver;
  return {
    unit,
    totalTag,
    ...(capacity !== undefined && { capacity }),
    ...(commands !== undefined && { commands }),
    start: ({ observed: tell, records }) =>
      driver.start({
        observed: (observation) => {
          if (observation.kind === 'link' && !observation.live) metrics.unitLost(unit);
          tell(observation);
        },
        records,
      }),
    stop: () => driver.stop(),
    snapshot: () => driver.snapshot(),
    read: async () => {
      const began = now();
      const snapshot = await driver.read();
      metrics.unitRead(unit, (now() - began) / 1_000);
      return snapshot;
    },
    execute: async (command, accepted) => {
      try {
        const outcome = await around(unit, command, () => driver.execute(command, accepted));
        metrics.commandEnded(unit, outcome.outcome);
        return outcome;
      } catch (error) {
        metrics.commandEnded(unit, 'interrupted');
        throw error;
      }
    },
  };
}
