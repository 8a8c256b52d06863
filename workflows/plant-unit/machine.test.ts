import { Rehearsal, person } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import type { Actor } from '../kernel/process.ts';
import { checks } from '../setup-checks/setup.fixture.ts';
import { plantUnitDefinition } from './machine.ts';
import type { PlantUnitContext, UnitHolder } from './machine.ts';

const free = () =>
  Rehearsal.begin<PlantUnitContext>(plantUnitDefinition, 'plant-unit/CS-01', { unit: 'CS-01' });
const by = (id: string): Actor => ({ kind: 'process', id });
const request = (sampleId: string): Told => ({ type: 'unit.request', sampleId });
const release: Told = { type: 'unit.release' };
const granted = { type: 'unit.granted', unit: 'CS-01' };

const heldByA = () => free().give(request('SA'), by('run/A'));
const queued = () => heldByA().give(request('SB'), by('run/B')).give(request('SC'), by('run/C'));

describe('a unit of plant', () => {
  it('goes to who asks first', () => {
    const held = heldByA();
    expect(held.messages('run/A')).toEqual([granted]);
    expect(held.context.holders).toEqual([
      { process: 'run/A', sampleId: 'SA', urgency: 'normal', dueAt: null, requestedAt: free().now, since: free().now },
    ]);
    const second = held.give(request('SB'), by('run/B'));
    expect(second.wished).toEqual([]);
    expect(second.context.waiting).toEqual([
      { process: 'run/B', sampleId: 'SB', urgency: 'normal', dueAt: null, requestedAt: held.now },
    ]);
  });

  it('goes on to those who wait, in their order', () => {
    const second = queued().give(release, by('run/A'));
    expect(second.messages()).toEqual([granted]);
    expect(second.messages('run/B')).toEqual([granted]);
    const third = second.give(release, by('run/B'));
    expect(third.messages('run/C')).toEqual([granted]);
    const last = third.give(release, by('run/C'));
    expect([last.context.holders, last.wished]).toEqual([[], []]);
  });

  it('is not given back by anybody but its holder', () => {
    const stranger = queued().give(release, by('run/X'));
    expect(stranger.context).toEqual(queued().context);
    expect(stranger.wished).toEqual([]);
  });

  it('forgets who gives up while waiting', () => {
    const withdrawn = queued().give(release, by('run/B'));
    expect(withdrawn.context).toMatchObject({
      holders: [{ process: 'run/A' }],
      waiting: [{ process: 'run/C' }],
    });
    expect(withdrawn.give(release, by('run/A')).messages('run/C')).toEqual([granted]);
  });

  it('takes back a grant that crossed the withdrawal', () => {
    const crossed = queued().give(release, by('run/A')).give(release, by('run/B'));
    expect(crossed.context.holders.map(({ process }) => process)).toEqual(['run/C']);
  });

  it('remembers whose sample a record is of, also after its run gave the unit back', () => {
    expect(
      queued()
        .give(release, by('run/A'))
        .context.samples.map(({ sampleId }) => sampleId),
    ).toEqual(['SA', 'SB', 'SC']);
  });
});

describe('a unit that has room for two samples', () => {
  const line = () => Rehearsal.begin<PlantUnitContext>(plantUnitDefinition, 'plant-unit/CP-01', { unit: 'CP-01', capacity: 2 });
  const three = () => line().give(request('SA'), by('run/A')).give(request('SB'), by('run/B')).give(request('SC'), by('run/C'));
  const names = (holders: readonly UnitHolder[]) => holders.map(({ process }) => process);

  it('goes to the first two, and the third waits', () => {
    const { context } = three();
    expect([names(context.holders), names(context.waiting)]).toEqual([['run/A', 'run/B'], ['run/C']]);
  });

  it('goes to the third when either gives it back', () => {
    const second = three().give(release, by('run/B'));
    expect(second.messages().map(({ type }) => type)).toEqual(['unit.granted']);
    expect(second.messages('run/C')).toHaveLength(1);
    expect(names(second.context.holders)).toEqual(['run/A', 'run/C']);
  });

  it('tells every holder the facts of the plant, and nobody who waits', () => {
    const told = three().give({ type: 'plant.link', live: true, reason: null });
    expect(['run/A', 'run/B', 'run/C'].map((process) => told.messages(process).length)).toEqual([1, 1, 0]);
  });

  it('keeps a gap until the last holder of that time has given it back', () => {
    const gap = line().give(request('SA'), by('run/A')).give(request('SB'), by('run/B')).give({ type: 'plant.gap', from: 3, to: 5 });
    const one = gap.give(release, by('run/A'));
    expect(one.context.gaps).toHaveLength(1);
    expect(one.give(release, by('run/B')).context.gaps).toEqual([]);
  });

  it('that grows takes those who wait, and that shrinks takes nobody until there is room', () => {
    const larger = three().give({ type: 'unit.capacity', capacity: 3 });
    expect(larger.messages('run/C')).toHaveLength(1);
    const smaller = three().give({ type: 'unit.capacity', capacity: 1 }).give(release, by('run/A'));
    expect([names(smaller.context.holders), smaller.messages()]).toEqual([['run/B'], []]);
    expect(smaller.give(release, by('run/B')).messages('run/C')).toHaveLength(1);
  });
});

