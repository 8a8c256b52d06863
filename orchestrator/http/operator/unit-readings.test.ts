import * as fixture from '../testing/plant.fixture.ts';
import { unitReadings } from './unit-readings.ts';

describe('a unit on the screen', () => {
  it.each([
    ['only watched', { shadow: true }, true],
    ['driven', { shadow: false }, false],
    ['of a driver that does not say', {}, false],
  ])('that is %s', (_what, told, shadow) => {
    expect(unitReadings({ ...fixture.unit, ...told }, new Date(0), () => false).shadow).toBe(shadow);
  });
});
