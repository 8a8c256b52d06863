import {
  asked,
  behind,
  bottle,
  done,
  empty,
  granted,
  half,
  infeed,
  occupied,
  operator,
  ours,
  preparingRun,
  readings,
  refused,
  stage,
  through,
  told,
  unitProcess,
  unknown,
  waitingRun,
  whole,
  wholeWay,
} from './run.fixture.ts';

describe('the preparation of one gross sample', () => {
  it('asks for the line and commands nothing before it has it', () => {
    const run = waitingRun();
    expect(run.messages(unitProcess)).toEqual([{ type: 'unit.request', sampleId: 'PREP' }]);
    expect(run.commands).toEqual([]);
  });

  it('asks on the terms of its order', () => {
    const terms = { urgency: 'low', dueAt: null } as const;
    expect(waitingRun(terms).messages(unitProcess)).toEqual([{ type: 'unit.request', sampleId: 'PREP', ...terms }]);
  });

  it('goes from the container to four bottles and the masses of every stage, all from the ring', () => {
    const loading = waitingRun().giveAll([granted, readings('Execute', behind), infeed]);
    expect(loading.wishes('unit.command')).toMatchObject([
      {
        command: 'load',
        params: [3, 1],
        sampleId: 'PREP',
        lotId: '',
        settings: { 'Packing.Set.Barcode': 'PREP', 'Packing.Set.LabelText': 'PREP' },
      },
    ]);
    const preparing = loading.giveAll([done('load'), readings('Execute', ours)]);
    expect(preparing.state).toBe('preparing');
    const finished = preparing.giveAll(wholeWay);
    expect(finished.commands).toEqual([]);
    expect(told(finished)).toMatchObject({
      type: 'preparation.finished',
      outcome: 'prepared',
      bottles: [{ type: 61, mass: '1.5', seal: 'CP-01-3' }, { type: 32 }, { type: 21 }, { type: 22 }],
      doubts: [],
      endedAt: '2026-03-05T02:00:12.000Z',
    });
    expect(finished.context.stages.map((each) => each.stage)).toEqual([
      'Crusher6', 'Divider6', 'Dryer', 'Crusher3', 'Divider3', 'Pulveriser', 'Packing',
    ]); // prettier-ignore
    expect(finished.context.stages[1]).toMatchObject({
      massIn: '1',
      children: [
        { name: 'Divider6.Act.SubMass[1]', mass: '0.2' },
        { name: 'Divider6.Act.SubMass[2]', mass: '0.5' },
      ],
      rejected: '0.3',
      waterRemoved: '0',
    });
    expect(finished.context.stages[2]).toMatchObject({ children: [{ name: 'Dryer.Act.MassOut' }], rejected: '0', waterRemoved: '0.05' });
    expect(finished.messages(unitProcess)).toEqual([{ type: 'unit.release' }]);
  });

  it('brings the line into production first, when nobody’s material stands in it', () => {
    const started = waitingRun().giveAll([
      granted,
      readings('Aborted'),
      done('clear'),
      readings('Stopped'),
      done('reset'),
      readings('Idle'),
    ]);
    expect(started.commands).toEqual(['clear', 'reset', 'start']);
    expect(started.giveAll([done('start'), readings('Execute'), infeed]).commands).toEqual(['load']);
    expect(waitingRun().giveAll([granted, readings('Completed')]).commands).toEqual(['reset']);
  });

  it('loads every container, and says which is the last', () => {
    const second = waitingRun({ containers: [3, 5, 6] }).giveAll([granted, readings('Execute'), infeed, done('load'), readings('Execute', half)]);
    expect(second.wishes('unit.command')).toMatchObject([{ params: [3, 0] }, { params: [5, 0] }]);
    const third = second.giveAll([done('load'), readings('Execute', { ...half, containers: 2 })]);
    expect(third.wishes('unit.command')).toMatchObject([{ params: [6, 1] }]);
    expect(third.giveAll([done('load'), readings('Execute', whole)]).state).toBe('preparing');
  });

  it('waits while another sample is in the infeed, visibly, and looks again after a while', () => {
    const waiting = waitingRun().giveAll([granted, readings('Execute', occupied)]);
    expect([waiting.state, waiting.commands, waiting.context.reason]).toEqual(['awaitingInfeed', [], 'the infeed holds another sample']);
    const again = waiting.elapse();
    expect(again.wishes('unit.read')).toHaveLength(1);
    expect(again.giveAll([readings('Execute'), infeed]).commands).toEqual(['load']);
  });

  it('waits while the line stands with another sample’s material in it, until a person who has looked wants it started', () => {
    const waiting = waitingRun().giveAll([granted, readings('Stopped', behind)]);
    expect([waiting.state, waiting.commands]).toEqual(['awaitingLine', []]);
    expect(waiting.elapse().give(readings('Stopped', behind)).state).toBe('awaitingLine');
    const looked = waiting.ask(asked('resume'), operator).giveAll([readings('Stopped', behind), done('reset'), readings('Idle', behind)]);
    expect(looked.commands).toEqual(['reset', 'start']);
    expect(looked.giveAll([done('start'), readings('Execute', behind)]).context).toMatchObject({ looked: false, doubts: [] });
  });

  it('waits out a state in which nothing can be said, and a bad reading', () => {
    for (const state of ['Starting', 'Held', null] as const) {
      const waiting = waitingRun().giveAll([granted, readings(state)]);
      expect([waiting.state, waiting.elapse().giveAll([readings('Execute'), infeed]).commands]).toEqual(['awaitingLine', ['load']]);
    }
  });

  it('is looked at by a person when material stands under its code that it never ordered in', () => {
    expect(waitingRun().giveAll([granted, readings('Execute', ours)]).state).toBe('interrupted');
  });
});