describe('turns at a unit', () => {
  const asks = (name: string, more: object = {}): [Told, Actor] => [{ ...request(`S${name}`), ...more }, by(`run/${name}`)];
  const officer = person('officer');
  const turn = (name: string, urgency: string, more: object = {}): Told => ({
    type: 'unit.urgency',
    process: `run/${name}`,
    urgency,
    reason: 'the berth is needed',
    ...more,
  });
  /** Who gets the unit one after the other, when everybody gives it back at once. */
  const served = (unit: ReturnType<typeof free>): readonly string[] => {
    const [holder] = unit.context.holders;
    return holder ? [holder.process, ...served(unit.give(release, by(holder.process)))] : [];
  };

  it('are taken by urgency, then by what is due first, then by who came first', () => {
    const [soon, later] = ['2026-03-05T10:00:00.000Z', '2026-03-05T12:00:00.000Z'];
    const waiting = heldByA()
      .give(...asks('low', { urgency: 'low', dueAt: soon }))
      .give(...asks('plain'))
      .give(...asks('later', { dueAt: later }))
      .give(...asks('soon', { dueAt: soon }))
      .give(...asks('urgent', { urgency: 'urgent' }));
    expect(served(waiting)).toEqual(['run/A', 'run/urgent', 'run/soon', 'run/later', 'run/plain', 'run/low']);
  });

  it('are never taken from who holds it', () => {
    const held = heldByA().give(...asks('urgent', { urgency: 'urgent' }));
    expect([served(held)[0], held.messages()]).toEqual(['run/A', []]);
  });

  it('are another by the word of a person, who may also say when it is due', () => {
    const urged = queued().ask(turn('C', 'urgent'), officer);
    expect(urged.wished).toEqual([]);
    expect(served(urged)).toEqual(['run/A', 'run/C', 'run/B']);
    const due = queued().ask(turn('C', 'normal', { dueAt: '2026-03-05T10:00:00.000Z' }), officer);
    expect(served(due)).toEqual(['run/A', 'run/C', 'run/B']);
    expect(served(due.ask(turn('C', 'normal'), officer))).toEqual(['run/A', 'run/C', 'run/B']);
    expect(served(due.ask(turn('C', 'normal', { dueAt: null }), officer))).toEqual(['run/A', 'run/B', 'run/C']);
  });

  it.each(['A', 'X'])('of %s, who does not wait, cannot be changed', (name) => {
    expect(queued().refusalOf(turn(name, 'urgent'), officer)).toMatchObject({ code: 'RUN_NOT_WAITING', field: 'run' });
    expect(queued().give(turn(name, 'urgent'), officer).context).toEqual(queued().context);
  });

  it('go to who has waited longer than the unit\'s rules say, whoever is urgent', () => {
    const rules = { longestWait_min: 3 / 60 };
    const waiting = heldByA()
      .give({ type: 'unit.rules', rules })
      .give(...asks('low', { urgency: 'low' }))
      .give(...asks('urgent', { urgency: 'urgent' }));
    expect(served(waiting)).toEqual(['run/A', 'run/urgent', 'run/low']);
    expect(served(waiting.give(turn('X', 'low'), officer))).toEqual(['run/A', 'run/low', 'run/urgent']);
    const begun = Rehearsal.begin<PlantUnitContext>(plantUnitDefinition, 'plant-unit/CS-01', { unit: 'CS-01', rules });
    expect([begun.context.rules, free().context.rules]).toEqual([rules, { longestWait_min: 240 }]);
  });
});

