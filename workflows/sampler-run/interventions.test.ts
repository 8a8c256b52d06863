import { decimalString as d, instant } from '../kernel/brand.ts';
import { person, plant } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import type { SamplerDeed } from './deed.ts';
import {
  asked, boot, container, cuttingRun, done, failed, granted, increment, link, operator, parent, plantState, readings, stream, told, unitProcess,
  waitingRun,
} from './run.fixture.ts'; // prettier-ignore
import type { Run } from './run.fixture.ts';

const witness = person('witness');
const proposed = (deed: SamplerDeed): Told => ({
  type: 'intervention.proposed',
  deed,
  reason: 'for a reason',
});
const confirmed = (...numbers: number[]): Told => ({ type: 'intervention.confirmed', numbers });
const declined = (...numbers: number[]): Told => ({
  type: 'intervention.declined',
  numbers,
  reason: 'not so',
});

const voiding = (no: number): SamplerDeed => ({
  kind: 'void-increment',
  increment: no,
  index: no,
  amount: d('30'),
});
const discarding: SamplerDeed = { kind: 'replace-container', contents: 'discarded', position: 1 };
const keeping: SamplerDeed = {
  kind: 'replace-container',
  contents: 'kept',
  position: 5,
  mass: d('4.9'),
  seal: 'H-1',
};
const byHand = (minute: number): SamplerDeed => ({
  kind: 'manual-increment',
  amount: d('12.5'),
  takenAt: instant(`2026-03-04T23:${minute}:00.000Z`),
});
const sealing: SamplerDeed = { kind: 'manual-container', position: 6, mass: d('37.2'), seal: 'H-2' };

const doneBy = (run: Run, deed: SamplerDeed): Run => {
  const asks = run.ask(proposed(deed), operator);
  return asks.ask(confirmed(asks.context.interventions.length), witness);
};
const heldRun = (): Run =>
  cuttingRun()
    .giveAll([increment(1), increment(2)], plant)
    .giveAll([plantState('Held'), readings('Held')]);
const codesOf = (run: Run) => run.context.suspicions.map(({ code }) => code);

describe('what touches the validity of a sample', () => {
  it('is only proposed by the first person, and done by the word of a second', () => {
    const asks = cuttingRun()
      .give(increment(1), plant)
      .ask(proposed(voiding(1)), operator);
    expect(asks.context).toMatchObject({ taken: 1, suspicions: [] });
    expect(asks.context.interventions).toMatchObject([
      { no: 1, reason: 'for a reason', by: { id: 'operator' }, status: 'proposed', second: null },
    ]);
    const confirms = asks.ask(confirmed(1), witness);
    expect(confirms.context).toMatchObject({ taken: 0, grossAmount: '0', keptMass: '2.5' });
    expect(confirms.context.interventions).toMatchObject([
      { status: 'done', second: { by: { id: 'witness' }, reason: null } },
    ]);
    expect(codesOf(confirms)).toEqual(['INCREMENT_VOIDED_1']);
  });

  it('is not confirmed by who proposed it, who may withdraw it', () => {
    const asks = cuttingRun()
      .give(increment(1), plant)
      .ask(proposed(voiding(1)), operator);
    expect(asks.refusalOf(confirmed(1), operator)).toMatchObject({ code: 'INTERVENTION_SAME_PERSON' });
    const withdrawn = asks.ask(declined(1), operator);
    expect(withdrawn.context).toMatchObject({
      taken: 1,
      suspicions: [],
      interventions: [{ status: 'declined', second: { reason: 'not so' } }],
    });
    expect(withdrawn.refusalOf(confirmed(1), witness)).toMatchObject({ code: 'INTERVENTION_SETTLED' });
  });

  it.each([[[]], [[2]], [[1, 7]]])('is named: %p is not', (numbers) => {
    const asks = cuttingRun()
      .give(increment(1), plant)
      .ask(proposed(voiding(1)), operator);
    expect(asks.refusalOf(confirmed(...numbers), witness)).toMatchObject({
      code: 'INTERVENTION_NOT_FOUND',
      field: 'numbers',
    });
  });

  it('is looked at again when it is confirmed: the sampler may cut by then', () => {
    const asks = heldRun().ask(proposed(discarding), operator);
    const cutting = asks.ask(asked('resume'), operator).giveAll([done('unhold'), readings('Execute')]);
    expect(cutting.refusalOf(confirmed(1), witness)).toMatchObject({ code: 'SAMPLER_NOT_STANDING' });
  });

  it('reaches the parent with who, when and why', () => {
    const ended = doneBy(heldRun(), voiding(2)).ask(asked('finish'), operator);
    const finished = ended.giveAll([
      done('complete'),
      container(3),
      readings('Completed', { 'Act.CutCount': 2 }),
    ]);
    expect(told(finished)).toMatchObject({
      taken: 1,
      interventions: [
        { deed: { kind: 'void-increment' }, by: { id: 'operator' }, second: { by: { id: 'witness' } } },
      ],
    });
  });
});

