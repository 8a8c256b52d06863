import { instant } from '../kernel/brand.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import { plant } from '../kernel/testing/rehearsal.ts';
import {
  asked,
  boot,
  container,
  cuttingRun,
  done,
  failed,
  fullRun,
  granted,
  increment,
  link,
  missed,
  operator,
  parent,
  plantState,
  readings,
  stream,
  told,
  unitProcess,
  unknown,
  waitingRun,
} from './run.fixture.ts';
import type { Run } from './run.fixture.ts';

describe('the sampling of one unit', () => {
  it('asks for the sampler and commands nothing before it has it', () => {
    const run = waitingRun();
    expect(run.messages(unitProcess)).toEqual([{ type: 'unit.request', sampleId: 'SAMPLE' }]);
    expect(run.commands).toEqual([]);
    expect(run.give(plantState('Completed')).commands).toEqual([]);
  });

  it('asks on the terms of its order', () => {
    const terms = { urgency: 'urgent', dueAt: instant('2026-03-06T00:00:00.000Z') } as const;
    expect(waitingRun(terms).messages(unitProcess)).toEqual([{ type: 'unit.request', sampleId: 'SAMPLE', ...terms }]);
  });

  it('goes from the grant to the sealed container', () => {
    const started = waitingRun().give(granted).give(readings('Idle'));
    expect(started.wishes('unit.command')).toMatchObject([
      {
        command: 'start',
        sampleId: 'SAMPLE',
        settings: { 'Set.IncrementInterval': 300 },
      },
    ]);
    const cut = started.giveAll(
      [done('start'), stream(true, 510), increment(1), increment(2), increment(3)],
      plant,
    );
    const completing = cut.give(stream(false, 1495));
    expect(completing.commands).toEqual(['complete']);
    const counting = completing.give(done('complete'));
    expect(counting.wishes('unit.read')).toEqual([
      { unit: 'CS-01', tags: ['Act.CutCount', 'Act.CutMissed', 'Act.SampleMass'] },
    ]);
    const finished = counting.give(container(4)).give(readings('Completed', { 'Act.CutCount': 3 }));
    expect(finished.isDone).toBe(true);
    expect(told(finished)).toMatchObject({
      type: 'sampling.finished',
      outcome: 'sampled',
      taken: 3,
      missed: 0,
      grossAmount: '90',
      keptMass: '7.5',
      containers: [{ position: 1, seal: 'CS-01-4' }],
      firstCutAt: '2026-03-05T01:00:01.000Z',
      lastCutAt: '2026-03-05T01:00:03.000Z',
      suspicions: [],
    });
    expect(finished.messages(unitProcess)).toEqual([{ type: 'unit.release' }]);
  });

  it.each(['Stopped', 'Completed'] as const)('resets a sampler that is %s before it starts', (state) => {
    const run = waitingRun().giveAll([granted, readings(state, { 'Cmd.SampleId': 'EARLIER' })]);
    expect(run.commands).toEqual(['reset']);
    expect(run.giveAll([done('reset'), readings('Idle')]).commands).toEqual(['start']);
  });

  it('clears an aborted sampler, then resets it', () => {
    const cleared = waitingRun().giveAll([granted, readings('Aborted'), done('clear')]);
    expect(cleared.give(readings('Stopped')).commands).toEqual(['reset']);
  });

  it('does not touch a sampler that runs for somebody else', () => {
    const run = waitingRun().giveAll([granted, readings('Execute', { 'Cmd.SampleId': 'EARLIER' })]);
    expect(run.state).toBe('blocked');
    expect(run.context.reason).toContain('state 6');
    expect(run.commands).toEqual([]);
  });

  it.each([
    ['holds', { ...done('x'), type: 'command.failed', code: 'WRONG_STATE', message: 'm' }],
    ['resets', unknown('reset')],
  ])('says why it is blocked when a command %s badly', (_, answer) => {
    const run = waitingRun().giveAll([granted, readings('Stopped'), answer as Told]);
    expect(run.state).toBe('blocked');
    expect(run.context.reason).toMatch(/: (WRONG_STATE|ACK_TIMEOUT): /);
  });
});

