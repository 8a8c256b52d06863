import type { UnitDriver, UnitSnapshot } from '../../plc-adapters/unit-driver.ts';
import { instant, processId, unitId } from '../../workflows/kernel/brand.ts';
import { plantUnitProcess } from '../../workflows/plant-unit/messages.ts';
import { createOperatorService } from './operator.ts';
import { openHouse, packs, site } from './testing/house.ts';

const unit = unitId('CS-01');
const snapshot: UnitSnapshot = {
  unit,
  readAt: instant('2026-03-05T00:00:00.000Z'),
  live: true,
  reason: null,
  readings: {},
  subscription: null,
};
const driver: UnitDriver = {
  unit,
  totalTag: null,
  start: () => Promise.resolve(),
  stop: () => Promise.resolve(),
  snapshot: () => snapshot,
  read: () => Promise.resolve(snapshot),
  execute: () => Promise.resolve({ outcome: 'done', after: snapshot }),
};

it('a unit is shown as its driver sees it, with the runs that hold it and those that wait', async () => {
  const house = await openHouse();
  const { engine, clock } = house;
  const operator = createOperatorService({
    ...house,
    newId: () => 'id',
    site,
    packs,
    drivers: new Map([[unit, driver]]),
  });
  expect(await operator.units()).toEqual([{ ...snapshot, holders: [], waiting: [] }]);
  const runs = ['coal-sampling/A', 'coal-sampling/B'].map(processId);
  for (const run of runs) {
    const actor = { kind: 'process', id: run } as const;
    const event = { type: 'unit.request', sampleId: run } as { type: string };
    await engine.submit(plantUnitProcess(unit), { id: `${run}/request`, at: clock(), actor, event });
  }
  const [holder, second] = runs;
  expect(await operator.units()).toEqual([
    {
      ...snapshot,
      holders: [holder],
      waiting: [
        {
          process: second,
          urgency: 'normal',
          dueAt: null,
          since: expect.any(String),
          reason: 'first-come',
          waitsFor: { kind: 'room', zh: '等待设备空位', en: 'waits for room' },
        },
      ],
    },
  ]);
  await house.stop();
});
