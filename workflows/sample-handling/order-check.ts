import { ok, refuse } from '../kernel/refusal.ts';
import type { Outcome } from '../kernel/refusal.ts';
import type { HandlingOrder } from './handling.ts';
import type { HandlingStep, MassRef } from './recipe.ts';

const stepId = /^[a-z0-9][a-z0-9-]{0,39}$/;

/**
 * Checks an order before a handling is begun with it: a recipe that cannot be followed would stand in the middle. Refuses with the
 * field at fault: `CONTAINERS_MISSING`, `CONTAINER_REPEATED`, `RECIPE_EMPTY`, `STEP_ID_INVALID`, `STEP_REPEATED`, `OUT_OF_RANGE`
 * (`withinMinutes`), `MASS_SOURCE_UNKNOWN` (a mass of no step before), `STEP_ASKS_NOTHING` (nothing to mix by, divide or fill).
 */
export function checkHandlingOrder(order: HandlingOrder): Outcome<HandlingOrder> {
  const positions = order.containers.map(({ position }) => position);
  if (positions.length === 0)
    return refuseOrder(
      'CONTAINERS_MISSING',
      'containers',
      'There is no container.',
      'Name the containers of the sample.',
    );
  const twice = positions.find((position, index) => positions.indexOf(position) !== index);
  if (twice !== undefined)
    return refuseOrder(
      'CONTAINER_REPEATED',
      'containers',
      `Two containers stand at position ${twice}.`,
      'Give each its own position.',
    );
  const { steps } = order.recipe;
  if (steps.length === 0)
    return refuseOrder('RECIPE_EMPTY', 'recipe.steps', 'The recipe has no step.', 'Give it at least one.');
  for (const [index, step] of steps.entries()) {
    const wrong = checkStep(step, steps.slice(0, index), `recipe.steps[${index}]`);
    if (wrong) return wrong;
  }
  return ok(order);
}

function checkStep(
  step: HandlingStep,
  before: readonly HandlingStep[],
  field: string,
): Outcome<never> | undefined {
  const { id, withinMinutes } = step;
  if (!stepId.test(id))
    return refuseOrder(
      'STEP_ID_INVALID',
      `${field}.id`,
      `"${id}" is no name of a step.`,
      'Use small letters, digits and hyphens.',
    );
  if (before.some((other) => other.id === id))
    return refuseOrder('STEP_REPEATED', `${field}.id`, `There are two steps "${id}".`, 'Name each once.');
  if (withinMinutes !== undefined && !(withinMinutes > 0 && Number.isFinite(withinMinutes)))
    return refuseOrder(
      'OUT_OF_RANGE',
      `${field}.withinMinutes`,
      `${withinMinutes} is no time.`,
      'Give minutes above 0, or leave it out.',
    );
  const lost = sourcesOf(step).find((from) => !gives(before, from));
  if (lost) {
    const source = lost.part === undefined ? lost.step : `${lost.step}, ${lost.part}`;
    return refuseOrder(
      'MASS_SOURCE_UNKNOWN',
      `${field}.from`,
      `No step before "${id}" records the mass of "${source}".`,
      'Name a step before it.',
    );
  }
  return asksNothing(step)
    ? refuseOrder('STEP_ASKS_NOTHING', field, `"${id}" asks for nothing.`, 'Say what is to be told of it.')
    : undefined;
}

function sourcesOf(step: HandlingStep): readonly MassRef[] {
  switch (step.kind) {
    case 'weigh':
    case 'divide':
    case 'sub-sample':
      return step.from === null ? [] : [step.from];
    case 'fill':
      return step.from;
    default:
      return [];
  }
}

const gives = (before: readonly HandlingStep[], { step: id, part }: MassRef): boolean => {
  const step = before.find((each) => each.id === id);
  switch (step?.kind) {
    case 'divide':
      return step.parts.some((each) => each.id === part);
    case 'sub-sample':
      return part === undefined && step.from !== null;
    case 'receive':
    case 'weigh':
      return part === undefined;
    default:
      return false;
  }
};

function asksNothing(step: HandlingStep): boolean {
  switch (step.kind) {
    case 'mix':
      return step.measures.length === 0;
    case 'divide':
      return step.apparatus.length === 0 || step.parts.length === 0;
    case 'sub-sample':
      return step.bottles.length === 0;
    case 'fill':
      return step.bottles.length === 0 || step.from.length === 0;
    default:
      return false;
  }
}

const refuseOrder = (code: string, field: string, message: string, remedy: string) =>
  refuse({ code, field, message, remedy });
