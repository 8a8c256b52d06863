import pino from 'pino';
import type { UnitDriver, UnitSnapshot } from '../../plc-adapters/unit-driver.ts';
import { instant, unitId } from '../../workflows/kernel/brand.ts';
import { plantUnitDefinition } from '../../workflows/plant-unit/machine.ts';
import type { PlantUnitContext } from '../../workflows/plant-unit/machine.ts';
import { plantUnitProcess } from '../../workflows/plant-unit/messages.ts';
import { openBench } from '../engine/testing/workbench.ts';
import { PlantService } from './plant-service.ts';

const unit = unitId('CP-01');
const readAt = instant('2026-03-01T08:00:00.000Z');
const snapshot: UnitSnapshot = { unit, readAt, live: true, reason: null, readings: {}, subscription: null };
const driver = (capacity: number): UnitDriver => ({
  unit,
  capacity,
  totalTag: null,
  start: () => Promise.resolve(),
  stop: () => Promise.resolve(),
  snapshot: () => snapshot,
  read: () => Promise.resolve(snapshot),
  execute: () => Promise.resolve({ outcome: 'done', after: snapshot }),
});

it('a unit takes turns by what tag map and site file say at each start, and nothing is written where they say the same', async () => {
  let ticks = 0;
  const clock = () => instant(new Date(Date.parse(readAt) + 1000 * ticks++).toISOString());
  const { engine, journal } = openBench({ definitions: [plantUnitDefinition], clock });
  const started = async (capacity: number, longestWait_min?: number) => {
    const drivers = new Map([[unit, driver(capacity)]]);
    const log = pino({ level: 'silent' });
    const rulesOf = longestWait_min === undefined ? {} : { rulesOf: () => ({ longestWait_min }) };
    await new PlantService({ engine, drivers, clock, log, ...rulesOf }).start();
    const context = (await engine.find(plantUnitProcess(unit)))?.state?.snapshot.context as PlantUnitContext;
    return [context.capacity, context.rules.longestWait_min, journal.entries.length];
  };
  expect(await started(8, 120)).toEqual([8, 120, 1]);
  expect(await started(8, 120)).toEqual([8, 120, 1]);
  expect(await started(8, 60)).toEqual([8, 60, 2]);
  expect(await started(2)).toEqual([2, 240, 4]);
  await engine.stop();
});
