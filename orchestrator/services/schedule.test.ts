import { blindCode, decimalString, processId, unitId } from '../../workflows/kernel/brand.ts';
import type { ProcessId } from '../../workflows/kernel/brand.ts';
import type { SamplerOrder } from '../../workflows/sampler-run/run.ts';
import { unitRequest } from '../../workflows/plant-unit/request.ts';
import { plantUnitProcess } from '../../workflows/plant-unit/messages.ts';
import type { RequestTerms } from '../../workflows/scheduling/cleaning.ts';
import { unitRules } from '../plant/unit-rules.ts';
import { createScheduleService } from './schedule.ts';
import { createSetupCheckService } from './setup-checks.ts';
import { caller, eventually, openHouse, site } from './testing/house.ts';
import type { House } from './testing/house.ts';

const [sampler, line] = [unitId('CS-01'), unitId('CP-01')];
const officer = caller('officer');
const preparation = (code: string) => processId(`coal-preparation/${code}`);

let house: House;
afterEach(() => house.stop());

/** The house has one place at each unit and nobody there; its clock goes on a second with every look. */
const open = async (scheduling: NonNullable<typeof site.scheduling> = {}) => {
  house = await openHouse();
  return createScheduleService({ ...house, newId: () => 'changed', site: { ...site, scheduling } });
};
const asks = (unit: typeof line, run: ProcessId, terms: RequestTerms & { readonly parent?: ProcessId } = {}) => {
  const event = { ...unitRequest({ parent: processId('consignment/D.1'), sampleId: blindCode(run), ...terms }) };
  const actor = { kind: 'process', id: run } as const;
  return house.engine.submit(plantUnitProcess(unit), {
    id: `${run}/request`,
    at: house.clock(),
    actor,
    event,
  });
};
/** The unit is told what the site says of it. */
const rule = (unit: typeof line, scheduling: NonNullable<typeof site.scheduling>) => {
  const event = { type: 'unit.rules', rules: unitRules({ ...site, scheduling })(unit) };
  const actor = { kind: 'system', id: 'plant' } as const;
  return house.engine.submit(plantUnitProcess(unit), { id: 'rules', at: house.clock(), actor, event: { ...event } });
};
const of = (lot: string) => ({
  commodity: { kind: 'coal', product: null } as const,
  parent: processId(`consignment/${lot}`),
});
const minutesBetween = (from: string | null | undefined, to: string | null | undefined) =>
  (Date.parse(to ?? '') - Date.parse(from ?? '')) / 60_000;

it("the plan ahead has what runs and who waits, in turn, with the site's durations", async () => {
  const schedule = await open({ durations_min: { 'coal-preparation': 90 } });
  await asks(line, preparation('R'));
  await asks(line, preparation('low'), { urgency: 'low' });
  await asks(line, preparation('urgent'), { urgency: 'urgent' });
  const { now, until, turns } = await schedule.ahead(12);
  expect(minutesBetween(now, until)).toBe(12 * 60);
  expect(turns.map(({ process, kind, reason }) => [process, kind, reason])).toEqual([
    [preparation('R'), 'running', null],
    [preparation('urgent'), 'planned', 'urgent'],
    [preparation('low'), 'planned', 'first-come'],
  ]);
  const [running, second, third] = turns;
  expect(minutesBetween(running?.from, running?.to)).toBe(90);
  expect([minutesBetween(running?.to, second?.from), minutesBetween(second?.to, third?.from)]).toEqual([0, 0]);
  // The third begins after 180 minutes.
  expect((await schedule.ahead(2)).turns.map(({ process }) => process)).toEqual([
    preparation('R'),
    preparation('urgent'),
  ]);
});

it('who has to wait for a cleaning is shown so, and what it stands in the plan ahead', async () => {
  const scheduling = {
    durations_min: { 'coal-preparation': 90 },
    cleaning: { 'CP-01': { between: 'lots', duration_min: 15 } },
  } as const;
  const schedule = await open(scheduling);
  await rule(line, scheduling);
  await asks(line, preparation('R'), of('A'));
  await asks(line, preparation('other'), of('B'));
  await asks(line, preparation('alike'), of('A'));
  const { turns } = await schedule.ahead(12);
  expect(turns.map(({ process, kind, from, to }) => [process, kind, minutesBetween(from, to)])).toEqual([
    [preparation('R'), 'running', 90],
    [preparation('other'), 'cleaning', 15],
    [preparation('other'), 'planned', 90],
    [preparation('alike'), 'cleaning', 15],
    [preparation('alike'), 'planned', 90],
  ]);
  const change = { run: preparation('other'), urgency: 'normal', reason: 'as before' } as const;
  const waiting = await schedule.changeTurn(officer, line, change);
  expect(waiting.ok && waiting.value.map(({ waitsFor }) => waitsFor)).toEqual([
    { kind: 'cleaning', zh: '煤炭之后等待清洗', en: 'waits for cleaning after coal' },
    { kind: 'turn', zh: '等待前面的样品', en: 'waits for those before it' },
  ]);
});

