import { decimalString as d, processId } from '../../workflows/kernel/brand.ts';
import type { BlindCode, ProcessId } from '../../workflows/kernel/brand.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import { over, confirm, officer as officerOf, propose } from '../../workflows/storage/storage.fixture.ts';
import * as carriages from '../../workflows/transport/transport.fixture.ts';
import { demonstrationShip } from '../demo/ship.ts';
import type { ContainerView } from '../views/model.ts';
import { storage as storageTeller, transport as transportTeller } from './journey-keeping.ts';
import type { Told } from './journey-told.ts';
import { stages } from './journey-stage.ts';
import { createJourneyService } from './journey.ts';
import type { JourneyService } from './journey.ts';
import type { StorageAct } from './storage.ts';
import { caller, eventually, inLaboratory, openHouse, site } from './testing/house.ts';
import type { House } from './testing/house.ts';

const page = { limit: 10 };

const tare = d('0.1');
const [bearer, keeper, officer] = [caller('custodian1'), caller('custodian2'), caller('officer')];

function taken<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.message}`);
  return outcome.value;
}

describe('the way of bottles that are kept and carried', () => {
  let house: House;
  let journey: JourneyService;
  let consignment: ProcessId;
  let [carried, stayed, tested]: ContainerView[] = [];
  const bottle = (one: ContainerView | undefined): ContainerView => {
    if (!one) throw new Error('there is no such bottle');
    return one;
  };
  const closed = ({ seal, mass }: ContainerView) => ({
    seal,
    weighed: { gross_kg: d((Number(mass) + 0.1).toFixed(4)), tare_kg: tare },
  });
  const act = async (code: BlindCode, event: object, by = keeper) =>
    taken(await house.storage.act(by, processId(`storage/${code}`), event as StorageAct));
  const putAway = async (one: ContainerView, slot: number) => {
    await act(one.code, { type: 'bottle.put-away', cabinet: 'A', slot, sealOff: null, ...closed(one) });
    await eventually(async () =>
      (await house.storage.bottles({ status: 'stored' }, page)).items.some(({ code }) => code === one.code),
    );
  };
  const carry = async (...bottles: readonly ContainerView[]) => {
    const means = { kind: 'person' as const };
    const codes = bottles.map(({ code }) => code);
    const wish = { codes, from: 'sample room', to: 'sample store', means, receiver: null };
    const { id } = taken(await house.transport.request(bearer, wish));
    const containers = bottles.map((one) => {
      const { seal, weighed } = closed(one);
      return { code: one.code, seal, ...weighed };
    });
    taken(await house.transport.act(bearer, id, { type: 'carriage.released', containers }));
    taken(
      await house.transport.act(keeper, id, {
        type: 'carriage.received',
        containers: containers.map(({ code, seal, gross_kg }) => ({ code, seal, gross_kg })),
        missing: [],
        condition: 'dry',
      }),
    );
  };

  beforeAll(async () => {
    house = await openHouse({
      ...site,
      storage: {
        massTolerancePercent: d('0.5'),
        cabinets: [{ id: 'A', name: { zh: '柜', en: 'Cabinet' }, slots: 4 }],
        carriage: { overdue_min: 30, carriers: [], tubes: [] },
      },
    });
    journey = createJourneyService(house);
    consignment = await inLaboratory(house, demonstrationShip);
    const containers = await house.operator.lineage(consignment);
    const reserves = containers.filter(({ kind }) => kind.startsWith('reserve-'));
    [carried, stayed] = reserves;
    tested = containers.find(({ kind }) => kind === 'analysis-0.2mm');
    await carry(bottle(carried), bottle(stayed), bottle(tested));
    await putAway(bottle(carried), 1);
    await act(bottle(carried).code, { type: 'hold.set', reason: 'claim of the buyer' }, officer);
    await act(bottle(carried).code, { type: 'bottle.fetch', reason: 'to look at the seal' });
    await putAway(bottle(carried), 3);
  });
  afterAll(() => house.stop());

  it('is in the journey of the consignment, with the stage of each step, in the order of the journal', async () => {
    const whole = await journey.ofConsignment(consignment);
    const kept = (whole?.events ?? []).filter(({ stage }) => stage === 'transport' || stage === 'storage');
    const { code, seal, mass } = bottle(carried);
    const own = kept.filter(({ details }) => details['code'] === code || details['bottle'] === code);
    expect(own.map(({ stage, step }) => `${stage} ${step}`)).toEqual([
      'transport carriage-requested', 'transport carriage-released', 'transport carriage-received',
      'storage brought', 'storage stored', 'storage hold-set', 'storage fetched', 'storage brought', 'storage stored',
    ]); // prettier-ignore
    expect(own.at(0)?.details).toEqual({ code, from: 'sample room', to: 'sample store', means: 'person' });
    expect(own.at(1)?.details).toEqual({ code, seal, gross: closed(bottle(carried)).weighed.gross_kg, tare });
    expect(own.at(3)?.details).toMatchObject({ seal, by: 'Name of custodian2' });
    expect(Number(own.at(3)?.details['mass'])).toBeCloseTo(Number(mass), 9);
    expect(own.at(-1)?.details).toMatchObject({ cabinet: 'A', slot: 3 });
    expect(kept.filter(({ step }) => step === 'carriage-received')).toHaveLength(3);
    const positions = (whole?.events ?? []).map(({ position }) => position);
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    expect(JSON.stringify(kept)).not.toMatch(/claim of the buyer|look at the seal/);
  });

  it('says of each bottle where it is now, and who has it', async () => {
    const whole = await journey.ofConsignment(consignment);
    const where = (one: ContainerView | undefined) => {
      const node = whole?.nodes.find(({ code }) => code === one?.code);
      return [node?.place, node?.holder];
    };
    expect(where(carried)).toEqual(['A/3', null]);
    expect(where(stayed)).toEqual(['sample store', 'custodian2']);
  });

  it('is told of one code to who keeps the samples, and leads to no other code', async () => {
    const own = await journey.ofSample(bottle(carried).code, stages);
    expect(own?.stage).toBe('storage');
    expect(own?.events.map(({ stage }) => stage)).toEqual([
      ...Array<string>(3).fill('transport'), ...Array<string>(6).fill('storage'),
    ]); // prettier-ignore
    const waiting = await journey.ofSample(bottle(stayed).code, stages);
    expect(waiting?.events.map(({ step }) => step)).toEqual([
      'carriage-requested', 'carriage-released', 'carriage-received',
    ]); // prettier-ignore
    const said = JSON.stringify(own);
    for (const { code } of await house.operator.lineage(consignment))
      if (code !== carried?.code) expect(said).not.toContain(code);
  });

  it('is not told to who tests, prepares or samples: bottles of one carriage belong together', async () => {
    const onBench = await journey.ofSample(bottle(tested).code, ['assay']);
    expect(new Set(onBench?.events.map(({ stage }) => stage))).toEqual(new Set(['assay']));
    for (const one of [carried, stayed])
      expect(await journey.ofSample(bottle(one).code, ['sampling', 'preparation', 'assay'])).toBeNull();
    expect(await journey.ofSample(bottle(tested).code, ['storage'])).toBeNull();
  });
});

/** What is told of each step of a rehearsed process. */
const stepsOf = (told: readonly Told[]) => told.map(([step]) => step);

describe('a carriage', () => {
  type Carriage = carriages.Carriage;
  const last = (before: Carriage, now: Carriage) =>
    transportTeller({
      type: '',
      event: { type: '' },
      before: before.context,
      now: now.context,
      valueBefore: String(before.state),
      value: String(now.state),
      begins: false,
      ends: false,
    });

  it.each<[string, Carriage, (carriage: Carriage) => Carriage, readonly string[]]>([
    [
      'that a carrier takes',
      carriages.released(),
      (one) => one.ask(carriages.take(), carriages.bo),
      ['carriage-taken', 'carriage-taken'],
    ],
    [
      'that is refused from hand to hand',
      carriages.released(),
      (one) => one.ask(carriages.because('refused'), carriages.cai),
      ['carriage-refused', 'carriage-refused'],
    ],
    [
      'that nobody finds',
      carriages.carried(),
      (one) => one.ask(carriages.because('missed'), carriages.cai),
      ['carriage-missing', 'carriage-missing'],
    ],
    [
      'that is withdrawn',
      carriages.begun(),
      (one) => one.ask(carriages.because('withdrawn'), carriages.ann),
      ['carriage-withdrawn', 'carriage-withdrawn'],
    ],
    [
      'that is put into a tube',
      carriages.released(carriages.sentByTube),
      (one) => one.ask(carriages.take('carrier 7', true), carriages.bo),
      ['carriage-loaded', 'carriage-loaded'],
    ],
    [
      'that the tube gives back',
      carriages.released(carriages.sentByTube).ask(carriages.take('carrier 7', true), carriages.bo),
      (one) => one.give(carriages.tubeRefused, carriages.byTube),
      ['carriage-returned', 'carriage-returned'],
    ],
    [
      'that the tube has brought',
      carriages.carried(),
      (one) => one.give(carriages.came, carriages.byTube),
      ['carriage-arrived', 'carriage-arrived'],
    ],
    [
      'of which one container arrives',
      carriages.carried(),
      (one) => one.ask(carriages.receiveOne, carriages.cai),
      ['carriage-received', 'carriage-missing', 'carriage-quarantined'],
    ],
  ])('%s tells so of each container', (_what, before, happens, steps) => {
    const told = last(before, happens(before));
    expect(stepsOf(told)).toEqual(steps);
    expect(new Set(told.map(([, details]) => details?.['code']))).toEqual(new Set(['C-1', 'C-2']));
  });

  it('that comes to no other state has nothing to tell', () => {
    const released = carriages.released();
    expect(last(released, released)).toEqual([]);
  });
});

it('a bottle that was disposed of by two says who they were', () => {
  const before = over();
  const proposed = before.ask(propose, officerOf);
  const disposed = proposed.ask(confirm, { kind: 'person', id: 'custodian', name: 'Su' });
  const told = storageTeller({
    type: '',
    event: { type: '' },
    before: before.context,
    now: disposed.context,
    valueBefore: String(before.state),
    value: String(disposed.state),
    begins: false,
    ends: true,
  });
  expect(stepsOf(told)).toEqual(['disposal-proposed', 'disposed']);
  expect(told.at(-1)?.[1]).toEqual({ bottle: 'B-1', by: 'Su' });
});
