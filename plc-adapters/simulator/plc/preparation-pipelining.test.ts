import { PROCESS_UNITS, PURGE_TIME, type ProcessUnit } from '../world/preparation-recipe.ts';
import { MICROS_PER_SECOND } from '../world/plant-time.ts';
import { LineBench } from './preparation-line.fixture.ts';

const CP = 'CP-01';
const SAMPLES = ['P-1', 'P-2', 'P-3'];
/** Plant seconds of one scan: nothing can be seen more exactly. */
const SCAN = 5;

interface Stay {
  readonly sampleId: string;
  readonly from: number;
  readonly until: number;
}

/** Who was at each unit from when to when, watched scan by scan until every sample is through; instants in s. */
function watch(bench: LineBench, samples: readonly string[]): ReadonlyMap<ProcessUnit, readonly Stay[]> {
  const stays = new Map<ProcessUnit, Stay[]>(PROCESS_UNITS.map((unit) => [unit, []]));
  let loaded = 0;
  for (let now = 0; !samples.every((sampleId) => bench.isThrough(sampleId)); now += SCAN) {
    if (
      loaded < samples.length &&
      bench.at('Infeed') === '' &&
      bench.get(`${CP}.Sts.DoneSeq`) === bench.get(`${CP}.Sts.AckSeq`)
    ) {
      loaded += 1;
      bench.send(CP, 'load', { sampleId: samples[loaded - 1] ?? '', param0: loaded, param1: 1 });
    } else bench.tick();
    for (const [unit, seen] of stays) {
      const sampleId = bench.at(unit);
      const last = seen.at(-1);
      if (last?.sampleId === sampleId && last.until === now)
        seen.splice(-1, 1, { ...last, until: now + SCAN });
      else if (sampleId !== '') seen.push({ sampleId, from: now, until: now + SCAN });
    }
  }
  return stays;
}

