import { plant } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
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
  told,
  unitProcess,
  unknown,
  waitingRun,
} from './run.fixture.ts';
import type { Run } from './run.fixture.ts';

const gap = (from: number, to: number): Told => ({ type: 'plant.gap', from, to });
const codesOf = (run: Run) => run.context.suspicions.map(({ code }) => code);

describe('lost records', () => {
  const counting = cuttingRun()
    .giveAll([increment(1), increment(2), gap(3, 4)], plant)
    .ask(asked('finish'), operator)
    .give(done('complete'));

  it('do not keep the run from its end', () => {
    expect(counting.give(container(6)).give(readings('Completed', { 'Act.CutCount': 4 })).isDone).toBe(true);
  });
  it('do not end it while records that are not lost are still to come', () => {
    expect(counting.give(container(6)).give(readings('Completed', { 'Act.CutCount': 5 })).state).toBe(
      'recounting',
    );
    expect(counting.give(readings('Completed', { 'Act.CutCount': 4 })).state).toBe('recounting');
  });
});

describe('increments whose records are lost', () => {
  const ended = (counters: Readonly<Record<string, unknown>>, lost: readonly Told[] = [gap(3, 4)]) =>
    told(
      cuttingRun()
        .giveAll([increment(1), missed(2), ...lost], plant)
        .ask(asked('finish'), operator)
        .giveAll([done('complete'), container(6), readings('Completed', counters)]),
    );

  it('are told from the counters, as known from there only', () => {
    expect(ended({ 'Act.CutCount': 3, 'Act.CutMissed': 1, 'Act.SampleMass': 7.25 })).toMatchObject({
      taken: 3,
      missed: 1,
      keptMass: '7.25',
      grossAmount: '30',
      countedOnly: { taken: 2, missed: 0, kept: '4.75' },
      suspicions: [
        { code: 'RECORDS_LOST' },
        { code: 'COUNTED_WITHOUT_RECORDS', en: expect.stringContaining('2 increments, 0 missed, 4.75 kg') },
      ],
    });
  });
  it('are counted without their mass where the sampler counts none', () => {
    expect(ended({ 'Act.CutCount': 2, 'Act.CutMissed': 2, 'Act.SampleMass': null })).toMatchObject({
      taken: 2,
      missed: 2,
      keptMass: '2.5',
      countedOnly: { taken: 1, missed: 1, kept: null },
    });
  });
  it('are not looked for where none is lost', () => {
    expect(ended({ 'Act.CutCount': 1, 'Act.SampleMass': 2.6 }, [])).toMatchObject({
      taken: 1,
      keptMass: '2.5',
      countedOnly: null,
      suspicions: [],
    });
  });
});

describe('a sampler that was broken off', () => {
  it.each(['Stopping', 'Stopped', 'Aborting', 'Aborted', 'Clearing', 'Resetting', 'Idle'] as const)(
    'and is %s when looked at interrupts the run',
    (state) => {
      const run = cuttingRun().giveAll([plantState('Stopping'), readings(state)]);
      expect(run.state).toBe('interrupted');
      expect(codesOf(run)).toEqual(['SAMPLING_INTERRUPTED']);
      expect(run.commands).toEqual([]);
    },
  );

  it('goes on with the same sample when an operator resumes it after a restart of the PLC', () => {
    const interrupted = cuttingRun().giveAll([increment(1), boot, readings('Stopped')], plant);
    const started = interrupted
      .ask(asked('resume'), operator)
      .giveAll([readings('Stopped'), done('reset'), readings('Idle', { 'Act.BeltTotal': 800 })]);
    expect(started.wishes('unit.command').at(-1)).toMatchObject({ command: 'start', sampleId: 'SAMPLE' });
    const goingOn = started.give(done('start', 800));
    expect(goingOn.context).toMatchObject({ taken: 1, totalAtStart: 500, reason: null });
    expect(codesOf(goingOn)).toEqual(['PLC_RESTARTED', 'SAMPLING_INTERRUPTED']);
  });

  it('can be ended early: it is started once more only to seal its container', () => {
    const ending = cuttingRun()
      .giveAll([increment(1), boot, readings('Aborted')], plant)
      .ask(asked('finish'), operator);
    const started = ending.giveAll([
      readings('Aborted'),
      done('clear'),
      readings('Stopped'),
      done('reset'),
      readings('Idle'),
      done('start'),
    ]);
    expect(started.commands).toEqual(['clear', 'reset', 'start', 'complete']);
  });

  it('is ended as it is when nothing was ever kept: there is no container to seal', () => {
    const ending = cuttingRun()
      .giveAll([boot, readings('Stopped')])
      .ask(asked('finish'), operator);
    const ended = ending.giveAll([readings('Stopped'), readings('Stopped')]);
    expect(ended.commands).toEqual([]);
    expect(told(ended)).toMatchObject({ outcome: 'sampled', taken: 0, containers: [] });
  });

  it('is not started again to be ended when everything is in already', () => {
    const sealed = fullRun()
      .ask(asked('finish'), operator)
      .giveAll([unknown('complete'), container(4)]);
    const ended = sealed.ask(asked('resume'), operator).give(readings('Idle', { 'Act.CutCount': 3 }));
    expect(ended.state).toBe('counting');
  });

  it('is doubted also when nobody saw it stop', () => {
    const blocked = cuttingRun().ask(asked('hold'), operator).give(unknown('hold'));
    const found = blocked.ask(asked('resume'), operator).give(readings('Stopped'));
    expect(codesOf(found)).toEqual(['OUTCOME_UNKNOWN', 'SAMPLING_INTERRUPTED']);
  });
});