describe('a unit that must be clean before another cargo', () => {
  const between = { between: 'commodities', duration_min: 15 };
  const record = { check: checks.cleaned, timeZone: 'Asia/Shanghai' };
  const ruled = (cleaning: object | null) => ({ longestWait_min: 240, ...(cleaning && { cleaning }) });
  const cleaned = (cleaning: object) =>
    Rehearsal.begin<PlantUnitContext>(plantUnitDefinition, 'plant-unit/GD-01', { unit: 'GD-01', rules: ruled(cleaning) });
  const takes = (name: string, product: string, lot = name): [Told, Actor] => [
    { ...request(`S${name}`), cargo: { kind: 'grain', product, lot } },
    by(`run/${name}`),
  ];
  const soybeansThenWheat = (cleaning: object) =>
    cleaned(cleaning).give(...takes('A', 'soybean')).give(...takes('B', 'wheat')).give(release, by('run/A'));

  it('goes on at once to the same commodity of another lot', () => {
    const next = cleaned(between).give(...takes('A', 'soybean')).give(...takes('B', 'soybean')).give(release, by('run/A'));
    expect([next.messages('run/B').length, next.waitsForTime]).toEqual([1, false]);
    expect(next.context.soil).toBeNull();
  });

  it('goes to another when it has stood long enough, and is clean then for whoever comes', () => {
    const standing = soybeansThenWheat(between);
    expect([standing.messages('run/B'), standing.waitsForTime]).toEqual([[], true]);
    expect(standing.elapse().messages('run/B')).toHaveLength(1);
    const later = cleaned(between).give(...takes('A', 'soybean')).give(release, by('run/A')).elapse();
    expect(later.give(...takes('B', 'wheat')).messages('run/B')).toHaveLength(1);
  });

  it('has people make the check that the site names, and asks again when they give it up', () => {
    const asked = soybeansThenWheat({ ...between, record });
    const begun = (no: number) => ({
      definition: 'setup-checks',
      process: `setup-checks/GD-01.cleaning.${no}`,
      input: { order: { parent: 'plant-unit/GD-01', sampler: 'GD-01', unitNo: no, checks: [checks.cleaned] } },
    });
    expect(asked.wishes('process.start')).toMatchObject([begun(1)]);
    const finished = (unitNo: number, outcome: string): Told => ({ type: 'setup.finished', unitNo, outcome });
    const again = asked.give(finished(1, 'abandoned'));
    expect(again.wishes('process.start')).toMatchObject([begun(2)]);
    expect(again.give(finished(1, 'ready')).messages()).toEqual([]);
    expect(again.give(finished(2, 'ready')).messages('run/B')).toHaveLength(1);
    // Somebody may be in it: the same cargo waits as well.
    expect(again.give(...takes('C', 'soybean')).messages()).toEqual([]);
  });

  it('takes what nobody knows for another cargo', () => {
    const unknown = cleaned(between).give(request('SA'), by('run/A')).give(request('SB'), by('run/B')).give(release, by('run/A'));
    expect([unknown.messages(), unknown.waitsForTime]).toEqual([[], true]);
  });

  it('is cleaned by what the site says now, also after a time when it said nothing', () => {
    const used = heldByA().give(release, by('run/A'));
    const told = used.give({ type: 'unit.rules', rules: ruled(between) });
    expect([told.context.soil?.cargo, told.waitsForTime]).toEqual([null, true]);
    const freed = soybeansThenWheat(between).give({ type: 'unit.rules', rules: ruled(null) });
    expect([freed.messages('run/B').length, freed.waitsForTime]).toEqual([1, false]);
    const people = soybeansThenWheat(between).give({ type: 'unit.rules', rules: ruled({ ...between, record }) });
    expect([people.wishes('process.start').length, people.waitsForTime]).toEqual([1, false]);
    expect(free().give({ type: 'unit.rules', rules: ruled(between) }).context.soil).toBeNull();
  });
});

describe('commands', () => {
  const sent: Told = {
    type: 'command.sent',
    effect: 'run/A#3.0',
    command: 'start',
    process: 'run/A',
    seq: 41,
    totalBefore: 500,
  };

  it('have their sequence number on record before they are written', () => {
    const recorded = heldByA().give(sent);
    expect(recorded.context).toMatchObject({
      lastSeq: 41,
      commands: [{ effect: 'run/A#3.0', seq: 41, totalBefore: 500, status: 'sent' }],
    });
  });

  it('are followed to their end', () => {
    const accepted = heldByA().giveAll([sent, { type: 'command.accepted', effect: 'run/A#3.0' }]);
    expect(accepted.context.commands[0]?.status).toBe('accepted');
    const closed = accepted.give({
      type: 'command.closed',
      effect: 'run/A#3.0',
      outcome: 'failed',
      code: 'INTERLOCK',
    });
    expect(closed.context.commands).toMatchObject([{ status: 'failed', code: 'INTERLOCK' }]);
  });

  it('never let the sequence number fall', () => {
    expect(heldByA().giveAll([sent, { ...sent, effect: 'run/A#4.0', seq: 7 }]).context.lastSeq).toBe(41);
  });
});

