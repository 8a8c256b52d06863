import {
  asked,
  behind,
  boot,
  granted,
  half,
  infeed,
  link,
  operator,
  ours,
  plantState,
  preparingRun,
  readings,
  unknown,
  waitingRun,
  done,
  whole,
} from './run.fixture.ts';
import type { Run } from './run.fixture.ts';

const brokenOff = ['Stopped', 'Aborted', 'Idle', 'Completed', 'Resetting'] as const;

describe('a line that was broken off with the sample in it', () => {
  it.each(brokenOff)('and is %s interrupts the run', (state) => {
    const run = preparingRun().giveAll([plantState('Stopping'), readings(state, ours)]);
    expect([run.state, run.context.doubts, run.commands]).toEqual(['interrupted', ['PREPARATION_INTERRUPTED'], []]);
  });

  it('is started again only by the operator who looked at it, and the sample is not loaded again', () => {
    const again = preparingRun()
      .giveAll([boot, readings('Stopped', ours)])
      .ask(asked('resume'), operator)
      .giveAll([readings('Stopped', ours), done('reset'), readings('Idle', ours), done('start')]);
    expect(again.commands).toEqual(['reset', 'start']);
    expect(again.give(readings('Execute', { ...ours, runId: 6 })).context).toMatchObject({
      looked: false,
      doubts: ['PLC_RESTARTED', 'PREPARATION_INTERRUPTED'],
    });
  });

  it('has its second start decided anew when that one breaks off too', () => {
    const second = preparingRun()
      .giveAll([boot, readings('Stopped', ours)])
      .ask(asked('resume'), operator)
      .giveAll([readings('Idle', ours), done('start'), readings('Execute', ours), plantState('Stopped'), readings('Stopped', ours)]);
    expect([second.state, second.context.looked]).toEqual(['interrupted', false]);
  });

  it('and started again on another run’s account is gone on with: a person looked there, and the doubt stays', () => {
    const interrupted = preparingRun().giveAll([plantState('Stopped'), readings('Stopped', { at: { ...ours.at, ...behind.at } })]);
    const goesOn = interrupted.giveAll([plantState('Execute'), readings('Execute', ours)]);
    expect([goesOn.state, goesOn.commands, goesOn.context.doubts]).toEqual(['preparing', [], ['PREPARATION_INTERRUPTED']]);
  });

  it('and started again before anybody read it is known by the count of starts', () => {
    const run = preparingRun().giveAll([link(true), readings('Execute', { ...ours, runId: 6 })]);
    expect([run.state, run.context.doubts, run.context.runId]).toEqual(['preparing', ['PREPARATION_INTERRUPTED'], 6]);
  });

  it.each(['Stopped', 'Idle', 'Aborted', 'Completed'] as const)(
    'and found %s by whoever looked after a blocked command is started again, with both doubts',
    (state) => {
      const found = preparingRun()
        .ask(asked('hold'), operator)
        .give(unknown('hold'))
        .ask(asked('resume'), operator)
        .give(readings(state, ours));
      expect(found.commands).toHaveLength(1);
      expect(found.context.doubts).toEqual(['OUTCOME_UNKNOWN']);
    },
  );

  it('between two containers is looked at before the next is loaded', () => {
    const partly = waitingRun({ containers: [3, 5] }).giveAll([granted, readings('Execute'), infeed, done('load')]);
    expect(partly.give(readings('Stopped', half)).state).toBe('interrupted');
    const again = partly.give(readings('Stopped', half)).ask(asked('resume'), operator);
    expect(again.giveAll([readings('Idle', half), done('start'), readings('Execute', half)]).wishes('unit.command')).toMatchObject([
      { command: 'start' },
      { command: 'load', params: [5, 1] },
    ]);
  });

  it('and emptied of some of its containers is never filled up: a person looks, and can only abort', () => {
    const gone = waitingRun({ containers: [3, 5] }).giveAll([granted, readings('Execute'), infeed, done('load'), readings('Execute')]);
    expect(gone.state).toBe('interrupted');
    const still = gone.ask(asked('resume'), operator).give(readings('Execute'));
    expect([still.state, still.commands]).toEqual(['interrupted', []]);
    expect(still.ask(asked('abort'), operator).give(readings('Execute')).state).toBe('aborted');
  });

  it('keeps the moment its first container was loaded', () => {
    const run = preparingRun();
    const again = run
      .giveAll([boot, readings('Stopped', ours)])
      .ask(asked('resume'), operator)
      .giveAll([readings('Idle', ours), done('start')]);
    expect(run.context.startedAt).not.toBeNull();
    expect(again.context.startedAt).toBe(run.context.startedAt);
  });

  it('with everything in the infeed goes on from there', () => {
    const run = waitingRun().giveAll([granted, readings('Execute'), infeed, done('load'), readings('Held', whole)]);
    expect(run.state).toBe('held');
  });
});

describe('the line’s words', () => {
  const doubted = (run: Run) =>
    run.giveAll([
      plantState('Held', { faultClass: 3, faultCode: 2001 }),
      plantState('Held', { mode: 3 }),
      boot,
      boot,
      { type: 'plant.program', crc: 2, previous: 1 },
    ]);

  it('cast a doubt each on a sample in the line, at whichever stage the fault is', () => {
    expect(doubted(preparingRun()).context.doubts).toEqual(['PLANT_FAULT_2001', 'PLANT_MODE_3', 'PLC_RESTARTED', 'PLC_PROGRAM_CHANGED']);
  });

  it('cast none on a sample that is not loaded yet', () => {
    const run = doubted(waitingRun().give(granted)).give({ type: 'plant.gap', from: 1, to: 2 });
    expect(run.context).toMatchObject({ doubts: [], lost: 0 });
  });

  it('about lost records doubt every sample in the line: nobody knows whose they were', () => {
    expect(preparingRun().give({ type: 'plant.gap', from: 3, to: 5 }).context).toMatchObject({ doubts: ['RECORDS_LOST'], lost: 3 });
  });

  it('are looked into: a late Completed ends nothing', () => {
    const late = preparingRun().giveAll([plantState('Completed'), link(true), readings('Execute', ours)]);
    expect([late.state, late.give(readings('Execute', ours)).state]).toEqual(['inspecting', 'preparing']);
  });
});
