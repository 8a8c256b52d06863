import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { pino } from 'pino';
import { demonstrationShip as ship } from '../demo/ship.ts';
import { inLaboratory, openHouse, site } from '../services/testing/house.ts';
import type { House } from '../services/testing/house.ts';
import { watchFolders } from './folders.ts';
import { createInstrumentResults } from './import.ts';
import { bytesOf, furnace, someCode } from './testing.fixture.ts';
import { allAssays } from '../services/testing/listed.ts';

describe('the folders of a site’s instruments', () => {
  let house: House;
  let folder: string;
  beforeAll(async () => {
    house = await openHouse();
    await inLaboratory(house, ship);
    folder = await mkdtemp(join(tmpdir(), 'quaylab-results-'));
    // Files are read in real time; only the pause between two looks is not.
    jest.useFakeTimers({
      doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'Date', 'setInterval'],
    });
  });
  afterAll(async () => {
    jest.useRealTimers();
    await house.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('are watched, and a file that a stop broke off is finished after the next start', async () => {
    const bottle = (await allAssays(house.operator)).find(({ items }) => items.length > 1);
    const code = bottle?.code ?? someCode;
    await writeFile(
      join(folder, 'run.csv'),
      bytesOf('Sample,Test,Result,Unit,Run', `${code},ASH,10.60,%,1`, `${code},ASH,10.58,%,2`),
    );
    const instruments = [{ ...furnace, folder }];
    const port = { ...site, instruments };

    /** Looks until something has happened. */
    const watch = async (operator: House['operator'], until: () => Promise<boolean>) => {
      const results = createInstrumentResults({ ...house, operator, instruments });
      const folders = watchFolders(port, results, pino({ level: 'silent' }));
      while (!(await until())) {
        await jest.advanceTimersByTimeAsync(5_000);
        await turn();
      }
      await folders.stop();
    };
    const determinations = async () =>
      (await house.operator.assayTask(code))?.items.find(({ definition }) => definition.item === 'A')
        ?.determinations ?? [];

    let entries = 0;
    const breaking: House['operator'] = {
      ...house.operator,
      enterDetermination: async (...asked) => {
        if (entries++ > 0) throw new Error('the server is stopping');
        return house.operator.enterDetermination(...asked);
      },
    };
    await watch(breaking, async () => entries > 1);
    expect(await readdir(folder)).toEqual(['run.csv']);
    expect(await determinations()).toHaveLength(1);

    await watch(house.operator, async () => (await readdir(folder)).includes('taken'));
    expect(await determinations()).toMatchObject([
      { value: '10.60', analyst: 'analyst1' },
      { value: '10.58', analyst: 'analyst1' },
    ]);
    expect(await readdir(folder)).toEqual(['taken']);
  });
});
