import { pino } from 'pino';
import { instant } from '../../workflows/kernel/brand.ts';
import { demonstrationShip as ship } from '../demo/ship.ts';
import { MemoryJournal } from '../engine/testing/memory-journal.ts';
import { potDefinition } from '../engine/testing/pot.ts';
import { input, openBench, pot } from '../engine/testing/workbench.ts';
import { plantUnitProcess } from '../../workflows/plant-unit/messages.ts';
import { unitId } from '../../workflows/kernel/brand.ts';
import type { Instant } from '../../workflows/kernel/brand.ts';
import type { Fuses } from '../engine/testing/pot.ts';
import type { LogbookLine } from '../views/logbook.ts';
import { Projector } from '../views/projector.ts';
import { createAdministrationService } from './administration.ts';
import { createAuditReading } from './audit-reading.ts';
import type { AuditFilter } from './audit-reading.ts';
import { createAuditVerification } from './audit-verification.ts';
import { createShiftReportService } from './shift-report.ts';
import type { ReportSight } from './report-sight.ts';
import { createStatisticsService, repeatability } from './statistics.ts';
import {
  alarmCatalogue,
  caller,
  certified,
  eventually,
  inLaboratory,
  openHouse,
  packs,
  site,
} from './testing/house.ts';
import type { House } from './testing/house.ts';
import { memoryViews } from './testing/memory-stores.ts';
import { allRuns } from './testing/listed.ts';

const begin = instant('2026-03-05T00:00:00.000Z');
const everything: ReportSight = {
  plant: true,
  bench: true,
  cargo: true,
  ofProcess: () => true,
  ofAlarm: () => true,
};
const log = pino({ level: 'silent' });

