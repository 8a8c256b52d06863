import { faultsOf } from '../../plc-adapters/simulator/fault-catalogue.ts';
import type { BenchPort } from '../support/bench-port/bench-port.ts';
import { samplers } from '../support/bench-port/bench-units.ts';
import type { BenchSampler } from '../support/bench-port/bench-units.ts';
import { catalogueRows, namesWithoutRow } from './catalogue-rows.ts';
import { alarmsOf, expectedAlarms } from './expectation.ts';
import type { FaultRow } from './expectation.ts';
import { linkRows } from './link-rows.ts';
import {
  callsForOfficer,
  cutting,
  finish,
  resume,
  sampleIsJudged,
  sampleIsThePlants,
} from './sampling-day.ts';

describe.each(samplers)('a run at %s', (unit: BenchSampler) => {
  let port: BenchPort | undefined;
  afterEach(() => port?.close());

  it.each<FaultRow>([...catalogueRows(unit), ...linkRows(unit)])('suffers $name', async (row) => {
    port = await cutting({ unit });
    row.begin(port);
    await port.pass(row.stands);
    expect([port.run?.state, await alarmsOf(port)]).toEqual([
      row.run[0],
      expectedAlarms(row.alarms, 'standing'),
    ]);

    row.end(port);
    await port.pass(3);
    expect([port.run?.state, await alarmsOf(port)]).toEqual([
      row.run[1],
      expectedAlarms(row.alarms, 'after'),
    ]);

    if (row.operator === 'resume') await resume(port);
    await finish(port);
    const { missed } = await sampleIsThePlants(port);
    expect(missed > 0).toBe(row.misses);
    sampleIsJudged(port, row);

    const officer = callsForOfficer(port);
    expect(await alarmsOf(port)).toEqual([...expectedAlarms(row.alarms, 'end'), ...officer].sort());
    await port.acknowledgeAll();
    // Acknowledged, an alarm is gone when its cause is; an officer's decision is still to come.
    expect(await port.alarms()).toHaveLength(officer.length);
  });

  it('that nothing disturbs is valid, and nobody is called', async () => {
    port = await cutting({ unit });
    await finish(port);
    expect(await sampleIsThePlants(port)).toEqual({ missed: 0 });
    sampleIsJudged(port, { misses: false, suspicions: [] });
    expect(await alarmsOf(port)).toEqual([]);
  });
});

it.each(samplers)('every fault of the catalogue is a row for %s', (unit) => {
  const names = [...catalogueRows(unit).map(({ name }) => name), ...namesWithoutRow];
  expect(names.sort()).toEqual(
    faultsOf(unit)
      .map(({ name }) => name)
      .sort(),
  );
});