describe('facts of the plant', () => {
  const facts: readonly Told[] = [
    { type: 'plant.link', live: true, reason: null },
    { type: 'plant.boot', bootCounter: 4, previous: 3 },
    { type: 'plant.state', state: 'Held', mode: 1, faultCode: 4001, faultClass: 2, jobSampleId: 'SA' },
    { type: 'plant.stream', flowing: true, total: 12.5 },
    { type: 'plant.gap', from: 3, to: 5 },
  ];

  it.each(facts.map((fact) => [fact.type, fact] as const))(
    '%s goes to the holder and to nobody else',
    (_, fact) => {
      const told = queued().give(fact);
      expect(told.messages()).toEqual([fact]);
      expect(told.messages('run/A')).toEqual([fact]);
    },
  );

  it('are recorded while nobody holds the unit', () => {
    const told = free().giveAll(facts);
    expect(told.wished).toEqual([]);
    expect(told.context).toMatchObject({
      live: true,
      state: 'Held',
      faultCode: 4001,
      bootCounter: 4,
      gaps: [{ from: 3, to: 5 }],
    });
  });

  it('about certificates are kept as last told, one of the PLC and one of ours, and concern no holder', () => {
    const certificate = (whose: string, daysLeft: number): Told => ({
      type: 'plant.certificate',
      whose,
      subject: 'CN=PLC A',
      validTo: '2027-11-22T00:00:00.000Z',
      daysLeft,
    });
    const told = heldByA().giveAll([certificate('plc', 20), certificate('ours', 400), certificate('plc', 19)]);
    expect(told.messages('run/A')).toEqual([]);
    expect(told.context.certificates).toMatchObject([
      { whose: 'ours', daysLeft: 400 },
      { whose: 'plc', daysLeft: 19, subject: 'CN=PLC A', validTo: '2027-11-22T00:00:00.000Z' },
    ]);
  });

  it('about lost records stand until the sample they concern gives the unit back', () => {
    expect(
      heldByA().give({ type: 'plant.gap', from: 3, to: 5 }).give(release, by('run/A')).context.gaps,
    ).toEqual([]);
  });

  it('count records that belong to no sample', () => {
    expect(free().giveAll([{ type: 'record.unattributed', record: {} }]).context.unattributed).toBe(1);
  });
});

describe('the infeed of a unit with several holders', () => {
  const line = () => Rehearsal.begin<PlantUnitContext>(plantUnitDefinition, 'plant-unit/CP-01', { unit: 'CP-01', capacity: 3 });
  const asks = (free: boolean): Told => ({ type: 'infeed.request', free });
  const held = () =>
    line()
      .give({ type: 'unit.request', sampleId: 'SA' }, by('run/A'))
      .give({ type: 'unit.request', sampleId: 'SB', dueAt: '2026-03-06T00:00:00.000Z' }, by('run/B'))
      .give({ type: 'unit.request', sampleId: 'SC', urgency: 'urgent' }, by('run/C'));
  const all = () => held().give(asks(false), by('run/A')).give(asks(false), by('run/B')).give(asks(false), by('run/C'));
  const yourTurn = { type: 'infeed.granted' };
  const nextOf = (unit: ReturnType<typeof line>) => unit.wishes('process.send').map(({ to, event }) => [to, event]);

  it('goes to the urgent, then to what is due, then to who came first, whoever sees it free', () => {
    let unit = all();
    expect(unit.wished).toEqual([]);
    for (const run of ['run/C', 'run/B', 'run/A']) {
      const free = unit.give(asks(true), by('run/A'));
      expect(nextOf(free)).toEqual([[run, yourTurn]]);
      expect(nextOf(free.give(asks(true), by(run === 'run/A' ? 'run/B' : 'run/A')))).toEqual([]);
      unit = free.give({ type: 'infeed.release' }, by(run));
    }
    expect(unit.context.infeed).toEqual({ asking: [], turn: null });
  });

  it('follows what an officer says of who waits there, and of nobody who has been fed', () => {
    const urgent = { type: 'unit.urgency', process: 'run/A', urgency: 'urgent', reason: 'for a reason' };
    expect(held().refusalOf(urgent, person('officer'))).toMatchObject({ code: 'RUN_NOT_WAITING' });
    const told = all().ask(urgent, person('officer'));
    expect(nextOf(told.give(asks(true), by('run/B')))).toEqual([['run/A', yourTurn]]);
  });

  it('is not kept by who does not use it, nor by who leaves', () => {
    const given = all().give(asks(true), by('run/B'));
    expect(nextOf(given.give({ type: 'unit.release' }, by('run/C')).give(asks(true), by('run/A')))).toEqual([['run/B', yourTurn]]);
    const nothing: Told = { type: 'record.unattributed', record: {} };
    let later = given;
    for (let second = 0; second < 58; second++) later = later.give(nothing);
    expect(nextOf(later.give(asks(true), by('run/A')))).toEqual([]);
    expect(nextOf(later.give(nothing).give(asks(true), by('run/A')))).toEqual([['run/B', yourTurn]]);
  });

  it('is nobody’s who does not hold the unit', () => {
    expect(all().give(asks(true), by('run/X')).context).toEqual(all().context);
  });
});
