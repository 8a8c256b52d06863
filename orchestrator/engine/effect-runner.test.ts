import type { EffectExecutor } from './effect-runner.ts';
import { eventually, input, openBench, pot } from './testing/workbench.ts';

const answered: EffectExecutor = async ({ effect }) => ({
  type: 'answered',
  what: String(effect.params['what']),
});
/** Counts what it carries out. */
function counting(executor: EffectExecutor = answered) {
  const done: string[] = [];
  const counted: EffectExecutor = (context) => {
    done.push(context.effect.id);
    return executor(context);
  };
  return { done, executors: { 'test.ask': counted } };
}

async function asked(executor: EffectExecutor = answered) {
  const bench = openBench();
  const { done, executors } = counting(executor);
  const runner = bench.run(executors);
  await bench.start();
  await bench.fact('ask', { type: 'ask', what: 'mass', times: 2 });
  return { ...bench, runner, done };
}
/** The same house after a restart. */
async function restarted(
  journal: Awaited<ReturnType<typeof asked>>['journal'],
  executor: EffectExecutor = answered,
) {
  const bench = openBench({ journal });
  const { done, executors } = counting(executor);
  const runner = bench.run(executors);
  const { unsettledEffects } = await bench.engine.recover();
  return { ...bench, runner, done, unsettledEffects };
}

describe('an effect', () => {
  it('is carried out after the commit and answered by an input that settles it', async () => {
    const { context, journal, runner, done } = await asked();
    await eventually(async () => (await context()).answers.length === 2);
    expect(done).toEqual(['pot/1#2.0', 'pot/1#2.1']);
    expect(journal.entries.map(({ answers }) => answers)).toEqual([null, null, 'pot/1#2.0', 'pot/1#2.1']);
    expect(await journal.withUnsettledEffects()).toEqual([]);
    await runner.stop();
  });

  it('is tried again, after a pause that grows, until it can be carried out', async () => {
    const times: number[] = [];
    const { context, runner } = await asked(async (execution) => {
      if (execution.effect.id.endsWith('.1')) return answered(execution);
      times.push(performance.now());
      if (times.length < 3) throw new Error('not now');
      return answered(execution);
    });
    await eventually(async () => (await context()).answers.length === 2);
    const [first = 0, second = 0, third = 0] = times;
    expect(second - first).toBeGreaterThan(150);
    expect(third - second).toBeGreaterThan(1.5 * (second - first));
    await runner.stop();
  });

  it('does not wait for one that cannot be carried out', async () => {
    const { context, runner } = await asked((execution) =>
      execution.effect.id.endsWith('.0') ? Promise.reject(new Error('no')) : answered(execution),
    );
    await eventually(async () => (await context()).answers.length === 1);
    await runner.stop();
  });

  it('is not carried out again because its answer could not be recorded', async () => {
    let open = () => {};
    const prepared = new Promise<void>((resolve) => (open = resolve));
    const { journal, context, runner, done } = await asked(async (execution) => {
      await prepared;
      return answered(execution);
    });
    let failures = 0;
    journal.beforeAppend = (batch) => {
      if (batch.some(({ answers }) => answers !== null) && failures < 1) {
        failures += 1;
        throw new Error('the disk is full');
      }
    };
    open();
    await eventually(async () => (await context()).answers.length === 2);
    expect([failures, done.length]).toEqual([1, 2]);
    await runner.stop();
  });

  it('of a kind nobody carries out stays unsettled', async () => {
    const bench = openBench();
    const runner = bench.run({});
    await bench.start();
    await bench.fact('ask', { type: 'ask', what: 'mass' });
    await runner.stop();
    expect(await bench.journal.withUnsettledEffects()).toHaveLength(1);
  });
});

describe('after a crash', () => {
  it('what nobody had answered is carried out, what was answered is not', async () => {
    // Given: one of two effects was answered when the house went dark.
    const before = openBench();
    await before.start();
    await before.fact('ask', { type: 'ask', what: 'mass', times: 2 });
    await before.engine.submit(
      pot,
      input('pot/1#2.0!', { type: 'answered', what: 'mass' }, { answers: 'pot/1#2.0' }),
    );
    // When it starts again, then
    const { done, unsettledEffects, context, runner } = await restarted(before.journal);
    await eventually(async () => (await context()).answers.length === 2);
    expect([done, unsettledEffects]).toEqual([['pot/1#2.1'], 1]);
    await runner.stop();
  });

  it('a third start finds nothing to do', async () => {
    const { journal, context, runner } = await asked();
    await eventually(async () => (await context()).answers.length === 2);
    await runner.stop();
    const third = await restarted(journal);
    expect([third.unsettledEffects, third.done]).toEqual([0, []]);
    await third.runner.stop();
  });

  it('what a finished process asked for last is carried out too', async () => {
    const before = openBench();
    await before.start();
    await before.fact('ask', { type: 'ask', what: 'farewell' });
    await before.fact('end', { type: 'finish' });
    const { done, journal, runner } = await restarted(before.journal);
    await eventually(async () => (await journal.withUnsettledEffects()).length === 0);
    expect(done).toEqual(['pot/1#2.0']);
    await runner.stop();
  });
});

describe('stopping', () => {
  /** Never ends by itself, gives up when told. */
  const patient: EffectExecutor = ({ signal }) =>
    new Promise((_, reject) =>
      signal.addEventListener('abort', () => reject(new Error('gave up')), { once: true }),
    );

  it('lets an executor give up; the effect is done after the next start', async () => {
    const { runner, engine, journal, done } = await asked(patient);
    await eventually(() => done.length === 2);
    await runner.stop();
    await engine.stop();
    expect(await journal.withUnsettledEffects()).toHaveLength(1);
    const next = await restarted(journal);
    await eventually(async () => (await next.context()).answers.length === 2);
    expect(next.done).toEqual(['pot/1#2.0', 'pot/1#2.1']);
    await next.runner.stop();
  });

  it('ends the pause before the next try', async () => {
    const { runner, done } = await asked(() => Promise.reject(new Error('not now')));
    await eventually(() => done.length === 2);
    const before = performance.now();
    await runner.stop();
    expect(performance.now() - before).toBeLessThan(150);
    expect(done).toHaveLength(2);
  });

  it('nothing is begun afterwards', async () => {
    const { runner, fact, done } = await asked();
    await runner.stop();
    const before = done.length;
    await fact('late', { type: 'ask', what: 'more' });
    expect(done).toHaveLength(before);
  });
});

it('an effect handed out twice is carried out once at a time', async () => {
  const { engine, runner, done } = await asked(() => new Promise((resolve) => setTimeout(resolve, 20, null)));
  await engine.recover();
  expect(done).toHaveLength(2);
  await runner.stop();
});
