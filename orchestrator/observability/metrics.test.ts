import { readFileSync } from 'node:fs';
import type { UnitDriver, UnitListener, UnitSnapshot } from '../../plc-adapters/unit-driver.ts';
import { instant, unitId } from '../../workflows/kernel/brand.ts';
import { openBench, eventually, pot } from '../engine/testing/workbench.ts';
import { MemoryJournal } from '../engine/testing/memory-journal.ts';
import { CommitWatch } from './commit-watch.ts';
import type { MetricSources } from './metric-sources.ts';
import { createMetrics } from './metrics.ts';
import { observedDrivers } from './observed-drivers.ts';

const unit = unitId('CS-01');
const clock = () => new Date('2026-03-01T08:00:10.000Z');
const snapshot: UnitSnapshot = {
  unit,
  readAt: instant('2026-03-01T08:00:10.000Z'),
  live: true,
  reason: null,
  readings: {
    'Sts.PlcHeartbeat': { value: 7, quality: 'good', sourceTime: instant('2026-03-01T08:00:08.500Z') },
  },
};
const command = {
  commandId: 'pot/1#2.0',
  seq: 1,
  command: 'start',
  jobId: '',
  lotId: '',
  sampleId: '',
  recipeId: '',
  settings: {},
  params: [],
} as const;

/** Lines of our own metrics without help and type. */
async function shown(sources: Partial<MetricSources>): Promise<readonly string[]> {
  const metrics = createMetrics('0');
  metrics.follow({ clock, ...sources });
  return linesOf(await metrics.text());
}
const linesOf = (text: string) => text.split('\n').filter((line) => line.startsWith('quaylab_'));