describe('increments', () => {
  const situations: readonly [string, () => Run][] = [
    ['waiting', () => waitingRun()],
    ['inspecting', () => waitingRun().give(granted)],
    ['starting', () => waitingRun().giveAll([granted, readings('Idle')])],
    ['sampling', cuttingRun],
    ['verifying', () => cuttingRun().give(link(true))],
    ['holding', () => cuttingRun().ask(asked('hold'), operator)],
    ['held', () => cuttingRun().ask(asked('hold'), operator).give(done('hold'))],
    [
      'unholding',
      () => cuttingRun().ask(asked('hold'), operator).give(done('hold')).ask(asked('resume'), operator),
    ],
    ['interrupted', () => cuttingRun().giveAll([boot, readings('Stopped')])],
    ['blocked', () => waitingRun().giveAll([granted, readings('Idle'), unknown('start')])],
    ['resetting', () => waitingRun().giveAll([granted, readings('Stopped')])],
    ['clearing', () => waitingRun().giveAll([granted, readings('Aborted')])],
    ['completing', () => cuttingRun().ask(asked('finish'), operator)],
    ['counting', () => cuttingRun().ask(asked('finish'), operator).give(done('complete'))],
    [
      'recounting',
      () =>
        cuttingRun()
          .ask(asked('finish'), operator)
          .giveAll([done('complete'), readings('Completed', { 'Act.CutCount': 1 })]),
    ],
    ['aborting', () => cuttingRun().ask(asked('abort'), operator)],
  ];
  it.each(situations)('count, and so do missed cuts and containers, while %s', (state, situation) => {
    const before = situation();
    expect(before.state).toBe(state);
    const after = before.giveAll([increment(7), missed(8), container(9)], plant);
    expect(after.context).toMatchObject({
      taken: before.context.taken + 1,
      missed: 1,
      containers: [{ seal: 'CS-01-9' }],
    });
    expect(after.state).toBe(state);
  });
});

