import type { Bilingual } from '../../../workflows/kernel/bilingual.ts';
import type { ProcessId } from '../../../workflows/kernel/brand.ts';
import type { RunDetail } from '../../services/run-detail.ts';
import type { HttpDeps } from '../deps.ts';
import { found } from '../http-refusal.ts';
import { operatorOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { json } from '../reply.ts';
import { runDetail } from '../schemas/run-detail.ts';
import { processIdParam } from '../schemas/scalars.ts';
import { shownCommand } from './command-log.ts';
import { commanderOf } from './run-commander.ts';
import { isOneOf, maySee, watchesOver } from './stage-sight.ts';
import { shownPossibility } from './unit-description.ts';

export const runDetailOperations = ({ plant }: HttpDeps): readonly Operation[] => [
  operatorOperation({
    id: 'getRun',
    method: 'get',
    path: '/api/v1/runs/{id}',
    tag: 'Plant',
    summary: 'A run with its increments or stages, containers, commands, timers and its state machine',
    input: { params: processIdParam },
    reply: json(runDetail, 'The run.'),
    handle: async ({ caller, input: { params } }) => {
      const seen = maySee(caller, params.id) ? await plant.run(caller, params.id) : null;
      const mayCommand = isOneOf(caller, [commanderOf(params.id)]);
      return shownDetail(found(seen, 'run', params.id), { mayCommand, knowsTheCargo: watchesOver(caller) });
    },
  }),
];

/** A run as its reader may see it; how the sample was judged is told to those who watch over the cargo. */
function shownDetail(
  detail: RunDetail,
  { mayCommand, knowsTheCargo }: { readonly mayCommand: boolean; readonly knowsTheCargo: boolean },
) {
  const {
    amountUnit,
    increments,
    mass,
    plan,
    preparation,
    commands,
    possible,
    timers,
    doubts,
    voided,
    judged,
    setup,
    machine,
    ...run
  } = detail;
  const {
    incrementsPlanned: planned,
    incrementsTaken: taken,
    incrementsMissed: missed,
    incrementsByHand: byHand,
  } = run;
  return {
    ...run,
    plan: plan && { ...plan, quantity: knowsTheCargo ? plan.quantity : null },
    machine: { ...machine, hold: machine.hold && { code: machine.hold.code, message: machine.hold.message } },
    increments: increments.map((increment) => ({ ...increment, unit: amountUnit })),
    mass: mass && { ...mass, grossUnit: amountUnit },
    preparation: preparation && {
      ...preparation,
      bottles: preparation.bottles.map((bottle) => ({
        ...bottle,
        title: bottleTitles[bottle.type] ?? unknownBottle(bottle.type),
      })),
    },
    commands: commands.map((command) => shownCommand(command, () => true)),
    possible: mayCommand ? possible.map(shownPossibility) : [],
    timers: timers.map(({ name, dueAt }) => ({ name, state: stateOfTimer(name), dueAt })),
    conformance: { planned, taken, missed, voided, byHand, doubts, judged: knowsTheCargo ? judged : null },
    setup: setup && shownSetup(setup),
  };
}

/** Bottle types of a preparation line (docs/plant-interface/coal-preparation-line.md). */
const bottleTitles: Readonly<Record<number, Bilingual>> = {
  61: { zh: '6 mm 全水分样', en: 'moisture sample, 6 mm' },
  32: { zh: '3 mm 存查样', en: 'reserve sample, 3 mm' },
  21: { zh: '0.2 mm 一般分析试验煤样', en: 'general-analysis sample, 0.2 mm' },
  22: { zh: '0.2 mm 存查样', en: 'reserve sample, 0.2 mm' },
};
const unknownBottle = (type: number): Bilingual => ({ zh: `样瓶 ${type}`, en: `bottle ${type}` });

/** XState calls a timer `xstate.after.<delay>.<machine>.<state>`; one that a machine named itself belongs to no state. */
const stateOfTimer = (name: string): string =>
  name.startsWith('xstate.after.') ? name.split('.').slice(4).join('.') : '';

function shownSetup({ id, status, checks }: NonNullable<RunDetail['setup']>) {
  const count = (wanted: (typeof checks)[number]['state']) =>
    checks.filter(({ state }) => state === wanted).length;
  return {
    id: id as ProcessId,
    status,
    passed: count('passed'),
    failed: count('failed'),
    toDo: count('to do'),
  };
}