describe('three samples in the line', () => {
  const bench = new LineBench(3);
  const stays = watch(bench, SAMPLES);
  const staysAt = (unit: ProcessUnit): readonly Stay[] => stays.get(unit) ?? [];
  const track = PROCESS_UNITS.filter((unit) => unit !== 'Packing');

  it.each(track)('pass %s one after the other, in the order they were loaded', (unit) => {
    expect(staysAt(unit).map(({ sampleId }) => sampleId)).toEqual(SAMPLES);
  });

  it('are under way at the same time', () => {
    const [first, second] = [staysAt('Pulveriser')[0], staysAt('Crusher6')[1]];
    expect(second?.from).toBeLessThan(first?.until ?? 0);
  });

  it.each(PROCESS_UNITS)('come to %s only when it has been purged after the one before', (unit) => {
    const seen = staysAt(unit);
    const gaps = seen.slice(1).map(({ from }, i) => from - (seen[i]?.until ?? 0));
    expect(gaps.length).toBeGreaterThan(1);
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(PURGE_TIME[unit] / MICROS_PER_SECOND - SCAN);
  });

  it.each(SAMPLES)('balance each for itself: %s', (sampleId) => {
    const records = bench.logged('stage', CP).filter((each) => each['sampleId'] === sampleId);
    const masses = records.map(({ no, mass, flow, total, kept }) =>
      [no, mass, flow, total, kept].map(Number),
    );
    expect(masses.map(([no]) => no)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    for (const [, massIn = 0, first = 0, second = 0, removed = 0] of masses) {
      const loss = (massIn - first - second - removed) / massIn;
      expect(loss).toBeGreaterThan(0.0004);
      expect(loss).toBeLessThan(0.0041);
    }
    // What went on from one stage came in at the next: kept[2] from a divider, else kept[1].
    const onward = masses.map(([no, , first, second]) => (no === 2 || no === 5 ? second : first));
    expect(masses.slice(1).map(([, massIn]) => massIn)).toEqual(onward.slice(0, -1));
    expect(bench.numbers('container', sampleId)).toEqual([61, 32, 21, 22]);
  });

  it('end as they would have ended alone', () => {
    const alone = new LineBench(3);
    alone.load('P-2', 2);
    alone.finish('P-2');
    const of = (each: LineBench): unknown[] =>
      each
        .logged('stage', CP)
        .flatMap(({ sampleId, no, mass, kept }) => (sampleId === 'P-2' ? [[no, mass, kept]] : []));
    expect(of(bench)).toEqual(of(alone));
  });
});

describe('with three samples in the line', () => {
  /** P-1 dries, P-2 waits behind it, P-3 is farther back. */
  function full(): LineBench {
    const bench = new LineBench(3);
    bench.loadAll(...SAMPLES);
    bench.runUntil(() => bench.at('Infeed') === '');
    return bench;
  }
  const order = (bench: LineBench): readonly unknown[] =>
    bench.logged('through', CP).map(({ sampleId }) => sampleId);

  it('each stands where it stood after a power cycle, and goes on from there', () => {
    const bench = full();
    const where = bench.occupants;
    expect(new Set(where.filter((sampleId) => sampleId !== ''))).toEqual(new Set(SAMPLES));
    const times = PROCESS_UNITS.map((unit) => bench.act(`${unit}.Act.StepTime`));
    bench.reboot();
    expect([bench.state, bench.occupants]).toEqual([2, where]);
    bench.run(3600);
    expect(bench.occupants).toEqual(where);
    expect(PROCESS_UNITS.map((unit) => bench.act(`${unit}.Act.StepTime`))).toEqual(times);
    bench.carryOut(CP, 'reset');
    bench.carryOut(CP, 'start');
    bench.finish(...SAMPLES);
    expect(order(bench)).toEqual(SAMPLES);
    for (const sampleId of SAMPLES) expect(bench.numbers('stage', sampleId)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('every step under way is finished, and none begun, before it holds for want of the orchestrator', () => {
    const bench = full();
    bench.orchestratorBeats = false;
    bench.runUntil(() => bench.state === 10);
    const before = SAMPLES.map((sampleId) => bench.numbers('stage', sampleId).length);
    bench.runUntil(() => bench.state === 11);
    const after = SAMPLES.map((sampleId) => bench.numbers('stage', sampleId).length);
    expect(after.map((count, i) => count - (before[i] ?? 0)).every((more) => more <= 1)).toBe(true);
    expect(after).not.toEqual(before);
    bench.run(3600);
    expect(SAMPLES.map((sampleId) => bench.numbers('stage', sampleId).length)).toEqual(after);
    bench.orchestratorBeats = true;
    bench.tick();
    bench.carryOut(CP, 'unhold');
    bench.finish(...SAMPLES);
    expect(order(bench)).toEqual(SAMPLES);
  });

  it('a blocked stage holds the line; the others wait, none overtakes, and all go on when it is put right', () => {
    const bench = full();
    bench.plant.disturb(CP, 'divider', true);
    bench.runUntil(() => bench.state === 11);
    const where = bench.occupants;
    bench.run(3600);
    expect(bench.occupants).toEqual(where);
    bench.plant.disturb(CP, 'divider', false);
    bench.tick();
    bench.carryOut(CP, 'unhold');
    bench.finish(...SAMPLES);
    expect(order(bench)).toEqual(SAMPLES);
  });

  it('the middle one can be ejected: it alone is gone, told with what was discarded, and its unit is purged', () => {
    const bench = full();
    const unit = PROCESS_UNITS.find((each) => bench.at(each) === 'P-2') ?? 'Packing';
    bench.carryOut(CP, 'eject', { sampleId: 'P-2' });
    expect(bench.occupants).not.toContain('P-2');
    expect(bench.at(unit)).toBe('');
    const ended = bench.logged('through', CP);
    expect(ended).toMatchObject([{ sampleId: 'P-2', no: 0 }]);
    expect(ended[0]?.['mass']).toBeGreaterThan(1);
    const told = bench.numbers('stage', 'P-2').length;
    bench.finish('P-1', 'P-3');
    expect(order(bench)).toEqual(['P-2', 'P-1', 'P-3']);
    expect(bench.numbers('stage', 'P-2')).toHaveLength(told);
  });

  it('the one that dries can skip the rest of it: in = out, and the ring says that it was skipped', () => {
    const bench = full();
    expect(bench.at('Dryer')).toBe('P-1');
    bench.plant.disturb(CP, 'dryer-wet', true);
    bench.runUntil(() => bench.state === 11);
    bench.carryOut(CP, 'skip-stage', { sampleId: 'P-1', param0: 3 });
    expect(bench.get(`${CP}.Sts.FaultCode`)).toBe(0);
    bench.carryOut(CP, 'unhold');
    bench.runUntil(() => bench.numbers('stage', 'P-1').length > 2);
    const [, , drying] = bench.logged('stage', CP).filter(({ sampleId }) => sampleId === 'P-1');
    expect(drying).toMatchObject({ no: 103, total: 0, kept: 0 });
    expect(drying?.['mass']).toBe(drying?.['flow']);
    bench.plant.disturb(CP, 'dryer-wet', false);
    bench.finish(...SAMPLES);
    expect(bench.numbers('stage', 'P-1')).toEqual([1, 2, 103, 4, 5, 6, 7]);
    expect(bench.numbers('stage', 'P-2')).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });
});
