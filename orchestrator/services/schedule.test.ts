import { blindCode, decimalString, processId, unitId } from '../../workflows/kernel/brand.ts';
import type { ProcessId } from '../../workflows/kernel/brand.ts';
import type { SamplerOrder } from '../../workflows/sampler-run/run.ts';
import { unitRequest } from '../../workflows/plant-unit/request.ts';
import { plantUnitProcess } from '../../workflows/plant-unit/messages.ts';
import type { TurnTerms } from '../../workflows/scheduling/turn.ts';
import { createScheduleService } from './schedule.ts';
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
const asks = (unit: typeof line, run: ProcessId, terms: TurnTerms = {}) => {
  const event = { ...unitRequest({ sampleId: blindCode(run), ...terms }) };
  const actor = { kind: 'process', id: run } as const;
  return house.engine.submit(plantUnitProcess(unit), {
    id: `${run}/request`,
    at: house.clock(),
    actor,
    event,
  });
};
const minutesBetween = (from: string | null | undefined, to: string | null | undefined) =>
  (Date.parse(to ?? '') - Date.parse(from ?? '')) / 60_000;

it("the plan ahead has what runs and who waits, in turn, with the site's durations and cleaning", async () => {
  const schedule = await open({ durations_min: { 'coal-preparation': 90 }, cleaning_min: { 'CP-01': 15 } });
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
  expect([minutesBetween(running?.to, second?.from), minutesBetween(second?.to, third?.from)]).toEqual([
    15, 15,
  ]);
  // The third begins after 210 minutes.
  expect((await schedule.ahead(3)).turns.map(({ process }) => process)).toEqual([
    preparation('R'),
    preparation('urgent'),
  ]);
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
