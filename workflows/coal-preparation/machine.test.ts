import {
  allBottles,
  asked,
  boot,
  bottle,
  done,
  failed,
  granted,
  link,
  masses,
  operator,
  parent,
  plantState,
  preparingRun,
  readings,
  told,
  unitProcess,
  unknown,
  waitingRun,
} from './run.fixture.ts';
import type { Run } from './run.fixture.ts';

const completed = (run: Run) => run.giveAll([plantState('Completed'), readings('Completed')]);

describe('the preparation of one gross sample', () => {
  it('asks for the line and commands nothing before it has it', () => {
    const run = waitingRun();
    expect(run.messages(unitProcess)).toEqual([{ type: 'unit.request', sampleId: 'PREP' }]);
    expect(run.commands).toEqual([]);
  });

  it('goes from the container to four bottles and the masses of every stage', () => {
    const loading = waitingRun().giveAll([granted, readings('Idle', 'EARLIER')]);
    expect(loading.wishes('unit.command')).toMatchObject([
      { command: 'load', params: [3], sampleId: 'PREP', lotId: '' },
    ]);
    const starting = loading.giveAll([done('load'), readings('Idle')]);
    expect(starting.wishes('unit.command')).toMatchObject([
      { command: 'start', settings: { 'Packing.Set.Barcode': 'PREP', 'Packing.Set.LabelText': 'PREP' } },
    ]);
    const reading = completed(starting.giveAll([done('start'), readings('Execute'), ...allBottles]));
    const finished = reading.give(masses({ 'Crusher6.Act.MassIn': 40 }));
    expect(told(finished)).toMatchObject({
      type: 'preparation.finished',
      outcome: 'prepared',
      bottles: [{ type: 61, mass: '1.5', seal: 'CP-01-1' }, { type: 32 }, { type: 21 }, { type: 22 }],
      doubts: [],
    });
    expect(told(finished)).toHaveProperty('stages.0.massIn', '40');
    expect(finished.messages(unitProcess)).toEqual([{ type: 'unit.release' }]);
  });

  it('loads every container before it starts', () => {
    const second = waitingRun({ containers: [3, 5] }).giveAll([
      granted,
      readings('Idle'),
      done('load'),
      readings('Idle'),
    ]);
    expect(second.wishes('unit.command')).toMatchObject([{ params: [3] }, { params: [5] }]);
    expect(second.giveAll([done('load'), readings('Idle')]).commands).toEqual(['start']);
  });

  it('waits for the bottles that have not come in', () => {
    const early = completed(preparingRun().giveAll(allBottles.slice(0, 3))).give(masses());
    expect(early.state).toBe('rereading');
    const last = early.give(bottle(4, 22)).elapse().give(masses());
    expect(told(last)).toMatchObject({ bottles: [{}, {}, {}, {}] });
  });

  it('waits for a good reading of every mass', () => {
    const bad = completed(preparingRun().giveAll(allBottles)).give(masses({ 'Dryer.Act.MassLoss': null }));
    expect(bad.state).toBe('rereading');
    expect(bad.elapse().give(masses()).isDone).toBe(true);
  });

  it('an operator can end the waiting, and leaves a doubt', () => {
    const waiting = completed(preparingRun().give(bottle(1, 61))).give(masses());
    const ended = waiting.ask(asked('finish'), operator);
    expect(told(ended)).toMatchObject({
      outcome: 'prepared',
      bottles: [{ type: 61 }],
      doubts: ['RECORDS_NOT_AWAITED'],
    });
    expect((told(ended)?.['stages'] as unknown[]).length).toBeGreaterThan(0);
  });

  it('counts lost records towards the bottles, and is doubted for it', () => {
    const gap = completed(
      preparingRun().giveAll([...allBottles.slice(0, 2), { type: 'plant.gap', from: 3, to: 3 }]),
    );
    expect(gap.give(masses()).state).toBe('rereading');
    expect(told(gap.give(bottle(4, 22)).give(masses()))).toMatchObject({
      doubts: ['RECORDS_LOST'],
      bottles: [{}, {}, {}],
    });
  });
});

