import { instant } from '../kernel/brand.ts';
import { moistureBeforeHeating } from './stage-order.ts';

const early = instant('2025-03-01T08:00:00.000Z');
const late = instant('2025-03-01T08:00:00.001Z');

it.each([
  ['sealed before the dryer starts', early, late, true],
  ['sealed after the dryer started', late, early, false],
  ['sealed at the same instant', early, early, false],
  ['never sealed, though heated', null, early, false],
  ['sealed, never heated', early, null, true],
  ['neither sealed nor heated', null, null, true],
])('a moisture bottle %s', (_case, moistureSealedAt, dryerStartedAt, expected) => {
  expect(moistureBeforeHeating({ moistureSealedAt, dryerStartedAt })).toBe(expected);
});
