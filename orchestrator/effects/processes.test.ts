import type { EventObject } from 'xstate';
import { processId } from '../../workflows/kernel/brand.ts';
import type { Effect } from '../../workflows/kernel/process.ts';
import type { LiveProcess } from '../engine/live-process.ts';
import { openBench, testTime } from '../engine/testing/workbench.ts';
import { codeExecutor, processExecutors } from './processes.ts';

const sender = processId('consignment/1');
const receiver = processId('pot/1');
const from: LiveProcess = {
  id: sender,
  inUse: null,
  definitionKey: 'consignment@1',
  state: null,
  seq: 4,
  hold: null,
  deferred: [],
};
const effect = (kind: string, params: object, id = `${sender}#4.0`): Effect => ({
  id,
  kind,
  params: { ...params },
});
const { signal } = new AbortController();

function open() {
  const bench = openBench();
  const executors = processExecutors(bench.engine, () => testTime);
  const carryOut = (asked: Effect) =>
    executors[asked.kind as keyof typeof executors]({ process: from, effect: asked, signal });
  return { ...bench, carryOut };
}
const told = ({ journal }: ReturnType<typeof open>) =>
  journal.entries.map(({ process, inputId, answers }) => [process, inputId, answers]);

describe('process.start', () => {
  const asked = effect('process.start', { definition: 'pot', process: receiver, input: { size: 3 } });

  it('starts the process; its first entry settles the effect', async () => {
    const house = open();
    expect(await house.carryOut(asked)).toBeNull();
    expect(told(house)).toEqual([[receiver, asked.id, asked.id]]);
    expect(await house.journal.isSettled(asked.id)).toBe(true);
  });

  it('carried out again, after a crash or by two at once, changes nothing', async () => {
    const house = open();
    await Promise.all([house.carryOut(asked), house.carryOut(asked)]);
    await house.carryOut(asked);
    expect(told(house)).toHaveLength(1);
  });

  it('of an unknown definition is rejected, so that it is tried again', async () => {
    const { carryOut } = open();
    await expect(
      carryOut(effect('process.start', { definition: 'kettle', process: receiver, input: {} })),
    ).rejects.toThrow('DEFINITION_UNKNOWN');
  });
});

describe('process.send', () => {
  const message = effect('process.send', { to: receiver, event: { type: 'add', n: 5 } });

  it('tells the receiver who sent it; its entry settles the effect', async () => {
    const house = open();
    await house.start();
    expect(await house.carryOut(message)).toBeNull();
    expect(told(house).at(-1)).toEqual([receiver, message.id, message.id]);
    expect(JSON.parse(house.journal.entries.at(-1)?.body ?? '')).toMatchObject({
      input: { actor: { kind: 'process', id: sender }, event: { type: 'add', n: 5 } },
    });
  });

  it('carried out again, after a crash or by two at once, changes nothing', async () => {
    const house = open();
    await house.start();
    await Promise.all([house.carryOut(message), house.carryOut(message)]);
    await house.carryOut(message);
    expect([(await house.context()).sum, house.journal.entries.length]).toEqual([5, 2]);
  });

  it('two messages of one step are two messages', async () => {
    const { start, carryOut, context } = open();
    await start();
    await carryOut(message);
    await carryOut({ ...message, id: `${sender}#4.1` });
    expect((await context()).sum).toBe(10);
  });

  it('to a process that is not there is rejected, so that it is tried again', async () => {
    const house = open();
    await expect(house.carryOut(message)).rejects.toThrow('PROCESS_UNKNOWN');
    await house.start();
    await house.carryOut(message);
    expect((await house.context()).sum).toBe(5);
  });

  it('starts the receiver first where it may have to, once, however many send', async () => {
    const house = open();
    const ensuring = (no: number) =>
      effect(
        'process.send',
        { to: receiver, event: { type: 'add', n: 5 }, ensure: { definition: 'pot', input: {} } },
        `${sender}#4.${no}`,
      );
    await Promise.all([
      house.carryOut(ensuring(0)),
      house.carryOut(ensuring(1)),
      house.carryOut(ensuring(0)),
    ]);
    await house.carryOut(ensuring(1));
    expect((await house.context()).sum).toBe(10);
    expect(house.journal.entries).toHaveLength(3);
  });
});

describe('custody.draw-codes', () => {
  const draw = async (params: object, key = 'a key', process = from) => {
    const event = await codeExecutor(Buffer.from(key))({
      process,
      effect: effect('custody.draw-codes', params),
      signal,
    });
    return event as EventObject & { readonly codes: readonly string[] };
  };
  const wish = { stage: 'assay', ref: 1, count: 4 };

  it('gives as many different codes as asked for, and the same when carried out again', async () => {
    const drawn = await draw(wish);
    expect(drawn).toMatchObject({ type: 'codes.drawn', stage: 'assay', ref: 1 });
    expect(new Set(drawn.codes).size).toBe(4);
    expect(await draw(wish)).toEqual(drawn);
  });

  it.each([
    ['another stage', () => draw({ ...wish, stage: 'sampling' })],
    ['another unit', () => draw({ ...wish, ref: 2 })],
    ['another consignment', () => draw(wish, 'a key', { ...from, id: processId('consignment/2') })],
    ['another site', () => draw(wish, 'another key')],
  ])('gives other codes for %s', async (_, other) => {
    const [{ codes }, { codes: others }] = await Promise.all([draw(wish), other()]);
    expect(codes.filter((code) => others.includes(code))).toEqual([]);
  });
});