describe('records of the ring', () => {
  it('of the other sort of end: a sample ejected at the line is aborted', () => {
    const ejected = preparingRun().giveAll([stage(1, 1), through(2, 0)]);
    expect(told(ejected)).toMatchObject({ outcome: 'aborted', stages: [{ stage: 'Crusher6' }] });
    expect(ejected.messages(unitProcess)).toEqual([{ type: 'unit.release' }]);
  });

  it('say that a stage was skipped: its masses are there, and the sample is doubted', () => {
    const skipped = preparingRun().give({ ...stage(3, 103), massIn: 2, parts: [2, 0], removed: 0 });
    expect(skipped.context).toMatchObject({
      doubts: ['STAGE_SKIPPED_Dryer'],
      stages: [{ stage: 'Dryer', massIn: '2', children: [{ mass: '2' }], waterRemoved: '0' }],
    });
  });

  it('of a stage run twice: the second masses count, and the sample is doubted', () => {
    const twice = preparingRun().giveAll([stage(1, 1), { ...stage(2, 1), massIn: 4 }]);
    expect(twice.context).toMatchObject({ doubts: ['STAGE_RUN_AGAIN_Crusher6'], stages: [{ massIn: '4' }] });
  });

  it('of a stage no line has cast a doubt', () => {
    expect(preparingRun().give(stage(1, 9)).context).toMatchObject({ doubts: ['STAGE_UNKNOWN_9'], stages: [] });
  });

  it('give each bottle once: one packed again takes the place of the first, and is doubted', () => {
    const twice = preparingRun().giveAll([bottle(1, 61), bottle(2, 32), bottle(7, 61), bottle(8, 32)]);
    expect(twice.context.bottles).toMatchObject([
      { type: 61, seal: 'CP-01-7' },
      { type: 32, seal: 'CP-01-8' },
    ]);
    expect(twice.context.superseded).toMatchObject([{ seal: 'CP-01-1' }, { seal: 'CP-01-2' }]);
    expect(twice.context.doubts).toEqual(['BOTTLE_PACKED_AGAIN']);
  });

  const gone = () => preparingRun().giveAll([stage(1, 1), { type: 'plant.link', live: true, reason: null }, readings('Execute', empty)]);

  it('are awaited when the sample has left the line', () => {
    expect([gone().state, told(gone().giveAll(wholeWay))]).toMatchObject([
      'awaitingRecords',
      { outcome: 'prepared', doubts: ['STAGE_RUN_AGAIN_Crusher6'] },
    ]);
  });

  it('that do not come call a person, who finishes with a doubt, or aborts', () => {
    const missing = gone().elapse();
    expect([missing.state, missing.context.reason]).toEqual(['recordsMissing', 'the sample left the line and the ring does not say how']);
    expect(missing.ask(asked('resume'), operator).give(readings('Execute')).state).toBe('awaitingRecords');
    expect(told(missing.ask(asked('finish'), operator))).toMatchObject({ outcome: 'prepared', doubts: ['RECORDS_NOT_AWAITED'] });
    expect(told(missing.ask(asked('abort'), operator).give(readings('Execute')))).toMatchObject({ outcome: 'aborted' });
  });

  it('need not be awaited: an operator ends it, and leaves a doubt', () => {
    expect(told(gone().ask(asked('finish'), operator))).toMatchObject({ doubts: ['RECORDS_NOT_AWAITED'] });
  });

  it('that were lost in the ring are not awaited for ever', () => {
    const lost = gone().give({ type: 'plant.gap', from: 3, to: 9 }).elapse();
    expect(told(lost)).toMatchObject({ outcome: 'prepared', doubts: ['RECORDS_LOST', 'RECORDS_NOT_AWAITED'] });
  });
});

