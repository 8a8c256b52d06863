import { person } from '../kernel/testing/rehearsal.ts';
import {
  asked,
  confirmed,
  done,
  failed,
  granted,
  infeed,
  occupied,
  operator,
  ours,
  parent,
  preparingRun,
  readings,
  refused,
  skip,
  through,
  told,
  unitProcess,
  unknown,
  waitingRun,
  whole,
} from './run.fixture.ts';

describe('an operator', () => {
  it('holds and resumes the line', () => {
    const held = preparingRun()
      .ask(asked('hold'), operator)
      .giveAll([done('hold'), readings('Held', ours)]);
    expect([held.state, held.context.reason]).toEqual(['held', 'reason to hold']);
    const goesOn = held.ask(asked('resume'), operator).giveAll([done('unhold'), readings('Execute', ours)]);
    expect([goesOn.state, goesOn.context.reason, goesOn.context.doubts]).toEqual(['preparing', null, []]);
  });

  it('holds and resumes it for every run of it', () => {
    const held = preparingRun().giveAll([{ type: 'plant.link', live: true, reason: null }, readings('Held', ours)]);
    expect(held.state).toBe('held');
    expect(held.giveAll([{ type: 'plant.link', live: true, reason: null }, readings('Execute', ours)]).state).toBe('preparing');
  });

  it('aborts: the sample alone is ejected, the unit given back and the parent told', () => {
    const leaving = preparingRun()
      .ask(asked('abort'), operator)
      .give(readings('Execute', { ...occupied, ...ours }));
    expect(leaving.wishes('unit.command')).toMatchObject([{ command: 'eject', sampleId: 'PREP', params: [] }]);
    const aborted = leaving.give(done('eject'));
    expect(aborted.messages(parent)).toMatchObject([{ outcome: 'aborted' }]);
    expect(aborted.messages(unitProcess)).toEqual([{ type: 'unit.release' }]);
  });

  it('aborts without a command while nothing was loaded', () => {
    for (const run of [waitingRun(), waitingRun().giveAll([granted, readings('Execute', occupied)])]) {
      const aborted = run.ask(asked('abort'), operator);
      expect([aborted.state, aborted.commands]).toEqual(['aborted', []]);
      expect(aborted.messages(unitProcess)).toEqual([{ type: 'unit.release' }]);
    }
  });

  it('aborts a loading under way: what is conveyed arrives first, and is ejected', () => {
    const aborting = waitingRun()
      .giveAll([granted, readings('Execute'), infeed])
      .ask(asked('abort'), operator);
    expect([aborting.state, aborting.commands, aborting.wishes('unit.read')]).toEqual(['awaitingAnswer', [], []]);
    expect(aborting.messages(unitProcess)).toEqual([{ type: 'infeed.release' }]);
    expect(aborting.giveAll([done('load'), readings('Execute', whole)]).commands).toEqual(['eject']);
    expect(aborting.giveAll([refused('load', 'INTERLOCK'), readings('Execute', occupied)]).state).toBe('aborted');
    expect(aborting.give(unknown('load')).state).toBe('blocked');
  });

  it('aborts while the line is read, or commanded otherwise, when that is answered', () => {
    const reading = preparingRun().give({ type: 'plant.link', live: true, reason: null }).ask(asked('abort'), operator);
    expect([reading.state, reading.give(readings('Execute', ours)).wishes('unit.read').length]).toEqual(['awaitingAnswer', 1]);
    const holding = preparingRun().ask(asked('hold'), operator).ask(asked('abort'), operator);
    expect(holding.giveAll([done('hold'), readings('Held', ours), done('eject')]).state).toBe('aborted');
  });

  it('cannot eject what cannot be moved now: looks, and aborts again', () => {
    const stuck = preparingRun()
      .ask(asked('abort'), operator)
      .giveAll([readings('Aborted', ours), refused('eject', 'WRONG_STATE')]);
    expect([stuck.state, stuck.context.reason]).toEqual(['blocked', 'eject: WRONG_STATE: refused']);
    const again = stuck.ask(asked('abort'), operator);
    expect(again.give(readings(null)).elapse().give(readings('Stopped')).state).toBe('aborted');
  });

  it('who aborts a sample that comes through meanwhile has aborted it', () => {
    const late = preparingRun()
      .ask(asked('abort'), operator)
      .giveAll([readings('Execute', ours), through(12)]);
    expect(told(late)).toMatchObject({ outcome: 'aborted' });
  });
});

