import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant, unitId } from '../../workflows/kernel/brand.ts';
import { createUnitDriver } from '../create-unit-driver.ts';
import { Berth, command, ignore, start, until, Witness } from '../testing/berth.ts';
import { ServerRequests } from '../testing/server-requests.ts';
import { tagMap } from '../testing/tag-maps.ts';
import type { UnitDriver } from '../unit-driver.ts';
import { parseRecording } from './format.ts';
import { Recorder } from './recorder.ts';
import { startReplay } from './replay.ts';
import type { RunningReplay } from './replay.ts';

// Real servers and connections; a busy machine takes its time.
jest.setTimeout(90_000);

const unit = unitId('CS-01');
const security = { mode: 'None', policy: 'None' } as const;
/** States that last until somebody commands: none of them can be missed between two samplings. */
const lasting = ['Stopped', 'Idle', 'Execute', 'Held', 'Completed'];
const statesOf = (witness: Witness) => witness.of('state').flatMap(({ state }) => (lasting.includes(state) ? [state] : []));
const inOrder = (states: readonly string[]) => states.filter((state, index) => state !== states[index - 1]);

describe('a run that is recorded and replayed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-recording-'));
  const clock = { now: () => instant(new Date().toISOString()), monotonicMs: () => performance.now() };
  const deps = { clock, log: { info: ignore, warn: ignore, error: ignore }, pkiFolder: join(folder, 'quaylab') };
  const file = join(folder, 'run.jsonl');
  const berth = new Berth(folder);
  let replay: RunningReplay | null = null;
  let shadow: UnitDriver | null = null;
  let requests: ServerRequests | null = null;
  afterEach(async () => {
    await shadow?.stop();
    await replay?.stop();
    await berth.close();
    requests?.stop();
    requests = null;
    rmSync(folder, { recursive: true, force: true });
  });

  it('is the same to a shadow, and was not written to while it was recorded', async () => {
    const asked = (requests = new ServerRequests());
    await berth.open();
    const existing = berth.driver();
    const witness = new Witness();
    await existing.start(witness);
    await until('live', () => existing.snapshot().live);
    const told: string[] = [];
    const config = { unit, tagMap: tagMap(), endpoint: berth.endpoint, security };
    const recorder = new Recorder(config, file, deps, ({ state }) => told.push(String(state)));
    recorder.start();
    await until('it records', () => recorder.progress().live);

    const lasts = (state: string) => until(`${state} was recorded`, () => recorder.progress().state === state);
    const commands = [command(1, 'reset'), start(2), command(3, 'hold'), command(4, 'unhold')] as const;
    for (const [index, state] of ['Idle', 'Execute', 'Held', 'Execute'].entries()) {
      const each = commands[index];
      if (each) expect((await existing.execute(each, ignore)).outcome).toBe('done');
      await lasts(state);
    }
    await until('the parcel is over', () => witness.of('stream').at(-1)?.flowing === false);
    await existing.execute(command(5, 'complete'), ignore);
    await lasts('Completed');
    await until('the container is told', () => witness.taken.at(-1)?.type === 'container');
    await until('the records are recorded', () => recorder.progress().records === witness.taken.length);
    const progress = await recorder.stop('stopped');
    expect(progress).toMatchObject({ records: witness.taken.length, state: 'Completed' });
    expect(told).toContain('Execute');
    const used = [...asked.by((name) => name.includes('recorder'))];
    expect(used).toContain('ReadRequest');
    expect(used.filter((service) => /Write|Call/.test(service))).toEqual([]);
    expect(asked.by((name) => !name.includes('recorder'))).toContain('WriteRequest');

    const recording = parseRecording(file, readFileSync(file, 'utf8'));
    if (!recording.ok) throw new Error(recording.refusal.message);
    expect(recording.value.lines.at(-1)).toMatchObject({ end: 'stopped' });
    expect(recording.value.lines.flatMap((line) => ('records' in line ? line.records : []))).toEqual(witness.taken);

    // Round after round, since the first one may be half over when the shadow is connected.
    replay = await startReplay(recording.value, { port: 0, pki: join(folder, 'replay'), speed: 2, loop: true });
    // What lasts for half its time is seen by a subscription of less than half the interval.
    const quick = { ...tagMap(), timing: { ...tagMap().timing, publishingMs: 100 } };
    const memoryFile = join(folder, 'shadow.json');
    shadow = createUnitDriver({ unit, tagMap: quick, endpoint: replay.endpoint, security, shadow: { memoryFile } }, deps);
    const follower = new Witness();
    await shadow.start(follower);
    const wholeRun = 'Stopped Idle Execute Held Execute Completed';
    await until('a whole round is followed', () => inOrder(statesOf(follower)).join(' ').includes(wholeRun), 60_000);
    const recorded = recording.value.lines.flatMap((line) =>
      'tag' in line && line.tag === 'Sts.StateCurrent' ? [String(line.value)] : [],
    );
    const names = recorded.map((number) => tagMap().states[number] ?? '').filter((state) => lasting.includes(state));
    expect(inOrder(names).join(' ')).toBe(wholeRun);

    const { length } = witness.taken;
    await until('two rounds of records are told', () => follower.taken.length >= 2 * length, 60_000);
    expect(follower.taken.slice(0, length)).toEqual(witness.taken);
    expect(follower.taken.slice(length, 2 * length)).toEqual(witness.taken.map((record) => ({ ...record, idx: record.idx + length })));
    expect(follower.of('gap')).toEqual([]);
  });

  it('refuses to write over a file that is there', () => {
    const config = { unit, tagMap: tagMap(), endpoint: 'opc.tcp://127.0.0.1:1', security };
    expect(() => new Recorder(config, __filename, deps, ignore)).toThrow(/^RECORDING_EXISTS: out: /);
    expect(() => new Recorder(config, join(folder, 'no', 'such', 'folder.jsonl'), deps, ignore)).toThrow(/^RECORDING_NOT_WRITABLE: out: /);
  });
});