describe('a Start whose outcome is unknown', () => {
  const blocked = waitingRun().giveAll([
    granted,
    readings('Idle', { 'Act.BeltTotal': 480 }),
    unknown('start'),
  ]);
  const resumed = blocked.ask(asked('resume'), operator);

  it('is adopted when the sampler cuts our sample', () => {
    expect(blocked.context.reason).toBe('start: ACK_TIMEOUT: no answer');
    const adopted = resumed.give(readings('Execute', { 'Act.BeltTotal': 700 }));
    expect(adopted.state).toBe('sampling');
    expect(adopted.commands).toEqual([]);
    expect(adopted.context).toMatchObject({ totalAtStart: 480, reason: null });
  });
  it('is adopted when the sampler is Held with our sample', () => {
    expect(resumed.give(readings('Held')).state).toBe('held');
  });
  it('is ordered again when the sampler is Idle', () => {
    expect(resumed.give(readings('Idle')).commands).toEqual(['start']);
  });
  it('is not adopted when the sampler shows another sample', () => {
    const other = resumed.give(readings('Execute', { 'Cmd.SampleId': 'OTHER' }));
    expect([other.state, other.commands]).toEqual(['blocked', []]);
  });
  it('a refused one is not taken for ours, whatever runs there', () => {
    const refused = waitingRun()
      .giveAll([granted, readings('Idle'), failed('start')])
      .ask(asked('resume'), operator);
    expect(refused.give(readings('Execute')).state).toBe('blocked');
  });
});

describe('an operator', () => {
  it('holds and resumes', () => {
    const holding = cuttingRun().ask(asked('hold'), operator);
    expect(holding.commands).toEqual(['hold']);
    const held = holding.give(done('hold'));
    expect(held.context.reason).toBe('reason to hold');
    const unholding = held.ask(asked('resume'), operator);
    expect(unholding.commands).toEqual(['unhold']);
    expect(unholding.give(done('unhold')).context).toMatchObject({ reason: null, suspicions: [] });
  });

  it('resumes a sampler that held by itself', () => {
    const held = cuttingRun().giveAll([plantState('Held'), readings('Held')]);
    expect(held.state).toBe('held');
    expect(held.context.reason).toBe('the sampler holds by itself');
    expect(held.ask(asked('resume'), operator).commands).toEqual(['unhold']);
  });

  it('gets on after Unhold failed', () => {
    const blocked = cuttingRun()
      .giveAll([plantState('Held'), readings('Held')])
      .ask(asked('resume'), operator)
      .give(failed('unhold'));
    expect(blocked.ask(asked('resume'), operator).give(readings('Held')).state).toBe('held');
  });

  it('ends a held unit from where it stands', () => {
    const held = cuttingRun().giveAll([plantState('Held'), readings('Held')]);
    expect(held.ask(asked('finish'), operator).commands).toEqual(['complete']);
  });

  it.each(['hold', 'resume', 'finish'] as const)('cannot %s what has not begun', (wish) => {
    expect(waitingRun().refusalOf(asked(wish), operator)).toMatchObject({ code: 'NOT_POSSIBLE_NOW' });
    expect(waitingRun().give(granted).refusalOf(asked(wish), operator)).toMatchObject({
      code: 'NOT_POSSIBLE_NOW',
    });
  });
});

describe('an abort', () => {
  const givenBack = (run: Run) => {
    expect(run.state).toBe('aborted');
    expect(run.messages(unitProcess)).toEqual([{ type: 'unit.release' }]);
    expect(run.messages(parent)).toMatchObject([{ type: 'sampling.finished', outcome: 'aborted' }]);
  };

  it('while the run waits commands nothing and withdraws the request', () => {
    const aborted = waitingRun().ask(asked('abort'), operator);
    expect(aborted.commands).toEqual([]);
    givenBack(aborted);
    expect(aborted.give(granted).wished).toEqual([]);
  });

  it('of a run that found somebody else at the sampler commands nothing', () => {
    const blocked = waitingRun().giveAll([granted, readings('Execute', { 'Cmd.SampleId': 'OTHER' })]);
    const aborted = blocked.ask(asked('abort'), operator);
    expect(aborted.commands).toEqual([]);
    givenBack(aborted);
  });

  it('overtakes a Start under way, whose late answer is not taken for the abort’s', () => {
    const aborting = waitingRun()
      .giveAll([granted, readings('Idle')])
      .ask(asked('abort'), operator);
    expect(aborting.commands).toEqual(['abort']);
    const late = aborting.give(done('start'));
    expect(late.state).toBe('aborting');
    givenBack(late.give(done('abort')));
  });

  it('is possible while the link is down and nothing can be read', () => {
    const verifying = cuttingRun().give(link(false));
    expect(verifying.ask(asked('abort'), operator).commands).toEqual(['abort']);
    expect(waitingRun().give(granted).ask(asked('abort'), operator).state).toBe('aborted');
  });

  it.each([failed('abort'), unknown('abort')])(
    'gives the unit back even when the command ends badly: $type',
    (answer) => {
      const run = cuttingRun().ask(asked('abort'), operator).give(answer);
      givenBack(run);
      expect(run.context.reason).toContain('abort: ');
    },
  );

  it('is not ordered twice', () => {
    expect(cuttingRun().ask(asked('abort'), operator).refusalOf(asked('abort'), operator)).toMatchObject({
      code: 'NOT_POSSIBLE_NOW',
    });
  });
});
