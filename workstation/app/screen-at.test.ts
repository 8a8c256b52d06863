import { screenAt } from './screen-at.ts';

it.each([
  ['/', '/'],
  ['/bench', '/bench'],
  ['/bench/3T8P-17', '/bench/:code'],
  ['/units/CS-01/', '/units/:unit'],
  ['/units/CS-01/device', '/units/:unit/device'],
  ['/work/setups/setup-checks%2F47K9', '/work/setups/:id'],
  ['/nothing', undefined],
  ['/units/CS-01/device/more', undefined],
])('finds for %s the screen %s', (address, path) => {
  expect(screenAt(address)?.path).toBe(path);
});
