import { Rehearsal } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import type { Actor } from '../kernel/process.ts';
import { plantUnitDefinition } from './machine.ts';
import type { PlantUnitContext } from './machine.ts';

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
    expect(held.context.holder).toEqual({ process: 'run/A', sampleId: 'SA' });
    const second = held.give(request('SB'), by('run/B'));
    expect(second.wished).toEqual([]);
    expect(second.context.waiting).toEqual([{ process: 'run/B', sampleId: 'SB' }]);
  });

  it('goes on to those who wait, in their order', () => {
    const second = queued().give(release, by('run/A'));
    expect(second.messages()).toEqual([granted]);
    expect(second.messages('run/B')).toEqual([granted]);
    const third = second.give(release, by('run/B'));
    expect(third.messages('run/C')).toEqual([granted]);
    const last = third.give(release, by('run/C'));
    expect([last.context.holder, last.wished]).toEqual([null, []]);
  });

  it('is not given back by anybody but its holder', () => {
    const stranger = queued().give(release, by('run/X'));
    expect(stranger.context).toEqual(queued().context);
    expect(stranger.wished).toEqual([]);
  });

  it('forgets who gives up while waiting', () => {
    const withdrawn = queued().give(release, by('run/B'));
    expect(withdrawn.context).toMatchObject({
      holder: { process: 'run/A' },
      waiting: [{ process: 'run/C' }],
    });
    expect(withdrawn.give(release, by('run/A')).messages('run/C')).toEqual([granted]);
  });

  it('takes back a grant that crossed the withdrawal', () => {
    const crossed = queued().give(release, by('run/A')).give(release, by('run/B'));
    expect(crossed.context.holder?.process).toBe('run/C');
  });

  it('remembers whose sample a record is of, also after its run gave the unit back', () => {
    expect(
      queued()
        .give(release, by('run/A'))
        .context.samples.map(({ sampleId }) => sampleId),
    ).toEqual(['SA', 'SB', 'SC']);
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