describe('a day of the house', () => {
  let house: House;
  let end: Instant;
  beforeAll(async () => {
    house = await openHouse();
    const id = await inLaboratory(house, ship);
    await certified(house, id);
    const state = { mode: 1, faultCode: 0, faultClass: 0, faultFirstOut: 0 };
    for (const event of [
      { type: 'plant.link', live: true, reason: null },
      { type: 'plant.state', state: 'Aborted', ...state },
      { type: 'plant.state', state: 'Execute', ...state },
    ])
      await house.engine.submit(plantUnitProcess(unitId('CS-01')), {
        id: `told/${house.clock()}`,
        at: house.clock(),
        actor: { kind: 'plant', id: 'CS-01' },
        event,
      });
    end = house.clock();
  });
  afterAll(() => house.stop());

  it('is counted, each figure with what it is counted from', async () => {
    const statistics = await createStatisticsService(house, alarmCatalogue).between(begin, end);
    expect(statistics.certificates).toMatchObject({
      issued: 1,
      replaced: 0,
      withdrawn: 0,
      byKind: [{ code: '11', issued: 1 }],
    });
    expect(statistics.results.reduce((sum, { results }) => sum + results, 0)).toBeGreaterThan(0);
    const [consignment] = (await house.operator.consignments({ limit: 1 })).items;
    expect(statistics.sampling).toHaveLength(consignment?.units.length ?? -1);
    expect(statistics.sampling[0]).toMatchObject({
      kind: 'coal',
      unit: 'CS-01',
      met: true,
      validity: 'VALID',
    });
    const planned = statistics.sampling.reduce((sum, { incrementsPlanned }) => sum + incrementsPlanned, 0);
    expect(statistics.increments).toMatchObject([
      { unit: 'CS-01', runs: statistics.sampling.length, planned, taken: planned, missedRate: 0 },
    ]);
    expect(statistics.repeatability.find(({ item }) => item === 'A')).toMatchObject({
      failed: 0,
      failureRate: 0,
      third: 0,
    });
    expect(statistics.turnaround.map(({ stage }) => stage)).toEqual(
      expect.arrayContaining(['sampling', 'preparing', 'testing']),
    );
  });

  it('tells how long units stayed in each stage, of one commodity or of all, in the time asked for', async () => {
    const { turnaround } = await createStatisticsService(house, alarmCatalogue).between(begin, end);
    expect(await house.inspection.turnaround(begin, end, null)).toEqual(turnaround);
    expect(await house.inspection.turnaround(begin, end, 'coal')).toEqual(turnaround);
    expect(await house.inspection.turnaround(begin, end, 'grain')).toEqual([]);
    expect(await house.inspection.turnaround(instant('2026-03-04T00:00:00.000Z'), begin, null)).toEqual([]);
  });

  it('is of the time asked for only', async () => {
    const before = instant('2026-03-04T00:00:00.000Z');
    const statistics = await createStatisticsService(house, alarmCatalogue).between(before, begin);
    expect(statistics).toMatchObject({
      repeatability: [],
      sampling: [],
      increments: [],
      turnaround: [],
      results: [],
    });
    expect(statistics.certificates).toMatchObject({ issued: 0, byKind: [] });
  });

  const reports = () => createShiftReportService({ ...house, site }, alarmCatalogue);
  const report = async (sight: ReportSight, from: Instant = begin, to?: Instant) => {
    const made = await reports().report(caller('officer'), sight, { from, ...(to && { to }) });
    if (!made.ok) throw new Error(made.refusal.message);
    return made.value;
  };

  it('is reported with runs, tests, papers, and what the plant was in', async () => {
    const made = await report(everything);
    expect(
      made.runs?.map(({ unit, incrementsTaken, incrementsPlanned }) => [
        unit,
        incrementsTaken === incrementsPlanned,
      ]),
    ).toContainEqual(['CS-01', true]);
    expect(made.preparations?.every(({ bottles }) => bottles > 0)).toBe(true);
    expect(made.preparations).toHaveLength(made.runs?.length ?? -1);
    expect(made.determinations?.entered).toBeGreaterThan(0);
    expect(made.certificates).toMatchObject([
      { what: 'issued', declarationNo: ship.declarationNo, by: 'Name of signatory' },
    ]);
    const sampler = made.plant?.find(({ unit }) => unit === 'CS-01');
    expect(sampler?.states.map(({ state }) => state)).toEqual(expect.arrayContaining(['Aborted', 'Execute']));
    expect(sampler?.down_min).toBeCloseTo(
      sampler?.states.find(({ state }) => state === 'Aborted')?.minutes ?? -1,
    );
    const told = sampler?.states.reduce((sum, { minutes }) => sum + minutes, sampler.unknown_min);
    expect(told).toBeCloseTo((Date.parse(made.to) - Date.parse(made.from)) / 60_000);
    expect(made.handOver).toContainEqual(
      expect.objectContaining({
        what: 'consignment',
        text: expect.objectContaining({ en: expect.stringContaining('Customs decides') }),
      }),
    );
    expect(made.handOver?.filter(({ what }) => what === 'run')).toEqual([]);
  });

  it('tells who works blind nothing of the cargo or of another stage', async () => {
    const ofSampler = {
      ...everything,
      bench: false,
      cargo: false,
      ofProcess: (id: string) => id.startsWith('coal-sampling/'),
    };
    const made = await report(ofSampler);
    expect(made).toMatchObject({
      determinations: null,
      certificates: null,
      findings: null,
      preparations: [],
    });
    expect(made.runs?.length).toBeGreaterThan(0);
    const text = JSON.stringify(made);
    for (const word of [ship.declarationNo, ship.transport.vessel, ship.consignee.name])
      expect(text).not.toContain(word);
    for (const { id } of (await allRuns(house.operator)).filter(
      ({ definition }) => definition === 'coal-preparation',
    ))
      expect(text).not.toContain(id);
  });

  it('hands over nothing of a time that is long over, and refuses a time that is none', async () => {
    expect((await report(everything, begin, instant('2026-03-05T00:00:30.000Z'))).handOver).toBeNull();
    const refused = async (wish: object) => {
      const made = await reports().report(caller('officer'), everything, wish);
      return made.ok ? 'made' : made.refusal.code;
    };
    expect(await refused({ to: end })).toBe('RANGE_INCOMPLETE');
    expect(await refused({ from: end, to: begin })).toBe('RANGE_UPSIDE_DOWN');
    expect(await refused({ from: instant('2026-01-01T00:00:00.000Z') })).toBe('RANGE_TOO_LONG');
  });

  describe('in the journal', () => {
    const audit = () => createAuditReading(house);
    const all = async (filter: AuditFilter, limit: number) => {
      const positions: number[] = [];
      for (let before: number | null = Number.MAX_SAFE_INTEGER; before !== null;) {
        const page = await audit().entries(filter, before, limit);
        positions.push(...page.items.map(({ entry }) => entry.position));
        before = page.next;
      }
      return positions;
    };
    const newestFirst = async (
      isAsked: (
        entry: (typeof house.journal.entries)[0],
        body: { input: { at: string; actor: { id: string } } },
      ) => boolean,
    ) =>
      house.journal.entries
        .filter((entry) => isAsked(entry, JSON.parse(entry.body)))
        .map(({ position }) => position)
        .reverse();

    it('is paged without a gap, the newest first', async () => {
      expect(await all({}, 97)).toEqual(await newestFirst(() => true));
    });

    it('is found by process, person, other actor, definition and time, and by several at once', async () => {
      const [run] = await allRuns(house.operator);
      if (!run) throw new Error('nothing was sampled');
      expect(await all({ process: run.id }, 7)).toEqual(
        await newestFirst(({ process }) => process === run.id),
      );
      const byAnalyst = await newestFirst((_, { input: { actor } }) => actor.id === 'analyst');
      expect(byAnalyst.length).toBeGreaterThan(0);
      expect(await all({ actor: 'analyst' }, 10)).toEqual(byAnalyst);
      expect(await all({ actor: 'analyst', definition: 'assay' }, 10)).toEqual(byAnalyst);
      expect(await all({ actor: 'analyst', definition: 'certificate' }, 10)).toEqual([]);
      expect(await all({ actor: 'CS-01' }, 50)).toEqual(
        await newestFirst((_, { input: { actor } }) => actor.id === 'CS-01'),
      );
      expect(await all({ definition: 'certificate' }, 2)).toEqual(
        await newestFirst(({ process }) => process.startsWith('certificate/')),
      );
      const [from, to] = [instant('2026-03-05T00:05:00.000Z'), instant('2026-03-05T00:10:00.000Z')];
      const between = await newestFirst((_, { input: { at } }) => at >= from && at < to);
      expect(between.length).toBeGreaterThan(0);
      expect(await all({ from, to }, 500)).toEqual(between);
    });

    it('is told entry by entry, with the hash before it', async () => {
      const [first, second] = house.journal.entries;
      expect(await audit().entry(2)).toMatchObject({ entry: { entry: second }, previousHash: first?.hash });
      expect(await audit().entry(house.journal.entries.length + 1)).toBeNull();
    });

    it('is checked in slices, once for all who ask; a changed entry is named', async () => {
      const verify = createAuditVerification({ journal: house.journal, clock: house.clock, log });
      expect(await verify()).toMatchObject({ running: { checked: 0 }, result: null });
      const intact = await eventually(async () => {
        const { running, result } = await verify();
        return running === null && result;
      });
      expect(intact.report).toMatchObject({ intact: true, entries: house.journal.entries.length });
      const tail = async (position: number, limit: number) =>
        (await house.journal.tail(position, limit)).map((entry) =>
          entry.position === 30 ? { ...entry, body: `${entry.body} ` } : entry,
        );
      const check = createAuditVerification({
        journal: { tail, head: () => house.journal.head() },
        clock: house.clock,
        log,
      });
      const broken = await eventually(async () => (await check()).result);
      expect(broken.report).toMatchObject({ intact: false, position: 30 });
    });
  });
});

