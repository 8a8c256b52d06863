import type {
  CommandOutcome,
  UnitCommand,
  UnitDriver,
  UnitSnapshot,
} from '../../plc-adapters/unit-driver.ts';
import { instant, processId, unitId } from '../../workflows/kernel/brand.ts';
import type { Effect, ProcessDefinition } from '../../workflows/kernel/process.ts';
import { plantUnitDefinition } from '../../workflows/plant-unit/machine.ts';
import type { PlantUnitContext } from '../../workflows/plant-unit/machine.ts';
import { plantUnitProcess } from '../../workflows/plant-unit/messages.ts';
import { storageCabinetDefinition } from '../../workflows/storage/cabinet.ts';
import type { LiveProcess } from '../engine/live-process.ts';
import { input, openBench, testTime } from '../engine/testing/workbench.ts';
import { unitExecutors } from './units.ts';

const unit = unitId('CS-01');
const run: LiveProcess = {
  id: processId('coal-sampling/1'),
  inUse: null,
  definitionKey: 'coal-sampling@1',
  state: null,
  seq: 2,
  hold: null,
  deferred: [],
};
const command = (id: string, name = 'start'): Effect => ({
  id,
  kind: 'unit.command',
  params: {
    unit,
    command: name,
    jobId: 'J',
    lotId: 'L',
    sampleId: 'S',
    recipeId: 'R',
    settings: { 'Set.Mass': 1 },
    params: [],
  },
});

/** A unit whose PLC last acknowledged 40 and that carries out whatever it is told, as told here. */
async function open(
  ending: () => Promise<CommandOutcome['outcome']> = async () => 'done',
  totalTag: UnitDriver['totalTag'] = 'Act.BeltTotal',
  capacity = 1,
  more: readonly ProcessDefinition[] = [],
) {
  const bench = openBench({ definitions: [plantUnitDefinition, ...more] });
  const good = (value: number) => ({ value, quality: 'good' as const, sourceTime: testTime });
  const readings = {
    'Cmd.Seq': good(40),
    'Sts.AckSeq': good(39),
    'Act.BeltTotal': good(12.5),
    'Act.Total': good(7000.25),
    'Act.BeltFlow': { ...good(800), quality: 'bad' as const },
  };
  const snapshot: UnitSnapshot = { unit, readAt: instant(testTime), live: true, reason: null, readings };
  const journaled = async () =>
    ((await bench.engine.find(plantUnitProcess(unit)))?.state?.snapshot.context as PlantUnitContext).commands;
  const told: UnitCommand[] = [];
  const driver: UnitDriver = {
    unit,
    totalTag,
    capacity,
    start: async () => {},
    stop: async () => {},
    snapshot: () => snapshot,
    read: async () => snapshot,
    execute: async (given, accepted) => {
      // Whatever reaches the plant is in the journal already.
      const last = bench.journal.entries.map(({ inputId }) => inputId);
      expect(last).toContain(`${given.commandId}/sent`);
      told.push(given);
      accepted();
      const outcome = await ending();
      return outcome === 'done' ? { outcome, after: snapshot } : { outcome, code: 'C', message: 'm' };
    },
  };
  await bench.engine.start(
    'plant-unit',
    plantUnitProcess(unit),
    input('begin', { type: 'process.start', input: { unit } }),
  );
  const stop = new AbortController();
  const executorsAnew = () =>
    unitExecutors({ engine: bench.engine, drivers: new Map([[unit, driver]]), clock: () => testTime });
  const executors = executorsAnew();
  const carryOut = (effect: Effect, by = executors, process = run) =>
    by[effect.kind as keyof typeof executors]({ process, effect, signal: stop.signal });
  return { ...bench, carryOut, executorsAnew, told, journaled, stop };
}

