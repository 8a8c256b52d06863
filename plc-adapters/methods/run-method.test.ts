import { instant, unitId } from '../../workflows/kernel/brand.ts';
import { LiveGate } from '../driver/live-gate.ts';
import { command, ignore, start, until } from '../testing/berth.ts';
import type { Reading, UnitCommand, UnitSnapshot } from '../unit-driver.ts';
import type { CallAnswer, MethodConnection } from './method-connection.ts';
import { MethodRunner } from './run-method.ts';
import type { MethodAccess } from './run-method.ts';
import { taskIdOf } from './tasks.ts';
import { MethodSampler } from './testing/method-sampler.ts';
import { methodMap } from './testing/method-tag-map.ts';

/** Method calls against a sampler's program, with the wire in between made to fail at chosen points. */

const map = methodMap({ ackWithinMs: 300, doneWithinMs: 500, sendWithinMs: 600 });
const commandOf: Record<string, 'reset' | 'start' | 'stop' | 'hold'> = {
  Reset: 'reset',
  StartProgram: 'start',
  Stop: 'stop',
  Hold: 'hold',
};

class Wire implements MethodAccess {
  readonly sampler = new MethodSampler(map);
  readonly gate = new LiveGate();
  /** What happens to the next calls: lost on the way there or back, or answered with a status by the server itself. */
  readonly mishaps: ('request-lost' | 'answer-lost' | 'no-connection' | { readonly status: string })[] = [];
  calls = 0;
  private readonly timer = setInterval(() => this.sampler.scan(performance.now()), 10);

  constructor() {
    this.gate.set(true);
  }

  stop(): void {
    clearInterval(this.timer);
    this.gate.stop();
  }

  live = () => this.gate.passed();
  isLive = () => this.gate.open;
  read = async (tags: readonly string[]): Promise<ReadonlyMap<string, Reading>> =>
    new Map(tags.map((tag) => [tag, this.reading(tag)]));
  snapshot = (): UnitSnapshot => ({
    unit: unitId('CS-01'),
    readAt: instant(new Date().toISOString()),
    live: this.gate.open,
    reason: null,
    readings: { 'Sts.BootCounter': this.reading('Sts.BootCounter') },
  });
  readAll = async () => this.snapshot();

  methodConnection = async <T>(use: (connection: MethodConnection) => Promise<T>): Promise<T> => {
    const mishap = this.mishaps.shift();
    if (mishap === 'no-connection') throw new Error('refused');
    const call: MethodConnection['call'] = async ({ method, arguments: given }): Promise<CallAnswer> => {
      this.calls++;
      if (mishap === 'request-lost') throw new Error('connection broke');
      if (typeof mishap === 'object') return { ...mishap, runId: null };
      const settings = new Map([['Set.IncrementInterval', '15']]);
      const [jobId, taskId] = given
        .slice(method === 'StartProgram' ? 2 : 0)
        .map(({ value }) => String(value));
      const answer = this.sampler.call(
        commandOf[method] ?? 'reset',
        jobId ?? '',
        taskId ?? '',
        performance.now(),
        { sampleId: 'S-1', settings },
      );
      if (mishap === 'answer-lost') throw new Error('connection broke');
      return answer;
    };
    return use({ call });
  };

  private reading(tag: string): Reading {
    const type = /^Job\..*Id$/.test(tag) ? 'String' : 'Int32';
    return { value: this.sampler.get(tag, type) as number | string, quality: 'good', sourceTime: null };
  }
}

