import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { Berth, command, ignore, start, until, Witness } from '../../plc-adapters/testing/berth.ts';
import { tagMap } from '../../plc-adapters/testing/tag-maps.ts';
import type { UnitCommand, UnitDriver } from '../../plc-adapters/unit-driver.ts';
import { coalSamplingDefinition } from '../../workflows/coal-sampling/machine.ts';
import { blindCode, decimalString, instant, processId, unitId } from '../../workflows/kernel/brand.ts';
import type { PlantUnitContext } from '../../workflows/plant-unit/machine.ts';
import { plantUnitDefinition } from '../../workflows/plant-unit/machine.ts';
import { plantUnitProcess } from '../../workflows/plant-unit/messages.ts';
import type { SamplerOrder, SamplerRunContext } from '../../workflows/sampler-run/run.ts';
import { processExecutors } from '../effects/processes.ts';
import { unitExecutors } from '../effects/units.ts';
import type { Engine } from '../engine/engine.ts';
import { decodeBody } from '../engine/entry.ts';
import { MemoryJournal } from '../engine/testing/memory-journal.ts';
import { potDefinition } from '../engine/testing/pot.ts';
import { input, openBench, pot } from '../engine/testing/workbench.ts';
import { PlantService } from './plant-service.ts';

// A real plant and real connections; a busy machine takes its time.
jest.setTimeout(90_000);

const unit = unitId('CS-01');
const run = processId('coal-sampling/O-0001');
const order: SamplerOrder = {
  parent: pot,
  unitNo: 1,
  sampler: unit,
  lotId: blindCode('LOT'),
  sampleId: blindCode('O-0001'),
  recipeId: 'recipe',
  settings: { 'Set.IncrementInterval': 15 },
  incrementsPlanned: 10,
  quantity: decimalString('150'),
  isLast: true,
  quantityTolerance: decimalString('0.02'),
  spacing: null,
};

describe('a sampling in shadow mode', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-shadow-run-'));
  const berth = new Berth(folder);
  const clock = () => instant(new Date().toISOString());
  const journal = new MemoryJournal();
  let engine: Engine;
  let stop = async (): Promise<void> => undefined;
  afterAll(async () => {
    await stop();
    await berth.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Our server, as it begins on what the journal says: with a driver that only watches. */
  async function open(): Promise<void> {
    const bench = openBench({ journal, definitions: [plantUnitDefinition, coalSamplingDefinition, potDefinition()], clock });
    engine = bench.engine;
    const shadow: UnitDriver = berth.driver(tagMap(), unit, { shadow: { memoryFile: join(folder, 'CS-01.json') } });
    const drivers = new Map([[unit, shadow]]);
    const runner = bench.run({ ...processExecutors(engine, clock), ...unitExecutors({ engine, drivers, clock }) });
    await engine.recover();
    const plant = new PlantService({ engine, drivers, clock, log: pino({ level: 'silent' }) });
    await plant.start();
    stop = async () => {
      await plant.stop();
      await runner.stop();
      await bench.engine.stop();
    };
  }
  const stateOf = async () => (await engine.find(run))?.state?.snapshot;
  const reaches = async (value: string) => {
    let now: unknown = null;
    const look = setInterval(() => void stateOf().then((snapshot) => (now = snapshot?.value)), 20);
    await until(`the run is ${value}`, () => now === value, 30_000).finally(() => clearInterval(look));
  };

  const timed = (type: string) =>
    journal.entries.flatMap(({ body }) => {
      const { input: told } = decodeBody(body);
      return told.event.type === type ? [told.at] : [];
    });

  it('runs to its end by what the existing system does, over a restart of ours, and shows when each thing was done', async () => {
    await berth.open();
    await open();
    await engine.start('pot', pot, input('pot', { type: 'process.start', input: {} }));
    await engine.start('coal-sampling', run, input('run', { type: 'process.start', input: { order, processId: run } }));
    const existing = berth.driver();
    const witness = new Witness();
    await existing.start(witness);
    await until('the existing system is live', () => existing.snapshot().live);

    const given: string[] = [];
    const asked = (count: number) => until('it is asked for', () => timed('command.sent').length === count);
    const give = async (each: UnitCommand) => {
      await asked(given.length + 1);
      given.push(clock());
      expect((await existing.execute(each, ignore)).outcome).toBe('done');
    };
    await reaches('resetting');
    await give(command(1, 'reset'));
    await reaches('starting');
    await give(start(2));
    await reaches('sampling');
    await until('the parcel is over', () => witness.of('stream').at(-1)?.flowing === false && witness.taken.length >= 10);
    await reaches('completing');
    await asked(3);
    // Our server ends while it waits, and begins again: the plant does not care.
    await stop();
    await open();
    await give(command(3, 'complete'));
    await reaches('finished');

    const context = (await stateOf())?.context as SamplerRunContext;
    expect(context).toMatchObject({ taken: 10, missed: 0, outcome: 'sampled', suspicions: [] });
    expect(context.containers).toHaveLength(1);
    const unitContext = (await engine.find(plantUnitProcess(unit)))?.state?.snapshot.context as PlantUnitContext;
    expect(unitContext).toMatchObject({ unattributed: 0, gaps: [] });
    expect(unitContext.commands.map(({ command: name, status }) => `${name} ${status}`)).toEqual([
      'reset done',
      'start done',
      'complete done',
    ]);
    // What would have been commanded, and when somebody else did it: the two times are in the unit's journal.
    const wished = timed('command.sent');
    const seenDone = timed('command.closed');
    expect([wished.length, given.length, seenDone.length]).toEqual([3, 3, 3]);
    const inOrder = given.flatMap((at, index) => [wished[index] ?? '', at, seenDone[index] ?? '']);
    expect(inOrder).toEqual([...inOrder].sort());
    expect(berth.commands()).toEqual([1, 2, 3]);
  });
});
