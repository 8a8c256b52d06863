import { loadDisplay } from '../../config/site/display-load.ts';
import { demonstrationShip } from '../demo/ship.ts';
import { parseTagMap } from '../../plc-adapters/tag-map/parse.ts';
import type { Reading, UnitDriver, UnitSnapshot } from '../../plc-adapters/unit-driver.ts';
import { instant, unitId } from '../../workflows/kernel/brand.ts';
import type { Instant } from '../../workflows/kernel/brand.ts';
import { plantUnitProcess } from '../../workflows/plant-unit/messages.ts';
import { collections } from '../views/projection.ts';
import type { RunView } from '../views/model.ts';
import { createPlantInsight } from './plant-insight.ts';
import { alarmCatalogue, caller, inLaboratory, openHouse, site } from './testing/house.ts';
import type { House } from './testing/house.ts';
import { conditionOf } from './unit-description.ts';
import type { DescribedUnit } from './unit-description.ts';

const unit = unitId('CS-01');
const tagMap = parseTagMap(site.tagMaps['coal-cross-belt.yaml']);
if (!tagMap.ok) throw new Error(tagMap.refusal.message);
const display = loadDisplay(site.displayFolder, 'coal-cross-belt.yaml', tagMap.value);
if (!display.ok) throw new Error(display.refusal.message);
const described: DescribedUnit = {
  display: display.value,
  title: display.value.title,
  place: null,
  tagMap: tagMap.value,
};

const good = (value: Reading['value']): Reading => ({ value, quality: 'good', sourceTime: null });
const readings = {
  'Sts.StateCurrent': good(11),
  'Sts.UnitModeCurrent': good(1),
  'Sts.FaultCode': good(4101),
  'Sts.FaultClass': good(2),
  'Sts.FaultFirstOut': good(4102),
  'Sts.IntlkWord': good(2 ** 13 + 2 ** 3),
  'Sts.IntlkFirstOut': good(4),
  'Sts.OrchAlive': good(true),
};
const snapshot: UnitSnapshot = {
  unit,
  readAt: instant('2026-03-05T00:00:00.000Z'),
  live: true,
  reason: null,
  readings,
};
const driver: UnitDriver = {
  unit,
  totalTag: null,
  start: () => Promise.resolve(),
  stop: () => Promise.resolve(),
  snapshot: () => snapshot,
  read: () => Promise.resolve(snapshot),
  execute: () => Promise.resolve({ outcome: 'done', after: snapshot }),
};

describe('the condition of a unit', () => {
  it('is told in words: state, fault and what came first, and which interlocks are set', () => {
    const { state, mode, fault, interlocks, watchdogs } = conditionOf(
      described,
      snapshot,
      null,
      alarmCatalogue,
    );
    expect(state).toMatchObject({ value: 'Held', title: { zh: '已暂停' } });
    expect(mode).toMatchObject({ value: '1', title: { en: 'Production' } });
    expect(fault).toMatchObject({
      code: 4101,
      title: { en: 'no container left' },
      classTitle: { en: 'holds' },
      firstOutTitle: { en: 'chute plugged' },
    });
    const set = interlocks.bits.filter((each) => each.set);
    expect(set.map(({ bit, firstOut, title }) => [bit, firstOut, title.zh])).toEqual([
      [3, true, '无集样桶'],
      [13, false, '二级及以上故障'],
    ]);
    expect(watchdogs).toMatchObject({ plc: { everyMs: 500, lostAfterMs: 1500 }, ours: { seen: true } });
  });

  it.each([
    ['stale', { live: false, readings }],
    [
      'bad',
      {
        live: true,
        readings: Object.fromEntries(
          Object.keys(readings).map((tag) => [tag, { ...good(1), quality: 'bad' as const }]),
        ),
      },
    ],
  ])('is not known while its values are %s', (_, seen) => {
    const { state, fault, interlocks, watchdogs } = conditionOf(described, seen, null, alarmCatalogue);
    expect([state.value, state.title, fault, watchdogs.ours.seen]).toEqual([null, null, null, null]);
    expect(interlocks.bits.map(({ set, firstOut }) => set ?? firstOut)).not.toContain(true);
  });
});