describe('the end of a unit', () => {
  it('is not a belt that stops in the middle', () => {
    const stopped = cuttingRun().giveAll([stream(true, 510), increment(1), stream(false, 900)], plant);
    expect(stopped.state).toBe('sampling');
    expect(stopped.give(increment(2)).state).toBe('sampling');
  });

  it('is not the planned count on a belt that still carries coal', () => {
    expect(fullRun().give(stream(true, 1600)).state).toBe('sampling');
  });

  it('is not the planned count when less than the tolerated mass has passed', () => {
    expect(fullRun().give(stream(false, 1489.9)).state).toBe('sampling');
    expect(fullRun().give(stream(false, 1490)).state).toBe('completing');
  });

  it('comes with the mass of a unit that others follow, while the belt carries coal on', () => {
    const first = waitingRun({ isLast: false }).giveAll([granted, readings('Idle'), done('start')]);
    const full = first.giveAll([increment(1), increment(2), increment(3)], plant);
    expect(full.give(stream(true, 1499.9)).state).toBe('sampling');
    expect(full.give(stream(true, 1500)).commands).toEqual(['complete']);
    expect(full.give({ ...increment(4), total: 1500 }).commands).toEqual(['complete']);
  });

  it('comes with the last record, when records arrive after the stream stopped short of the whole', () => {
    const late = cuttingRun().giveAll([increment(1), increment(2), stream(false, 1495)], plant);
    expect(late.state).toBe('sampling');
    expect(late.give(increment(3)).commands).toEqual(['complete']);
  });

  it('comes with the whole quantity, also when a planned cut was missed', () => {
    const some = cuttingRun().giveAll([increment(1), missed(2), increment(3)], plant);
    expect(some.give(stream(false, 1495)).commands).toEqual(['complete']);
    const others = waitingRun({ isLast: false }).giveAll([granted, readings('Idle'), done('start')]);
    expect(others.give(stream(true, 1500)).commands).toEqual(['complete']);
    expect(cuttingRun().give(stream(false, 1500)).commands).toEqual(['complete']);
    expect(cuttingRun().give(stream(false, 1499)).state).toBe('sampling');
  });

  it('waits for every record the PLC counted, and for a container', () => {
    const counting = fullRun().giveAll([stream(false, 1500), done('complete')]);
    const early = counting.give(readings('Completed', { 'Act.CutCount': 5 }));
    expect(early.state).toBe('recounting');
    const second = early.giveAll([increment(4), increment(5)], plant).elapse();
    expect(second.wishes('unit.read')).toHaveLength(1);
    const withoutContainer = second.give(readings('Completed', { 'Act.CutCount': 5 }));
    expect(withoutContainer.state).toBe('recounting');
    const last = withoutContainer
      .give(container(6))
      .elapse()
      .give(readings('Completed', { 'Act.CutCount': 5 }));
    expect(told(last)).toMatchObject({ taken: 5 });
  });

  it('waits for the container that Complete seals, also when one was sealed before', () => {
    const counting = cuttingRun()
      .giveAll([increment(1), container(2), increment(3), increment(4), stream(false, 1500)], plant)
      .give(done('complete'));
    const counted = readings('Completed', { 'Act.CutCount': 3 });
    const early = counting.give(counted);
    expect(early.state).toBe('recounting');
    const last = early.give(container(5), plant).elapse().give(counted);
    expect(told(last)).toMatchObject({
      keptMass: '7.5',
      containers: [{ seal: 'CS-01-2' }, { seal: 'CS-01-5' }],
    });
  });

  it('has no container where nothing was kept', () => {
    const empty = cuttingRun().giveAll([stream(false, 1500), done('complete')]);
    expect(told(empty.give(readings('Completed')))).toMatchObject({
      taken: 0,
      keptMass: '0',
      containers: [],
    });
    const blocked = cuttingRun()
      .giveAll([{ ...increment(1), kept: 0 }, stream(false, 1500)], plant)
      .give(done('complete'));
    expect(told(blocked.give(readings('Completed', { 'Act.CutCount': 1 })))).toMatchObject({
      taken: 1,
      keptMass: '0',
    });
  });

  it('does not take a bad reading of the counter for zero', () => {
    const counting = fullRun().giveAll([stream(false, 1500), done('complete'), container(4)]);
    expect(counting.give(readings('Completed', { 'Act.CutCount': null })).state).toBe('recounting');
  });

  it('is not awaited longer than an operator wants, who leaves a doubt', () => {
    const waiting = fullRun().giveAll([
      stream(false, 1500),
      done('complete'),
      readings('Completed', { 'Act.CutCount': 5 }),
    ]);
    expect(waiting.refusalOf(asked('finish'), operator)).toMatchObject({ code: 'NOT_POSSIBLE_NOW' });
    const ended = waiting.give(container(6)).ask(asked('finish'), operator);
    expect(told(ended)).toMatchObject({
      outcome: 'sampled',
      taken: 3,
      suspicions: [{ code: 'RECORDS_NOT_AWAITED' }],
    });
    expect(ended.messages(unitProcess)).toEqual([{ type: 'unit.release' }]);
  });

  it('comes when the sampler completed by itself', () => {
    const run = fullRun().give(plantState('Completed')).give(readings('Completed'));
    expect(run.state).toBe('counting');
  });

  it('blocks when Complete is refused, and goes on by an operator’s word', () => {
    const blocked = fullRun().giveAll([stream(false, 1500), failed('complete')]);
    expect(blocked.state).toBe('blocked');
    const resumed = blocked.ask(asked('resume'), operator).give(readings('Completed', { 'Act.CutCount': 3 }));
    expect(resumed.state).toBe('counting');
  });

  it('names its parent only once', () => {
    const finished = fullRun().giveAll([
      stream(false, 1500),
      done('complete'),
      container(4),
      readings('Completed', { 'Act.CutCount': 3 }),
    ]);
    expect(finished.messages(parent)).toHaveLength(1);
    expect(finished.giveAll([plantState('Stopped'), increment(5), done('complete')]).wished).toEqual([]);
  });
});