it('tells a pair that failed from one that agreed, was not judged, or was only observed', () => {
  const name = { zh: '灰分', en: 'Ash' };
  const line = (no: number | null, verdict: LogbookLine<'determination'>['verdict'], item = 'A') => ({
    at: begin,
    item,
    name,
    no,
    verdict,
  });
  const lines = [
    ...[line(1, 'first'), line(2, 'accepted')],
    ...[line(1, 'first'), line(2, 'need-more'), line(3, 'accepted')],
    ...[line(1, 'first'), line(2, 'need-more'), line(3, 'need-more'), line(null, 'first')],
    ...[line(1, 'first', 'Hg'), line(2, 'precision-not-known', 'Hg')],
    ...[line(1, 'first', 'smell'), line(2, 'observed', 'smell')],
  ];
  expect(repeatability(lines)).toMatchObject([
    { item: 'A', pairs: 3, failed: 2, third: 2, discarded: 1, unjudged: 0 },
    { item: 'Hg', pairs: 0, failed: 0, failureRate: null, unjudged: 1 },
    { item: 'smell', pairs: 0, failureRate: null, unjudged: 0 },
  ]);
});

describe('administration', () => {
  const administrate = (bench: ReturnType<typeof openBench>, views = memoryViews(), held = [pot]) =>
    createAdministrationService({
      ...bench,
      views,
      clock: () => begin,
      newId: () => 'release',
      site: {
        ...site,
        signing: { key: { kind: 'file', algorithm: 'ES256', keyFile: '/k.pem', certificateFile: '/c.pem' } },
      },
      identity: { standing: (user) => ({ hasPassword: user !== 'officer', heldBack_s: 30 }) },
      heldAtStart: () => held,
    });

  it('tells what is on hold, lets it go once it is mended, and no sooner', async () => {
    const fuses: Fuses = { blown: true };
    const journalViews = memoryViews();
    const journal = new MemoryJournal();
    const projector = new Projector(journalViews, journal, packs.proceduresOf, alarmCatalogue);
    const definitions = [potDefinition(fuses)];
    const bench = openBench({ journal, definitions, onCommitted: (batch) => projector.committed(batch) });
    await projector.catchUp();
    await bench.start();
    await bench.engine.submit(pot, input('bang', { type: 'explode' }));
    const service = administrate(bench, journalViews, []);
    expect(await service.held()).toMatchObject([
      { process: pot, code: 'STEP_FAILED', since: expect.any(String), waiting: 1, releasable: true },
    ]);
    expect(await service.release(caller('admin'), pot, 'mended')).toMatchObject({
      refusal: { code: 'STILL_FAILING' },
    });
    fuses.blown = false;
    expect(await service.release(caller('admin'), pot, 'mended')).toMatchObject({ ok: true });
    expect(await service.held()).toEqual([]);
    expect(await service.release(caller('admin'), pot, 'again')).toMatchObject({
      refusal: { code: 'NOT_ON_HOLD' },
    });
  });

  it('shows people, the site without places of secrets, and every number of a pack with its source', () => {
    const service = administrate(openBench());
    expect(service.users()).toContainEqual({
      id: 'officer',
      name: '许关',
      roles: ['officer'],
      password: false,
      lockedFor: 30,
    });
    expect(service.site()).toMatchObject({
      timeZone: 'Asia/Shanghai',
      signing: { key: { keyFile: '(set)', certificateFile: '/c.pem' } },
    });
    const pack = service.rulePack('coal-cn@2026.1');
    if (!pack.ok) throw new Error(pack.refusal.message);
    expect(pack.value.inUse).toBe(true);
    const paths = pack.value.pack.sources.map(({ path }) => path);
    const sourced = pack.value.leaves.filter(({ source }) => source !== null);
    expect(sourced.length).toBeGreaterThan(100);
    for (const { source } of sourced) expect(paths).toContain(source);
    expect(service.rulePack('nobody')).toMatchObject({ refusal: { code: 'RULE_PACK_NOT_FOUND' } });
  });

  it('tells what is chosen from by its name, and which documents are notices', () => {
    const choices = administrate(openBench()).choices();
    if (!choices.ok) throw new Error(choices.refusal.message);
    const { findings, documentKinds } = choices.value;
    expect(findings).toContainEqual({
      code: 'LISTED_PEST',
      name: { zh: '名录内检疫性有害生物（虫、草、病）', en: 'Listed pest, weed or disease' },
    });
    expect(documentKinds.map(({ code }) => code)).not.toContain(site.certificates.main);
    expect(documentKinds.length).toBe(site.certificates.kinds.length - 1);
    expect(documentKinds.filter(({ notice }) => notice).map(({ code }) => code)).toEqual(['22', 'CL']);
  });
});
