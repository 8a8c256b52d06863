import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant, unitId } from '../../workflows/kernel/brand.ts';
import { Berth, command, ignore, until, Witness } from '../testing/berth.ts';
import { tagMap } from '../testing/tag-maps.ts';
import type { UnitConfig } from '../unit-config.ts';
import { parseRecording } from './format.ts';
import { recordRun } from './record-run.ts';
import type { RecordingWish } from './record-run.ts';

// A real plant and real connections; a busy machine takes its time.
jest.setTimeout(60_000);

describe('recording a run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-record-run-'));
  const berth = new Berth(folder);
  const clock = { now: () => instant(new Date().toISOString()), monotonicMs: () => performance.now() };
  const deps = { clock, log: { info: ignore, warn: ignore, error: ignore }, pkiFolder: join(folder, 'quaylab') };
  const config = (more: Partial<UnitConfig> = {}): UnitConfig => ({
    unit: unitId('CS-01'),
    tagMap: tagMap(),
    endpoint: berth.endpoint,
    security: { mode: 'None', policy: 'None' },
    ...more,
  });
  const stopped = new AbortController();
  const record = (wish: Partial<RecordingWish> & { readonly file: string }, more: Partial<UnitConfig> = {}) =>
    recordRun(config(more), { ...wish, file: join(folder, wish.file) }, deps, stopped.signal, ignore);
  const endOf = (file: string) => {
    const recording = parseRecording(file, readFileSync(join(folder, file), 'utf8'));
    return recording.ok ? recording.value.lines.at(-1) : recording.refusal;
  };
  beforeAll(() => berth.open());
  afterAll(async () => {
    await berth.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('ends when the unit arrives in a state, not because it stands there, after a time, or when it is stopped', async () => {
    // It stands in Stopped, so only coming back there would count.
    const atStopped = record({ file: 'stopped.jsonl', untilState: 'Stopped' });
    const atIdle = record({ file: 'idle.jsonl', untilState: 'Idle' });
    const timed = record({ file: 'timed.jsonl', seconds: 1 });
    expect((await timed).seconds).toBe(1);
    expect(endOf('timed.jsonl')).toMatchObject({ end: 'time' });

    const existing = berth.driver();
    await existing.start(new Witness());
    await until('live', () => existing.snapshot().live);
    await existing.execute(command(1, 'reset'), ignore);
    expect((await atIdle).state).toBe('Idle');
    expect(endOf('idle.jsonl')).toMatchObject({ end: 'state' });

    stopped.abort();
    expect((await atStopped).state).toBe('Idle');
    expect(endOf('stopped.jsonl')).toMatchObject({ end: 'stopped' });
  });

  it('refuses before it makes a file: a state that is none, a server that is not there, a tag the PLC lacks', async () => {
    await expect(record({ file: 'a', untilState: 'Done' })).rejects.toMatchObject({
      refusal: { code: 'STATE_UNKNOWN', field: 'until-state' },
    });
    const nobody = { endpoint: 'opc.tcp://127.0.0.1:9' };
    await expect(record({ file: 'b' }, nobody)).rejects.toMatchObject({ refusal: { code: 'ENDPOINT_UNREACHABLE' } });
    const map = { ...tagMap(), tags: { ...tagMap().tags, 'Act.Nonsense': { type: 'Float', dir: 'R' } as const } };
    await expect(record({ file: 'c' }, { tagMap: map })).rejects.toMatchObject({ refusal: { code: 'TAG_MAP_NODE_MISSING' } });
    expect(() => readFileSync(join(folder, 'c'))).toThrow('ENOENT');
  });
});
