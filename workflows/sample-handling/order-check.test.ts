import { decimalString as d } from '../kernel/brand.ts';
import { order, steps } from './handling.fixture.ts';
import type { HandlingOrder } from './handling.ts';
import { checkHandlingOrder } from './order-check.ts';
import type { HandlingStep } from './recipe.ts';

const refusalOf = (change: Partial<HandlingOrder>) => {
  const checked = checkHandlingOrder({ ...order, ...change });
  return checked.ok ? null : [checked.refusal.code, checked.refusal.field];
};
const withSteps = (...all: readonly HandlingStep[]) => refusalOf({ recipe: { id: 'test', steps: all } });
const { receive, weigh, mix, divide, fill, photo } = steps;
const bag = { position: 1, seal: 'B-1', mass: d('6') };

describe('an order for a handling', () => {
  it('that can be followed is taken as it is', () => {
    expect(checkHandlingOrder(order)).toEqual({ ok: true, value: order });
  });

  it.each<[string, (string | undefined)[] | null, readonly string[]]>([
    ['no container', refusalOf({ containers: [] }), ['CONTAINERS_MISSING', 'containers']],
    [
      'two containers at one place',
      refusalOf({ containers: [bag, { ...bag, seal: 'B-2' }] }),
      ['CONTAINER_REPEATED', 'containers'],
    ],
    ['no step', withSteps(), ['RECIPE_EMPTY', 'recipe.steps']],
    [
      'a name with blanks',
      withSteps({ ...photo, id: 'take a photo' }),
      ['STEP_ID_INVALID', 'recipe.steps[0].id'],
    ],
    ['one step twice', withSteps(photo, photo), ['STEP_REPEATED', 'recipe.steps[1].id']],
    [
      'no time at all',
      withSteps({ ...photo, withinMinutes: 0 }),
      ['OUT_OF_RANGE', 'recipe.steps[0].withinMinutes'],
    ],
    [
      'time without end',
      withSteps({ ...photo, withinMinutes: Infinity }),
      ['OUT_OF_RANGE', 'recipe.steps[0].withinMinutes'],
    ],
    [
      'a mass from a step that comes later',
      withSteps(weigh, receive),
      ['MASS_SOURCE_UNKNOWN', 'recipe.steps[0].from'],
    ],
    [
      'a mass of a part that is not kept',
      withSteps(receive, weigh, divide, { ...fill, from: [{ step: 'divide', part: 'left' }] }),
      ['MASS_SOURCE_UNKNOWN', 'recipe.steps[3].from'],
    ],
    [
      'a mass of a photo',
      withSteps(photo, { ...weigh, from: { step: 'photo' } }),
      ['MASS_SOURCE_UNKNOWN', 'recipe.steps[1].from'],
    ],
    [
      'a mixing without measures',
      withSteps({ ...mix, measures: [] }),
      ['STEP_ASKS_NOTHING', 'recipe.steps[0]'],
    ],
    [
      'a division without apparatus',
      withSteps({ ...divide, from: null, apparatus: [] }),
      ['STEP_ASKS_NOTHING', 'recipe.steps[0]'],
    ],
    ['a filling from nowhere', withSteps({ ...fill, from: [] }), ['STEP_ASKS_NOTHING', 'recipe.steps[0]']],
    [
      'a sub-sampling without bottles',
      withSteps({ ...photo, kind: 'sub-sample', from: null, bottles: [] }),
      ['STEP_ASKS_NOTHING', 'recipe.steps[0]'],
    ],
  ])('%s is refused', (_case, found, expected) => {
    expect(found).toEqual(expected);
  });
});