it('who waits for people to clean gets the unit when they have told their check', async () => {
  const check = { id: 'cleaned', name: { zh: '已清扫', en: 'Cleaned' }, kind: 'yes-no', evidence: false, twoPersons: false } as const;
  const cleaning = { 'CS-01': { between: 'lots', duration_min: 30, check } } as const;
  const schedule = await open();
  const setups = createSetupCheckService({ ...house, newId: () => 'told' });
  await rule(sampler, { cleaning });
  const [first, next] = [processId('coal-sampling/A'), processId('coal-sampling/B')];
  await asks(sampler, first, of('A'));
  await asks(sampler, next, of('B'));
  const release = { id: 'release', at: house.clock(), actor: { kind: 'process', id: first }, event: { type: 'unit.release' } } as const;
  await house.engine.submit(plantUnitProcess(sampler), release);
  await eventually(async () => (await setups.open()).length === 1);
  const [setup] = await setups.open();
  expect(setup).toMatchObject({ id: 'setup-checks/CS-01.cleaning.1', sampler, checks: [check] });
  const kinds = async () => (await schedule.ahead(12)).turns.map(({ kind }) => kind);
  expect(await kinds()).toEqual(['cleaning', 'planned']);
  const value = { kind: 'yes-no', yes: true } as const;
  await setups.doCheck(caller('sampler'), setup?.id ?? first, { check: 'cleaned', value, evidence: [] });
  await eventually(async () => (await kinds()).join() === 'running');
});

it('what waits behind something whose end nobody knows is in the plan, without times', async () => {
  const schedule = await open();
  for (const code of ['R', 'S']) await asks(line, preparation(code));
  expect((await schedule.ahead(1)).turns).toMatchObject([
    { process: preparation('R'), kind: 'running', to: null },
    { process: preparation('S'), kind: 'planned', from: null, to: null, reason: 'first-come' },
  ]);
});

it('a sampling lasts as its order tells, by quantity and usual flow', async () => {
  const schedule = await open({ durations_min: { 'coal-sampling': 30 } });
  const order: SamplerOrder = {
    parent: processId('consignment/D.1'),
    unitNo: 1,
    sampler,
    lotId: blindCode('LOT'),
    sampleId: blindCode('S'),
    recipeId: 'coal-sampling',
    settings: {},
    incrementsPlanned: 10,
    quantity: decimalString('3000'),
    isLast: true,
    quantityTolerance: decimalString('0.01'),
    spacing: null,
  };
  // The first holds the sampler, the others wait.
  await asks(sampler, processId('coal-sampling/holder'));
  const flows = { known: { usualFlow: decimalString('1500') }, unknown: {} };
  for (const [code, flow] of Object.entries(flows)) {
    const run = processId(`coal-sampling/${code}`);
    const event = {
      type: 'process.start',
      input: { order: { ...order, sampleId: blindCode(code), ...flow } },
    };
    await house.engine.start('coal-sampling', run, {
      id: `${run}/begin`,
      at: house.clock(),
      actor: { kind: 'system', id: 'test' },
      event,
    });
    await eventually(async () => (await schedule.ahead(12)).turns.some(({ process }) => process === run));
  }
  const { turns } = await schedule.ahead(12);
  expect(turns.map(({ process, from, to }) => [process, minutesBetween(from, to)])).toEqual([
    ['coal-sampling/holder', 30],
    ['coal-sampling/known', 120],
    ['coal-sampling/unknown', 30],
  ]);
});

it('a person gives who waits another turn, and sees who is next and why', async () => {
  const schedule = await open();
  for (const code of ['R', 'S', 'T']) await asks(line, preparation(code));
  const changed = await schedule.changeTurn(officer, line, {
    run: preparation('T'),
    urgency: 'urgent',
    reason: 'the berth is needed',
  });
  expect(changed).toMatchObject({
    ok: true,
    value: [
      { process: preparation('T'), urgency: 'urgent', reason: 'urgent' },
      { process: preparation('S'), urgency: 'normal', dueAt: null, reason: 'first-come' },
    ],
  });
  const [last] = (await house.journal.read(plantUnitProcess(line))).slice(-1);
  expect(JSON.parse(last?.body ?? '')).toMatchObject({
    input: { actor: { id: 'officer' }, event: { reason: 'the berth is needed' } },
  });
});

it('refuses another turn for who does not wait, and at a unit that is not there', async () => {
  const schedule = await open();
  await asks(line, preparation('R'));
  const change = { run: preparation('R'), urgency: 'urgent', reason: 'the berth is needed' } as const;
  const refused = async (unit: typeof line) => {
    const changed = await schedule.changeTurn(officer, unit, change);
    return changed.ok ? null : [changed.refusal.code, changed.refusal.field];
  };
  expect(await refused(line)).toEqual(['RUN_NOT_WAITING', 'run']);
  expect(await refused(unitId('CS-99'))).toEqual(['NOT_FOUND', 'unit']);
});