describe('runs, one by one', () => {
  let house: House;
  let runs: readonly RunView[];
  beforeAll(async () => {
    house = await openHouse();
    await inLaboratory(house, demonstrationShip);
    runs = await house.views.find<RunView>(collections.runs);
  }, 60_000);
  afterAll(() => house.stop());
  const insight = () =>
    createPlantInsight({
      ...house,
      newId: () => 'id',
      drivers: new Map([[unit, driver]]),
      described: new Map([[unit, described]]),
      catalogue: alarmCatalogue,
      telemetry: { read: async () => ({ width: 1, source: 'raw', buckets: [] }) },
    });
  const detailOf = async (definition: string) => {
    const run = runs.find((each) => each.definition === definition);
    const detail = run && (await insight().run(caller('sampler', 'sampler'), run.id));
    if (!detail) throw new Error(`no run of ${definition}`);
    return detail;
  };

  it('a sampling has every increment with what was expected of it and the container it went into', async () => {
    const detail = await detailOf('coal-sampling');
    const { increments, containers, incrementsTaken, mass, plan, machine, possible } = detail;
    expect(increments).toHaveLength(incrementsTaken ?? 0);
    expect(increments.map(({ place }) => place)).toEqual(increments.map((_, index) => index + 1));
    expect(increments[0]).toMatchObject({
      number: 1,
      state: 'taken',
      mass: '10.42',
      kept: '2',
      container: containers[0]?.position,
    });
    expect(Number(increments[0]?.expected)).toBeCloseTo(10.417, 3);
    expect(containers.reduce((sum, each) => sum + each.increments, 0)).toBe(increments.length);
    expect(Number(mass?.gross)).toBeCloseTo(10.42 * increments.length, 6);
    expect(Math.abs(Number(mass?.expectedGross) - Number(mass?.gross))).toBeLessThan(1);
    expect(plan).toMatchObject({
      quantityUnit: 't',
      interval: { unit: 's', basis: 'time', stratified: false },
    });
    expect(machine).toMatchObject({
      definition: expect.stringMatching(/^coal-sampling@\d+$/),
      done: true,
      hold: null,
    });
    // It is over: the process says so itself.
    expect(possible.map(({ command, refusal }) => [command, refusal?.code])).toEqual(
      ['hold', 'resume', 'finish', 'abort'].map((command) => [command, 'NOT_POSSIBLE_NOW']),
    );
    expect(detail.judged).toMatchObject({ validity: 'VALID' });
  });

  it('a run has the commands it wanted, the newest first, with what moved it to each', async () => {
    const { commands } = await detailOf('coal-sampling');
    const start = commands.find(({ command }) => command === 'start');
    expect(start).toMatchObject({
      unit: 'CS-01',
      status: 'requested',
      by: { kind: 'system' },
      cause: 'unit.readings',
      sentAt: null,
    });
    expect(commands[0]?.command).toBe('complete');
  });

  it('a preparation has its stages with masses and losses, and its bottles', async () => {
    const { preparation, increments, plan } = await detailOf('coal-preparation');
    expect([increments, plan]).toEqual([[], null]);
    expect(preparation?.stages.map(({ stage, lossPercent }) => [stage, lossPercent]).slice(0, 2)).toEqual([
      ['Crusher6', '0'],
      ['Divider6', '0'],
    ]);
    expect(preparation?.bottles.map(({ type }) => type).sort()).toEqual([21, 22, 32, 61]);
    expect(preparation?.containers.ordered).toBeGreaterThan(0);
  });

  it('what a unit was commanded is told with each stage of its life, page by page', async () => {
    const { commands } = await detailOf('coal-sampling');
    const wanted = commands.slice(0, 3).reverse();
    const tell = async (what: string, event: { readonly type: string }) =>
      house.engine.submit(plantUnitProcess(unit), {
        id: what,
        at: house.clock(),
        actor: { kind: 'system', id: 'unit.command' },
        event: { ...event },
      });
    for (const [index, { id, run, command }] of wanted.entries()) {
      const sent = {
        type: 'command.sent',
        effect: id,
        command,
        process: run,
        seq: index + 1,
        totalBefore: null,
      };
      await tell(`${id}/sent`, sent);
      await tell(`${id}/accepted`, { type: 'command.accepted', effect: id } as { type: string });
      if (index < 2)
        await tell(`${id}/closed`, {
          type: 'command.closed',
          effect: id,
          outcome: index === 0 ? 'done' : 'failed',
          code: index === 0 ? null : 'INTERLOCK',
        } as { type: string });
    }
    const first = await insight().commands(unit, { after: null, limit: 2 });
    expect(first?.items.map(({ seq, status, code }) => [seq, status, code])).toEqual([
      [3, 'accepted', null],
      [2, 'failed', 'INTERLOCK'],
    ]);
    expect(first?.next).toBe(2);
    const times = (first?.items[1] ?? {}) as Record<
      'requestedAt' | 'sentAt' | 'acceptedAt' | 'closedAt',
      Instant
    >;
    expect([times.requestedAt, times.sentAt, times.acceptedAt, times.closedAt]).toEqual(
      [times.requestedAt, times.sentAt, times.acceptedAt, times.closedAt].toSorted(),
    );
    const second = await insight().commands(unit, { after: 2, limit: 2 });
    expect([second?.items.map(({ seq, status }) => [seq, status]), second?.next]).toEqual([
      [[1, 'done']],
      null,
    ]);
    // The run shows the same commands.
    expect((await detailOf('coal-sampling')).commands[0]).toMatchObject({ seq: 3, status: 'accepted' });
  });

  it('curves are refused for what is not recorded and for a span upside down', async () => {
    const span = {
      unit,
      tags: ['Act.BeltFlow'],
      from: instant('2026-03-05T00:00:00.000Z'),
      to: house.clock(),
      points: 10,
    };
    const ask = async (more: object) => {
      const answer = await insight().trends({ ...span, ...more });
      return answer.ok ? answer.value.series.map(({ tag }) => tag) : answer.refusal.code;
    };
    expect(await ask({})).toEqual(['Act.BeltFlow']);
    expect(await ask({ tags: ['Act.BeltFlow', 'Cmd.SampleId'] })).toBe('TAG_NOT_RECORDED');
    expect(await ask({ tags: ['Sts.PlcHeartbeat'] })).toBe('TAG_NOT_RECORDED');
    expect(await ask({ to: span.from })).toBe('RANGE_NOT_VALID');
    expect(await ask({ unit: unitId('XX-01') })).toBe('UNIT_NOT_FOUND');
  });
});