it('what belongs to another kind of run is not for this one', () => {
  const skip = { type: 'intervention.proposed', deed: { kind: 'skip-stage', stage: 'Dryer' }, reason: 'r' };
  expect(cuttingRun().refusalOf(skip, operator)).toMatchObject({
    code: 'INTERVENTION_NOT_FOR_RUN',
    field: 'deed.kind',
  });
});

describe('a voided increment', () => {
  it('is made up for by another where the stream allows it, and counted once', () => {
    const twice = doneBy(heldRun(), voiding(1));
    expect(twice.refusalOf(proposed(voiding(1)), operator)).toMatchObject({ code: 'INCREMENT_VOIDED' });
    expect(twice.refusalOf(proposed(voiding(3)), operator)).toMatchObject({ code: 'INCREMENT_NOT_RECORDED' });
    expect(twice.giveAll([increment(3), increment(4)], plant).context.taken).toBe(3);
  });
});

describe('a replaced container', () => {
  it('takes its increments with it when its contents are discarded', () => {
    const before = cuttingRun().giveAll([increment(1), container(2), increment(3), increment(4)], plant);
    const run = doneBy(before.giveAll([plantState('Held'), readings('Held')]), discarding);
    expect(run.context).toMatchObject({
      taken: 1,
      grossAmount: '30',
      keptMass: '2.5',
      containers: [{ seal: 'CS-01-2' }],
    });
    expect(codesOf(run)).toEqual(['CONTAINER_DISCARDED']);
    expect(run.refusalOf(proposed(voiding(4)), operator)).toMatchObject({ code: 'INCREMENT_VOIDED' });
    expect(run.refusalOf(proposed(voiding(1)), operator)).toBeUndefined();
  });

  it('does not take a voided increment twice', () => {
    const run = doneBy(doneBy(heldRun(), voiding(1)), discarding);
    expect(run.context).toMatchObject({ taken: 0, grossAmount: '0', keptMass: '0' });
  });

  it('stays in the sample, sealed by hand, when its contents are kept', () => {
    const run = doneBy(heldRun(), keeping);
    expect(run.context).toMatchObject({ taken: 2, containers: [{ position: 5, mass: '4.9', seal: 'H-1' }] });
    expect(run.context.open).toMatchObject({ taken: 0, after: 2 });
    expect(codesOf(run)).toEqual(['CONTAINER_REPLACED']);
  });

  it('needs nobody else, and casts no doubt, when nothing of the sample was in it', () => {
    const run = heldRun().ask(
      proposed({ kind: 'replace-container', contents: 'none', position: 3 }),
      operator,
    );
    expect(run.context).toMatchObject({
      taken: 2,
      suspicions: [],
      interventions: [{ status: 'done', second: null }],
    });
  });

  it('is not reached for while the sampler may cut', () => {
    expect(cuttingRun().refusalOf(proposed(keeping), operator)).toMatchObject({
      code: 'SAMPLER_NOT_STANDING',
    });
  });

  it('whose record was lost is brought in by hand, so that the run can end', () => {
    const counting = cuttingRun()
      .giveAll([increment(1), { type: 'plant.gap', from: 2, to: 3 }], plant)
      .ask(asked('finish'), operator)
      .giveAll([done('complete'), readings('Completed', { 'Act.CutCount': 2 })]);
    expect(counting.state).toBe('recounting');
    const ended = doneBy(counting, keeping)
      .elapse()
      .give(readings('Completed', { 'Act.CutCount': 2 }));
    expect(ended.state).toBe('finished');
  });
});