const witness = person('witness');

describe('skipping a stage', () => {
  it.each(['preparing', 'held'] as const)('is commanded while the run is %s, doubted, and the run goes on', (state) => {
    const run =
      state === 'held'
        ? preparingRun()
            .ask(asked('hold'), operator)
            .giveAll([done('hold'), readings('Held', ours)])
        : preparingRun();
    const skipping = run.ask(skip('Dryer'), operator).ask(confirmed(1), witness);
    expect(skipping.wishes('unit.command')).toMatchObject([{ command: 'skip-stage', params: [3], sampleId: 'PREP' }]);
    expect(skipping.context).toMatchObject({
      reason: 'reason to skip Dryer',
      doubts: [],
      interventions: [{ status: 'done', by: { id: 'operator' }, second: { by: { id: 'witness' } } }],
    });
    const goesOn = skipping.giveAll([done('skip-stage'), readings(state === 'held' ? 'Held' : 'Execute', ours)]);
    expect([goesOn.state, goesOn.context.doubts, goesOn.context.skipping]).toEqual([state, ['STAGE_SKIPPED_Dryer'], null]);
  });

  it('that the line refuses casts no doubt, and the run goes on as before', () => {
    const refusedSkip = preparingRun()
      .ask(skip('Pulveriser'), operator).ask(confirmed(1), witness)
      .give(refused('skip-stage', 'INTERLOCK'));
    expect(refusedSkip.context).toMatchObject({ doubts: [], reason: 'skip-stage: INTERLOCK: refused' });
    expect(refusedSkip.elapse().give(readings('Execute', ours)).state).toBe('preparing');
  });

  it('of which nobody knows whether it was carried out is doubted as if it were', () => {
    const blocked = preparingRun()
      .ask(skip('Dryer'), operator).ask(confirmed(1), witness)
      .give(unknown('skip-stage'));
    expect([blocked.state, blocked.context.doubts]).toEqual(['blocked', ['OUTCOME_UNKNOWN', 'STAGE_SKIPPED_Dryer']]);
  });

  it.each(['Divider6', 'Divider3', 'Packing', 'Oven', 3])('refuses %s by name', (wrong) => {
    expect(preparingRun().refusalOf(skip(wrong as string), operator)).toMatchObject({
      code: 'STAGE_NOT_SKIPPABLE',
      field: 'stage',
    });
  });

  it('is not confirmed by who proposed it, and not before the sample is in the line', () => {
    const proposed = preparingRun().ask(skip('Dryer'), operator);
    expect(proposed.commands).toEqual([]);
    expect(proposed.refusalOf(confirmed(1), operator)).toMatchObject({ code: 'INTERVENTION_SAME_PERSON' });
    const early = waitingRun().ask(skip('Dryer'), operator);
    expect(early.refusalOf(confirmed(1), witness)).toEqual({ code: 'NOT_POSSIBLE_NOW' });
    const declined = proposed.ask({ type: 'intervention.declined', numbers: [1], reason: 'it dries' }, witness);
    expect(declined.context).toMatchObject({ skipping: null, interventions: [{ status: 'declined' }] });
  });

  it('is all that can be done to a preparation', () => {
    const other = { type: 'intervention.proposed', deed: { kind: 'begin-manual' }, reason: 'r' };
    expect(preparingRun().refusalOf(other, operator)).toMatchObject({ code: 'INTERVENTION_NOT_FOR_RUN' });
  });

  it('is one at a time', () => {
    const two = preparingRun().ask(skip('Dryer'), operator).ask(skip('Pulveriser'), operator);
    expect(two.refusalOf(confirmed(1, 2), witness)).toMatchObject({ code: 'ONE_STAGE_AT_A_TIME' });
  });
});

describe('a command that failed', () => {
  it('is told, and waits for a person', () => {
    const blocked = waitingRun().giveAll([granted, readings('Idle'), failed('start')]);
    expect([blocked.state, blocked.context.reason]).toEqual(['blocked', 'start: INTERLOCK: refused']);
    expect(blocked.ask(asked('resume'), operator).give(readings('Idle')).commands).toEqual(['start']);
  });
});
