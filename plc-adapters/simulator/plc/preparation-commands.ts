import type { ContainerStore } from '../world/containers.ts';
import { PROCESS_UNITS, type ProcessUnit } from '../world/preparation-recipe.ts';
import { PREPARATION_INTERLOCK } from './interlocks.ts';
import type { Pipeline } from './preparation-pipeline.ts';
import type { OwnCommand, UnitCommand } from './unit-program.ts';

/**
 * The line's own commands. `load`: fetch the sealed container at carousel position Cmd.Param[0] for sample Cmd.SampleId,
 * Param[1] = 1 when it is its last. `skip-stage`: sample Cmd.SampleId passes stage Param[0] unprocessed. `eject`: sample
 * Cmd.SampleId leaves the line to reject.
 */
export const LINE_COMMAND = { load: 100, 'skip-stage': 101, eject: 102 } as const;

/** Where they are allowed. A fault does not block taking a sample past it or out of the line. */
export const LINE_COMMANDS: ReadonlyMap<number, OwnCommand> = new Map<number, OwnCommand>([
  [LINE_COMMAND.load, { name: 'load', states: ['Idle', 'Stopped', 'Completed', 'Execute'] }],
  [
    LINE_COMMAND['skip-stage'],
    { name: 'skip-stage', states: ['Execute', 'Held', 'Suspended'], despiteFault: true },
  ],
  [
    LINE_COMMAND.eject,
    {
      name: 'eject',
      states: ['Stopped', 'Idle', 'Execute', 'Held', 'Suspended', 'Completed'],
      despiteFault: true,
    },
  ],
]);

/** Dividing and packing cannot be left out: nothing could be tested. */
const SKIPPABLE: readonly ProcessUnit[] = ['Crusher6', 'Dryer', 'Crusher3', 'Pulveriser'];

/** The unit a skip names by its number; null for one that cannot be skipped. */
export function skippedUnit(number: number | undefined): ProcessUnit | null {
  const unit = PROCESS_UNITS[(number ?? 0) - 1];
  return unit && SKIPPABLE.includes(unit) ? unit : null;
}

/** True when a command's parameters can be meant at all. */
export function parametersAllow({ code, sampleId, params }: UnitCommand, containers: ContainerStore): boolean {
  const [first = 0, second = 0] = params;
  if (sampleId === '') return false;
  if (code === LINE_COMMAND.load)
    return containers.at(first)?.sealed === true && (second === 0 || second === 1);
  return code === LINE_COMMAND.eject || skippedUnit(first) !== null;
}

/** Bits of the interlock word that block a command as the line stands, 0 for none. */
export function blockedBy({ code, sampleId, params }: UnitCommand, pipeline: Pipeline): number {
  const { hopper } = pipeline;
  if (code === LINE_COMMAND.load) {
    if (pipeline.isInLine(sampleId)) return PREPARATION_INTERLOCK.inLine;
    return hopper && (hopper.whole || hopper.sampleId !== sampleId) ? PREPARATION_INTERLOCK.infeed : 0;
  }
  const unit = skippedUnit(params[0]);
  const isThere =
    code === LINE_COMMAND.eject
      ? pipeline.isInLine(sampleId) || hopper?.sampleId === sampleId
      : unit !== null && pipeline.canSkip(sampleId, unit);
  return isThere ? 0 : PREPARATION_INTERLOCK.elsewhere;
}