describe('sampling by hand', () => {
  const manual = () => doneBy(heldRun(), { kind: 'begin-manual' });

  it('begins at a sampler that stands, with a second person', () => {
    expect(cuttingRun().refusalOf(proposed({ kind: 'begin-manual' }), operator)).toMatchObject({
      code: 'SAMPLER_NOT_STANDING',
    });
    expect(manual().state).toBe('manual');
    expect(codesOf(manual())).toEqual(['MANUAL_SAMPLING']);
  });

  it('counts each increment once it is witnessed, several at once', () => {
    const taken = manual()
      .ask(proposed(byHand(10)), operator)
      .ask(proposed(byHand(15)), operator);
    expect(taken.context.taken).toBe(2);
    const witnessed = taken.ask(confirmed(2, 3), witness);
    expect(witnessed.context).toMatchObject({
      taken: 4,
      manual: 2,
      manualOpen: 2,
      grossAmount: '85',
      lastCutAt: '2026-03-04T23:15:00.000Z',
    });
  });

  it('is left only with what was taken under seal', () => {
    const open = doneBy(manual(), byHand(10));
    expect(open.refusalOf(asked('resume'), operator)).toMatchObject({ code: 'MANUAL_CONTAINER_OPEN' });
    expect(open.refusalOf(asked('finish'), operator)).toMatchObject({ code: 'MANUAL_CONTAINER_OPEN' });
    const sealed = doneBy(open, sealing);
    expect(sealed.context).toMatchObject({
      manualOpen: 0,
      keptMass: '42.2',
      containers: [{ position: 6, seal: 'H-2' }],
    });
    expect(sealed.refusalOf(proposed(sealing), operator)).toMatchObject({ code: 'NOTHING_TO_SEAL' });
  });

  it('is given back to the sampler, which goes on with the same sample', () => {
    const back = doneBy(doneBy(manual(), byHand(10)), sealing).ask(asked('resume'), operator);
    expect(back.give(readings('Held')).ask(asked('resume'), operator).commands).toEqual(['unhold']);
  });

  it('ends through the sampler that was started, so that it seals what it has', () => {
    const ending = doneBy(doneBy(manual(), byHand(10)), sealing);
    expect(ending.ask(asked('finish'), operator).give(readings('Held')).commands).toEqual(['complete']);
  });

  it('ends without a sampler that can no longer be completed, which leaves a doubt', () => {
    const broken = doneBy(doneBy(manual(), byHand(10)), sealing)
      .ask(asked('finish'), operator)
      .give(readings('Aborting'));
    expect(broken.state).toBe('blocked');
    const ended = broken.ask(asked('finish'), operator);
    expect(told(ended)).toMatchObject({ taken: 3, manual: 1, outcome: 'sampled' });
    expect(codesOf(ended)).toContain('RECORDS_NOT_AWAITED');
  });

  it('can be all there is, when the sampler never started', () => {
    const blocked = waitingRun().giveAll([granted, readings('Idle'), failed('start')]);
    const run = doneBy(doneBy(doneBy(blocked, { kind: 'begin-manual' }), byHand(10)), sealing).ask(
      asked('finish'),
      operator,
    );
    expect(run.messages(parent)).toMatchObject([
      { taken: 1, manual: 1, keptMass: '37.2', outcome: 'sampled' },
    ]);
    expect(run.messages(unitProcess)).toEqual([{ type: 'unit.release' }]);
  });

  it('goes on while the PLC restarts, and counts what still comes from it', () => {
    const run = manual().giveAll([boot, link(true), increment(3), stream(false, 900)], plant);
    expect(run.state).toBe('manual');
    expect(run.context.taken).toBe(3);
  });

  it('takes no increment from the future, and none while the sampler samples', () => {
    const future: SamplerDeed = {
      kind: 'manual-increment',
      amount: d('12'),
      takenAt: instant('2030-01-01T00:00:00.000Z'),
    };
    expect(manual().refusalOf(proposed(future), operator)).toMatchObject({
      code: 'TIME_IN_FUTURE',
      field: 'takenAt',
    });
    expect(heldRun().refusalOf(proposed(byHand(10)), operator)).toMatchObject({ code: 'NOT_BY_HAND' });
    expect(heldRun().refusalOf(proposed(sealing), operator)).toMatchObject({ code: 'NOT_BY_HAND' });
  });
});