describe('a command by method call', () => {
  let wire: Wire;
  let runner: MethodRunner;
  beforeEach(() => {
    wire = new Wire();
    runner = anotherRunner();
  });
  afterEach(() => wire.stop());

  const anotherRunner = () =>
    new MethodRunner(
      map,
      wire,
      { now: () => instant(new Date().toISOString()), monotonicMs: () => performance.now() },
      { info: ignore, warn: ignore, error: ignore },
    );
  const executed = () => wire.sampler.executed.map((taskId) => taskId.split(':')[1]);
  const run = (given: UnitCommand) => runner.run(given, ignore);

  it('is accepted and done', async () => {
    let accepted = 0;
    expect(await runner.run(command(1, 'reset'), () => accepted++)).toMatchObject({ outcome: 'done' });
    expect(await run(start(2))).toMatchObject({ outcome: 'done' });
    expect([accepted, executed()]).toEqual([1, ['1', '2']]);
  });

  it('is carried out once, however often it is executed and whoever does', async () => {
    await Promise.all([run(command(1, 'reset')), run(command(1, 'reset'))]);
    runner = anotherRunner();
    expect(await run(command(1, 'reset'))).toMatchObject({ outcome: 'done' });
    expect(executed()).toEqual(['1']);
  });

  it('is adopted when only the answer was lost', async () => {
    wire.mishaps.push('answer-lost');
    expect(await run(command(1, 'reset'))).toMatchObject({ outcome: 'done' });
    expect([wire.calls, executed()]).toEqual([1, ['1']]);
  });

  it('is called again when the request was lost, because nothing of it is shown', async () => {
    wire.mishaps.push('request-lost', { status: 'BadUnexpectedError' });
    expect(await run(command(1, 'reset'))).toMatchObject({ outcome: 'done' });
    expect([wire.calls, executed()]).toEqual([3, ['1']]);
  });

  it('is not given any more after its time, and unknown where it may have arrived', async () => {
    wire.mishaps.push(...Array.from({ length: 20 }, () => 'no-connection' as const));
    expect(await run(command(1, 'reset'))).toMatchObject({ outcome: 'failed', code: 'NOT_SENT' });
    wire.mishaps.splice(0, Infinity, ...Array.from({ length: 20 }, () => 'request-lost' as const));
    expect(await run(command(2, 'reset'))).toMatchObject({ outcome: 'unknown', code: 'WRITE_UNCERTAIN' });
    expect(executed()).toEqual([]);
  });

  it.each([
    ['BadInvalidState', 'WRONG_STATE'],
    ['BadRequestNotAllowed', 'INTERLOCK'],
    ['BadResourceUnavailable', 'BUSY'],
    ['BadUserAccessDenied', 'WRITE_REJECTED'],
  ])('refused with %s has failed with %s', async (status, code) => {
    wire.mishaps.push({ status });
    expect(await run(command(1, 'reset'))).toMatchObject({
      outcome: 'failed',
      code,
      message: expect.stringContaining(status),
    });
  });

  it('ended badly tells so, even when a stop has hidden the end', async () => {
    await run(command(1, 'reset'));
    wire.sampler.stuck = true;
    const starting = run(start(2));
    await until('the start is under way', () => executed().includes('2'));
    const stopping = run(command(3, 'stop'));
    await until('the stop is under way', () => executed().includes('3'));
    wire.sampler.stuck = false;
    expect(await stopping).toMatchObject({ outcome: 'done' });
    expect(await starting).toMatchObject({ outcome: 'failed', code: 'ABORTED' });
  });

  it('that does not end is unknown, and so is one that is accepted and never shown', async () => {
    wire.sampler.stuck = true;
    expect(await run(command(1, 'reset'))).toMatchObject({ outcome: 'unknown', code: 'DONE_TIMEOUT' });
    wire.sampler.boot();
    wire.mishaps.push({ status: 'Good' });
    expect(await run(command(2, 'reset'))).toMatchObject({ outcome: 'unknown', code: 'ACK_TIMEOUT' });
  });

  it('is unknown where another supervisor’s task may hide it', async () => {
    wire.sampler.put('Job.LastTaskId', 'MES-7');
    expect(await run(command(1, 'reset'))).toMatchObject({
      outcome: 'unknown',
      code: 'SUPERSEDED',
      message: expect.stringContaining('MES-7'),
    });
    expect(wire.calls).toBe(0);
  });

  it('is not given to a PLC that has restarted since it was decided', async () => {
    wire.gate.set(false);
    const waiting = run(command(1, 'reset'));
    wire.sampler.boot();
    wire.gate.set(true);
    expect(await waiting).toMatchObject({ outcome: 'failed', code: 'PLC_RESTARTED' });
    expect(wire.calls).toBe(0);
  });

  it('is not given when what it was for was settled while it waited', async () => {
    wire.gate.set(false);
    const waiting = run({ ...command(1, 'reset'), isWanted: async () => false });
    wire.gate.set(true);
    expect(await waiting).toMatchObject({ outcome: 'failed', code: 'NOT_SENT' });
    expect(wire.calls).toBe(0);
  });

  it('broken off by a restart is told by whoever executes it again', async () => {
    wire.sampler.stuck = true;
    wire.mishaps.push('answer-lost');
    const waiting = run(command(1, 'reset'));
    await until('it is under way', () => executed().length === 1);
    wire.sampler.boot();
    expect(await waiting).toMatchObject({ outcome: 'failed', code: 'ABORTED' });
    expect(wire.sampler.get('Job.LastTaskId', 'String')).toBe(taskIdOf(command(1, 'reset')));
    runner = anotherRunner();
    expect(await run(command(1, 'reset'))).toMatchObject({ outcome: 'failed', code: 'ABORTED' });
    expect(executed()).toEqual(['1']);
  });
});
