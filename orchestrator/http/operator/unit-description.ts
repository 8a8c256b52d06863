import type { ProcessId } from '../../../workflows/kernel/brand.ts';
import type { PossibleCommand } from '../../services/possible-commands.ts';
import type { UnitInsight } from '../../services/plant-insight.ts';
import type { HttpDeps } from '../deps.ts';
import { found } from '../http-refusal.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import { unitParam } from '../schemas/schedule.ts';
import { unitDescription } from '../schemas/unit-description.ts';
import { commanderOf } from './run-commander.ts';
import { isOneOf, maySee } from './stage-sight.ts';
import { identifying, shownQueue, shownRun } from './unit-readings.ts';

export const unitDescriptionOperations = ({ plant, clock }: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'getUnit',
    method: 'get',
    path: '/api/v1/units/{unit}',
    tag: 'Plant',
    summary: 'A unit of plant described for drawing it, and its condition now in words',
    description: 'Readings are in listUnits and in the stream, by the names of the tags given here.',
    input: { params: unitParam },
    reply: json(unitDescription, 'The unit.'),
    handle: async ({ caller, input: { params } }) => {
      const insight = found(await plant.unit(caller, params.unit), 'unit', params.unit);
      return describedUnit(
        insight,
        clock(),
        (run) => maySee(caller, run),
        ({ run }) => isOneOf(caller, [commanderOf(run)]),
      );
    },
  }),
];

/** A unit for a screen: without tags that identify a sample, and runs by name to those who may see them. */
function describedUnit(
  { display, title, place, overview, capacity, condition, commands }: UnitInsight,
  now: Date,
  sees: (run: ProcessId) => boolean,
  mayCommand: (command: PossibleCommand) => boolean,
) {
  const { unit, readAt, live, reason, shadow = false, subscription = null, holders, waiting } = overview;
  const { watchdogs, ...rest } = condition;
  const { kind, stages, containers } = display;
  return {
    ...rest,
    unit, kind, title, place, capacity, shadow, readAt, live, reason, containers,
    serverTime: now.toISOString(),
    watchdogs: { ...watchdogs, subscription },
    stages: stages.map((stage) => ({ ...stage, tags: stage.tags.filter(({ name }) => !identifying.test(name)) })),
    holders: holders.map((run) => shownRun(run, sees(run))),
    waiting: shownQueue(waiting, sees),
    commands: commands.filter(mayCommand).map(shownPossibility),
  }; // prettier-ignore
}

export const shownPossibility = ({ refusal, ...command }: PossibleCommand) => ({
  ...command,
  refusal: refusal && { code: refusal.code, message: refusal.message, remedy: refusal.remedy },
});