describe('several runs of one line', () => {
  it.each(['INTERLOCK', 'BUSY', 'STALE_TOKEN', 'WRONG_STATE'])(
    'may overtake each other: a Load refused with %s is tried again after another look',
    (code) => {
      const overtaken = waitingRun().giveAll([granted, readings('Execute'), infeed, refused('load', code)]);
      expect(overtaken.state).toBe('awaitingLine');
      expect(overtaken.elapse().give(readings('Execute', occupied)).state).toBe('awaitingInfeed');
      const loaded = overtaken.elapse().giveAll([readings('Execute'), infeed, done('load')]);
      expect(loaded.context).toMatchObject({ loaded: 1, refusals: 0, doubts: [] });
    },
  );

  it('may lose the infeed to each other any number of times, as long as it is seen to be another’s', () => {
    let run = waitingRun().give(granted);
    for (let i = 0; i < 9; i++)
      run = run
        .giveAll([readings('Execute'), infeed, refused('load', 'INTERLOCK')])
        .elapse()
        .give(readings('Execute', occupied))
        .elapse();
    expect(run.giveAll([readings('Execute'), infeed]).commands).toEqual(['load']);
  });

  it('do so only so often before a person is asked', () => {
    let run = waitingRun().give(granted);
    for (let i = 0; i < 3; i++) run = run.giveAll([readings('Execute'), infeed, refused('load', 'INTERLOCK')]).elapse();
    const asking = run.giveAll([readings('Execute'), infeed, refused('load', 'INTERLOCK')]);
    expect([asking.state, asking.context.reason]).toEqual(['blocked', 'load: INTERLOCK: refused']);
    expect(asking.ask(asked('resume'), operator).giveAll([readings('Execute'), infeed]).commands).toEqual(['load']);
  });

  it('may bring the line into production at the same time', () => {
    const second = waitingRun()
      .giveAll([granted, readings('Stopped'), refused('reset', 'WRONG_STATE')])
      .elapse();
    expect(second.giveAll([readings('Execute'), infeed]).commands).toEqual(['load']);
  });

  it.each(['PARAMETER', 'NOT_SENT', 'ABORTED'])('are not the reason for a Load that ended with %s: a person looks', (code) => {
    expect(waitingRun().giveAll([granted, readings('Execute'), infeed, refused('load', code)]).state).toBe('blocked');
  });
});

describe('a Load whose outcome is unknown', () => {
  const resumed = waitingRun({ containers: [3, 5] })
    .giveAll([granted, readings('Execute'), infeed, unknown('load')])
    .ask(asked('resume'), operator);

  it('is not repeated before a person has looked, and the line’s own count tells whether it was carried out', () => {
    expect(resumed.giveAll([readings('Execute'), infeed]).wishes('unit.command')).toMatchObject([{ params: [3, 0] }]);
    expect(resumed.give(readings('Execute', half)).wishes('unit.command')).toMatchObject([{ params: [5, 1] }]);
    expect(resumed.give(readings('Execute', ours)).state).toBe('preparing');
    expect(resumed.context.doubts).toEqual(['OUTCOME_UNKNOWN']);
  });

  it('that left fewer containers in the infeed than were loaded is doubted', () => {
    const three = waitingRun({ containers: [3, 5, 6] }).giveAll([
      granted,
      readings('Execute'),
      infeed,
      done('load'),
      readings('Execute', half),
      done('load'),
    ]);
    expect(three.give(readings('Execute', half)).context).toMatchObject({ loaded: 2, doubts: ['CONTAINERS_MISSING'] });
  });
});

describe('the turn at the infeed', () => {
  const seenFree = { type: 'infeed.request', free: true };
  const seenTaken = { type: 'infeed.request', free: false };

  it('is asked for whenever the infeed is seen free, and once while it is not', () => {
    const taken = waitingRun().giveAll([granted, readings('Execute', occupied)]);
    expect(taken.messages(unitProcess)).toEqual([seenTaken]);
    const still = taken.elapse().give(readings('Execute', occupied));
    expect(still.messages(unitProcess)).toEqual([]);
    let free = still;
    for (let i = 0; i < 2; i++) {
      free = free.elapse().give(readings('Execute'));
      expect([free.state, free.messages(unitProcess), free.commands]).toEqual(['awaitingInfeed', [seenFree], []]);
    }
    expect(free.context.reason).toBe('another sample is to be fed first');
  });

  it('is given back with the first container in, or refused; the others follow it without', () => {
    const loading = waitingRun({ containers: [3, 5] }).giveAll([granted, readings('Execute'), infeed]);
    for (const answer of [done('load'), refused('load', 'INTERLOCK'), unknown('load')])
      expect(loading.give(answer).messages(unitProcess)).toEqual([{ type: 'infeed.release' }]);
    const second = loading.giveAll([done('load'), readings('Execute', half), done('load')]);
    expect(second.messages(unitProcess)).toEqual([{ type: 'infeed.release' }]);
  });

  it('is declined by a run that cannot use it, and taken up again by one that is just looking', () => {
    const asking = waitingRun().giveAll([granted, readings('Execute', occupied)]).elapse();
    const stuck = asking.giveAll([readings('Held', occupied), infeed]);
    expect([stuck.state, stuck.messages(unitProcess)]).toEqual(['awaitingLine', [{ type: 'infeed.release' }]]);
    const looking = asking.give(infeed);
    expect([looking.state, looking.commands]).toEqual(['inspecting', []]);
    expect(looking.give(readings('Execute')).messages(unitProcess)).toEqual([{ type: 'infeed.release' }, seenFree]);
    expect(looking.give(readings('Execute', occupied)).messages(unitProcess)).toEqual([{ type: 'infeed.release' }, seenTaken]);
  });
});
