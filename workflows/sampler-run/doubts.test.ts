import {
  asked,
  boot,
  container,
  cuttingRun,
  done,
  failed,
  fullRun,
  granted,
  link,
  operator,
  plantState,
  readings,
  stream,
  told,
  unknown,
  waitingRun,
} from './run.fixture.ts';
import type { Run } from './run.fixture.ts';

const codesOf = (run: Run) => run.context.suspicions.map(({ code }) => code);

describe('a notification', () => {
  it('is a hint to look, never the truth: a late Completed of the sample before ends nothing', () => {
    const late = cuttingRun().give(plantState('Completed'));
    expect(late.state).toBe('verifying');
    expect(late.commands).toEqual([]);
    const cutting = late.give(readings('Execute'));
    expect(cutting.state).toBe('sampling');
    expect(codesOf(cutting)).toEqual([]);
  });

  it('that arrives while the run looks makes it look again', () => {
    const again = cuttingRun().giveAll([plantState('Holding'), plantState('Held'), readings('Execute')]);
    expect(again.state).toBe('verifying');
    expect(again.give(readings('Held')).state).toBe('held');
  });

  it('that came while Start was under way is looked at afterwards', () => {
    const run = waitingRun().giveAll([granted, readings('Idle'), plantState('Execute'), done('start')]);
    expect(run.state).toBe('verifying');
  });

  it('of the sample before casts no doubt on this one, as long as Start is not ordered', () => {
    const gap = { type: 'plant.gap', from: 1, to: 4 };
    const run = waitingRun().giveAll([
      granted,
      plantState('Aborted', { faultClass: 3, faultCode: 2001 }),
      plantState('Idle', { mode: 3 }),
      boot,
      gap,
    ]);
    expect(run.context).toMatchObject({ suspicions: [], lost: 0 });
  });

  it('with a bad reading decides nothing', () => {
    expect(cuttingRun().giveAll([link(false), readings(null)]).state).toBe('sampling');
    expect(waitingRun().giveAll([granted, readings(null)]).state).toBe('blocked');
  });
});

describe('a doubt', () => {
  it.each([
    ['a fault', plantState('Held', { faultClass: 2, faultCode: 4001 }), 'PLANT_FAULT_4001'],
    ['manual mode', plantState('Execute', { mode: 3 }), 'PLANT_MODE_3'],
    ['a restart of the PLC', boot, 'PLC_RESTARTED'],
    ['lost records', { type: 'plant.gap', from: 3, to: 9 }, 'RECORDS_LOST'],
    [
      'an increment that is not what it should be, though it only warns',
      plantState('Execute', { faultClass: 1, faultCode: 6102 }),
      'PLANT_FAULT_6102',
    ],
    ['a clock that left ours', { type: 'plant.clock', driftSeconds: -3600 }, 'PLC_CLOCK_OFF'],
  ])('comes of %s, once however often it is told', (_, event, code) => {
    expect(codesOf(cuttingRun().giveAll([event, event]))).toEqual([code]);
  });

  it('does not come of a warning or of an ordered hold', () => {
    const warned = cuttingRun().give(plantState('Execute', { faultClass: 1, faultCode: 3001 }));
    const held = cuttingRun()
      .ask(asked('hold'), operator)
      .giveAll([done('hold'), plantState('Held'), readings('Held')]);
    const inStep = cuttingRun().give({ type: 'plant.clock', driftSeconds: 0 });
    expect([codesOf(warned), codesOf(held), codesOf(inStep)]).toEqual([[], [], []]);
  });

  it('comes of a command with an unknown outcome, not of one that was refused', () => {
    expect(codesOf(cuttingRun().ask(asked('hold'), operator).give(unknown('hold')))).toEqual([
      'OUTCOME_UNKNOWN',
    ]);
    expect(codesOf(cuttingRun().ask(asked('hold'), operator).give(failed('hold')))).toEqual([]);
    expect(codesOf(waitingRun().giveAll([granted, readings('Stopped'), unknown('reset')]))).toEqual([]);
  });

  it('reaches the parent', () => {
    const finished = fullRun().giveAll([
      boot,
      readings('Execute'),
      stream(false, 1500),
      done('complete'),
      container(4),
      readings('Completed', { 'Act.CutCount': 3 }),
    ]);
    expect(told(finished)).toMatchObject({ suspicions: [{ code: 'PLC_RESTARTED' }] });
  });
});