describe('a line that was broken off', () => {
  it.each(['Stopped', 'Aborted', 'Idle', 'Resetting'] as const)('and is %s interrupts the run', (state) => {
    const run = preparingRun().giveAll([plantState('Stopping'), readings(state)]);
    expect([run.state, run.context.doubts, run.commands]).toEqual([
      'interrupted',
      ['PREPARATION_INTERRUPTED'],
      [],
    ]);
  });

  it('is started again only by the operator who looked at it, and not loaded again', () => {
    const again = preparingRun()
      .giveAll([boot, readings('Stopped')])
      .ask(asked('resume'), operator)
      .giveAll([readings('Stopped'), done('reset'), readings('Idle')]);
    expect(again.commands).toEqual(['reset', 'start']);
    expect(again.give(done('start')).context).toMatchObject({
      startAgain: false,
      doubts: ['PLC_RESTARTED', 'PREPARATION_INTERRUPTED'],
    });
  });

  it.each(['Stopped', 'Idle', 'Aborted', 'Completed'] as const)(
    'and found %s after a blocked command is not started again without that decision',
    (state) => {
      const blocked = preparingRun().ask(asked('hold'), operator).give(unknown('hold'));
      const found = blocked
        .ask(asked('resume'), operator)
        .give(readings(state, state === 'Completed' ? 'OTHER' : 'PREP'));
      expect([found.state, found.commands]).toEqual(['interrupted', []]);
      expect(found.context.doubts).toEqual(['OUTCOME_UNKNOWN', 'PREPARATION_INTERRUPTED']);
    },
  );

  it('has its second start decided anew when that one breaks off too', () => {
    const second = preparingRun()
      .giveAll([boot, readings('Stopped')])
      .ask(asked('resume'), operator)
      .giveAll([readings('Idle'), done('start'), readings('Stopped')]);
    expect([second.state, second.context.startAgain]).toEqual(['interrupted', false]);
  });

  it('gives each bottle once: one packed again takes the place of the first, and is doubted', () => {
    const twice = preparingRun().giveAll([bottle(1, 61), bottle(2, 32), bottle(7, 61), bottle(8, 32)]);
    expect(twice.context.bottles).toMatchObject([
      { type: 61, seal: 'CP-01-7' },
      { type: 32, seal: 'CP-01-8' },
    ]);
    expect(twice.context.superseded).toMatchObject([{ seal: 'CP-01-1' }, { seal: 'CP-01-2' }]);
    expect(twice.context.doubts).toEqual(['BOTTLE_PACKED_AGAIN']);
    expect(completed(twice).give(masses()).state).toBe('rereading');
  });

  it('keeps the moment it was first started', () => {
    const run = preparingRun();
    const again = run
      .giveAll([boot, readings('Stopped')])
      .ask(asked('resume'), operator)
      .giveAll([readings('Idle'), done('start')]);
    expect(again.context.startedAt).toBe(run.context.startedAt);
  });
});

describe('a Start whose outcome is unknown', () => {
  const resumed = waitingRun()
    .giveAll([granted, readings('Idle'), done('load'), readings('Idle'), unknown('start')])
    .ask(asked('resume'), operator);

  it.each([
    ['Execute', 'preparing'],
    ['Held', 'held'],
    ['Completed', 'reading'],
  ] as const)('is adopted when the line is %s with our sample', (state, becomes) => {
    const adopted = resumed.give(readings(state));
    expect([adopted.state, adopted.commands]).toEqual([becomes, []]);
    expect(adopted.context.startedAt).not.toBeNull();
  });
  it('is not repeated before a person has looked into the line', () => {
    expect(resumed.give(readings('Idle')).state).toBe('interrupted');
  });
  it('a refused one is ordered again by the operator’s resume', () => {
    const refused = waitingRun().giveAll([
      granted,
      readings('Idle'),
      done('load'),
      readings('Idle'),
      failed('start'),
    ]);
    expect(refused.ask(asked('resume'), operator).give(readings('Idle')).commands).toEqual(['start']);
  });
});

describe('an operator', () => {
  it('holds and resumes', () => {
    const held = preparingRun().ask(asked('hold'), operator).give(done('hold'));
    expect(held.context.reason).toBe('reason to hold');
    const goesOn = held.ask(asked('resume'), operator).giveAll([done('unhold'), readings('Execute')]);
    expect([goesOn.state, goesOn.context.reason, goesOn.context.doubts]).toEqual(['preparing', null, []]);
  });

  it('aborts: the unit is given back and the parent told', () => {
    const aborted = preparingRun().ask(asked('abort'), operator).give(done('abort'));
    expect(aborted.messages(parent)).toMatchObject([{ outcome: 'aborted' }]);
    expect(aborted.messages(unitProcess)).toEqual([{ type: 'unit.release' }]);
  });

  it('aborts while waiting without a command', () => {
    const aborted = waitingRun().ask(asked('abort'), operator);
    expect([aborted.state, aborted.commands]).toEqual(['aborted', []]);
    expect(aborted.messages(unitProcess)).toEqual([{ type: 'unit.release' }]);
  });

  it('aborts a loading under way, whose late answer is not taken for the abort’s', () => {
    const aborting = waitingRun()
      .giveAll([granted, readings('Idle')])
      .ask(asked('abort'), operator);
    expect(aborting.give(done('load')).state).toBe('aborting');
    expect(aborting.giveAll([done('load'), done('abort')]).state).toBe('aborted');
  });
});

describe('the line’s words', () => {
  it('cast a doubt each', () => {
    const doubted = preparingRun().giveAll([
      plantState('Held', { faultClass: 3, faultCode: 2001 }),
      plantState('Held', { mode: 3 }),
      boot,
      boot,
    ]);
    expect(doubted.context.doubts).toEqual(['PLANT_FAULT_2001', 'PLANT_MODE_3', 'PLC_RESTARTED']);
  });
  it('of the sample before cast none', () => {
    const run = waitingRun().giveAll([
      granted,
      plantState('Aborted', { faultClass: 3, faultCode: 2001 }),
      boot,
      { type: 'plant.gap', from: 1, to: 2 },
    ]);
    expect(run.context).toMatchObject({ doubts: [], lost: 0 });
  });
  it('are looked into: a late Completed ends nothing', () => {
    const late = preparingRun().giveAll([plantState('Completed'), link(true), readings('Execute')]);
    expect([late.state, late.give(readings('Execute')).state]).toEqual(['verifying', 'preparing']);
  });
});