describe('metrics', () => {
  it('show what the engine has to do, and how commits go', async () => {
    const metrics = createMetrics('0');
    let now = 0;
    const commits = new CommitWatch(() => (now += 2), metrics.committed, metrics.commitFailed);
    const journal = new MemoryJournal();
    const bench = openBench({ journal, observer: { commitBegins: commits.commitBegins } });
    const failing = new Set(['pot/1#2.1']);
    const runner = bench.run({
      'test.ask': async ({ effect }) => {
        if (failing.has(effect.id)) throw new Error('not now');
        return { type: 'answered', what: 'mass' };
      },
    });
    metrics.follow({ clock, engine: bench.engine, journal, runner, projector: { position: 1 } });
    await bench.start();
    await bench.fact('ask', { type: 'ask', what: 'mass', times: 2 });
    await eventually(() => runner.load().get('test.ask')?.failures === 1 && journal.entries.length === 3);
    jest.spyOn(journal, 'append').mockRejectedValueOnce(new Error('full'));
    await expect(bench.fact('again', { type: 'ask', what: 'mass', times: 0 })).rejects.toThrow('full');

    const lines = linesOf(await metrics.text());
    expect(lines).toEqual(
      expect.arrayContaining([
        'quaylab_processes_open 1',
        'quaylab_processes_on_hold 0',
        'quaylab_processes_in_memory 1',
        'quaylab_inputs_waiting 0',
        'quaylab_journal_position 3',
        'quaylab_views_behind_entries 2',
        'quaylab_commit_entries_sum 3',
        'quaylab_commit_duration_seconds_sum 0.006',
        'quaylab_commit_failures_total 1',
        'quaylab_effects_running{kind="test.ask"} 1',
        'quaylab_effects_retrying{kind="test.ask"} 1',
        'quaylab_effects_done_total{kind="test.ask"} 1',
        'quaylab_effect_failures_total{kind="test.ask"} 1',
      ]),
    );
    await runner.stop();
  });

  it('count processes that are on hold, and those that were open before a start', async () => {
    const journal = new MemoryJournal();
    const before = openBench({ journal });
    await before.start();
    const { engine } = openBench({ journal, definitions: [] });
    await engine.recover();
    expect(engine.load()).toMatchObject({ open: 1, onHold: 1 });
    const after = openBench({ journal });
    await after.engine.recover();
    expect(after.engine.load()).toMatchObject({ open: 1, onHold: 0 });
    expect(await after.engine.find(pot)).not.toBeNull();
  });

  it('show the plant: what is live, how long it takes to answer, what became of commands', async () => {
    const metrics = createMetrics('0');
    let listener: UnitListener | undefined;
    const driver: UnitDriver = {
      unit,
      totalTag: null,
      capacity: 2,
      commands: ['store', 'retrieve'],
      start: async (given) => void (listener = given),
      stop: async () => {},
      snapshot: () => snapshot,
      read: async () => snapshot,
      execute: async ({ seq }) =>
        seq === 1
          ? { outcome: 'done', after: snapshot }
          : { outcome: 'failed', code: 'REFUSED', message: '' },
    };
    let now = 0;
    const drivers = observedDrivers(new Map([[unit, driver]]), metrics, () => (now += 20));
    metrics.follow({ clock, drivers });
    const watched = drivers.get(unit);
    // What it is told by stays what it is.
    expect(watched).toMatchObject({ unit, totalTag: null, capacity: 2, commands: ['store', 'retrieve'] });
    const heard: string[] = [];
    await watched?.start({ observed: ({ kind }) => void heard.push(kind), records: async () => {} });
    const at = snapshot.readAt;
    listener?.observed({ kind: 'link', live: true, reason: null, at });
    listener?.observed({ kind: 'link', live: false, reason: 'link-lost', at });
    await watched?.read();
    expect(await watched?.execute(command, () => {})).toMatchObject({ outcome: 'done' });
    await watched?.execute({ ...command, seq: 2 }, () => {});
    expect(heard).toEqual(['link', 'link']);
    expect(linesOf(await metrics.text())).toEqual(
      expect.arrayContaining([
        'quaylab_unit_live{unit="CS-01"} 1',
        'quaylab_unit_heartbeat_age_seconds{unit="CS-01"} 1.5',
        'quaylab_unit_link_losses_total{unit="CS-01"} 1',
        'quaylab_unit_read_duration_seconds_sum{unit="CS-01"} 0.02',
        'quaylab_unit_commands_total{unit="CS-01",outcome="done"} 1',
        'quaylab_unit_commands_total{unit="CS-01",outcome="failed"} 1',
      ]),
    );
  });

  it('leave out what cannot be looked up, and show the rest', async () => {
    const lines = await shown({
      isLeader: () => true,
      live: { size: 3 },
      jobs: () => Promise.reject(new Error('redis is away')),
      freeDisk: () => Promise.reject(new Error('no such folder')),
    });
    expect(lines).toEqual(expect.arrayContaining(['quaylab_leader 1', 'quaylab_live_streams 3']));
    expect(lines.join('\n')).not.toMatch(/quaylab_(jobs|disk_free_bytes)[ {]/);
    expect(await shown({ jobs: async () => ({ waiting: 2, failed: 1 }) })).toContain(
      'quaylab_jobs{state="failed"} 1',
    );
  });

  it('are the ones that docs/observability.md explains', () => {
    const metrics = createMetrics('0');
    metrics.follow({
      clock,
      engine: openBench().engine,
      runner: { load: () => new Map() },
      journal: new MemoryJournal(),
      projector: { position: 0 },
      drivers: new Map(),
      live: { size: 0 },
      jobs: async () => ({}),
      isLeader: () => true,
      freeDisk: async () => 0,
    });
    const there = metrics.registry
      .getMetricsAsArray()
      .map(({ name }) => name)
      .filter((name) => name.startsWith('quaylab_'));
    const text = readFileSync('docs/observability.md', 'utf8');
    const explained = [...text.matchAll(/^\| `(quaylab_\w+)` \|/gm)].map(([, name]) => name);
    expect([...explained].sort()).toEqual([...there].sort());
  });
});