describe('unit.command', () => {
  it('gets a sequence number above all the PLC and the journal know, in the journal before the plant sees it', async () => {
    const { carryOut, told, journaled } = await open();
    expect(await carryOut(command('e1'))).toEqual({
      type: 'command.done',
      command: 'start',
      totalBefore: 12.5,
    });
    await carryOut(command('e2', 'hold'));
    expect(told.map(({ commandId, seq }) => [commandId, seq])).toEqual([
      ['e1', 41],
      ['e2', 42],
    ]);
    expect((await journaled()).map(({ effect, seq, status }) => [effect, seq, status])).toEqual([
      ['e1', 41, 'done'],
      ['e2', 42, 'done'],
    ]);
  });

  it.each([
    ['the total of its own stream', 'Act.Total', 7000.25],
    ['nothing, where what it totals has no good value', 'Act.BeltFlow', null],
    ['nothing, of a unit without a stream', null, null],
  ])('notes before it %s', async (_what, totalTag, totalBefore) => {
    const { carryOut, journaled } = await open(async () => 'done', totalTag);
    expect(await carryOut(command('e1'))).toMatchObject({ type: 'command.done', totalBefore });
    expect(await journaled()).toMatchObject([{ effect: 'e1', totalBefore }]);
  });

  it('carried out again after a crash keeps its number, so that the PLC knows it', async () => {
    const house = await open();
    await house.carryOut(command('e1'));
    await house.carryOut(command('e2'));
    await house.carryOut(command('e1'), house.executorsAnew());
    expect(house.told.map(({ commandId, seq }) => `${commandId} ${seq}`)).toEqual([
      'e1 41',
      'e2 42',
      'e1 41',
    ]);
    expect(await house.journaled()).toHaveLength(2);
  });

  it('is wanted while its process is at the order it is for, and no longer once that was settled', async () => {
    const cabinet = processId('storage-cabinet/A');
    const { engine, carryOut, told } = await open(undefined, undefined, undefined, [storageCabinetDefinition]);
    await engine.start('storage-cabinet', cabinet, input('open', { type: 'process.start', input: { cabinet: 'A', slots: 2, unit } }));
    await engine.submit(cabinet, input('scan', { type: 'cabinet.scan' }));
    const ofOrder = (id: string, order: number): Effect => ({ ...command(id, 'scan'), params: { ...command(id, 'scan').params, order } });
    const asks = async (effect: Effect) => {
      await carryOut(effect, undefined, { ...run, id: cabinet });
      return told.at(-1)?.isWanted?.();
    };
    expect(await asks(ofOrder('e1', 1))).toBe(true);
    expect(await asks(command('e2'))).toBe(true);
    await engine.submit(cabinet, input('settled', { type: 'order.settled', no: 1, carriedOut: false, reason: 'seen' } as { type: string }));
    expect(await asks(ofOrder('e3', 1))).toBe(false);
  });

  it('two at the same moment get two numbers', async () => {
    const { carryOut, told } = await open();
    await Promise.all([carryOut(command('e1')), carryOut(command('e2')), carryOut(command('e3'))]);
    expect(told.map(({ seq }) => seq)).toEqual([41, 42, 43]);
  });

  it('of a unit that several runs share is answered before the next one gets its number', async () => {
    const endings: ((outcome: 'done') => void)[] = [];
    const { carryOut, told, journaled } = await open(() => new Promise((resolve) => endings.push(resolve)), null, 3);
    const both = Promise.all([carryOut(command('e1', 'load')), carryOut(command('e2', 'hold'))]);
    const isTold = async (count: number) => {
      while (told.length < count) await new Promise((resolve) => setImmediate(resolve));
    };
    await isTold(1);
    expect((await journaled()).map(({ seq }) => seq)).toEqual([41]);
    endings[0]?.('done');
    await isTold(2);
    // The second one's acceptance may be on its way to the journal still.
    expect(await journaled()).toMatchObject([{ seq: 41, status: 'done' }, { seq: 42 }]);
    endings[1]?.('done');
    await both;
  });

  it.each(['failed', 'unknown'] as const)(
    'that ended as %s is answered so, and so it stands in the journal',
    async (outcome) => {
      const { carryOut, journaled } = await open(async () => outcome);
      expect(await carryOut(command('e1'))).toEqual({
        type: `command.${outcome}`,
        command: 'start',
        code: 'C',
        message: 'm',
      });
      expect(await journaled()).toMatchObject([{ effect: 'e1', status: outcome, code: 'C' }]);
    },
  );

  it('is given up when the server stops, and stays open in the journal', async () => {
    const { carryOut, told, journaled, stop } = await open(() => new Promise(() => {}));
    const carriedOut = carryOut(command('e1'));
    while (told.length === 0) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    await expect(carriedOut).rejects.toThrow('stopping');
    expect((await journaled())[0]?.status).toMatch(/^(sent|accepted)$/);
  });

  it('to a unit this server does not drive fails', async () => {
    const { carryOut } = await open();
    const effect = command('e1');
    expect(await carryOut({ ...effect, params: { ...effect.params, unit: 'XX-99' } })).toMatchObject({
      type: 'command.failed',
      code: 'UNIT_UNKNOWN',
    });
  });
});

it('unit.read gives the values asked for; one without good quality is no value', async () => {
  const { carryOut } = await open();
  const read: Effect = {
    id: 'r',
    kind: 'unit.read',
    params: { unit, tags: ['Act.BeltTotal', 'Act.BeltFlow', 'Act.Nothing'] },
  };
  expect(await carryOut(read)).toEqual({
    type: 'unit.readings',
    readings: { 'Act.BeltTotal': 12.5, 'Act.BeltFlow': null, 'Act.Nothing': null },
  });
});
