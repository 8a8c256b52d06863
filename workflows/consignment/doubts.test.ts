import { coalRulePack } from '../coal-sampling/rule-pack.fixture.ts';
import { decimalString as d } from '../kernel/brand.ts';
import { person } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import {
  custodians,
  declared,
  decode,
  decoded,
  playOut,
  prepare,
  prepared,
  sampled,
} from './consignment.fixture.ts';
import { judgePreparation } from './coal/findings.ts';
import { isMissing } from './unit.ts';

const pack = coalRulePack;
const officer = person('officer');
const decision = (unitNo: number, how: 'ACCEPT' | 'REJECT'): Told => ({
  type: 'validity.decided',
  unitNo,
  decision: how,
  reason: 'looked into',
});
const doubt = { code: 'PLC_RESTARTED', zh: 'z', en: 'The PLC restarted.' };
const codes: Told = { type: 'codes.drawn', stage: 'sampling', ref: 0, codes: ['LOT', 'S1', 'S2'] };
const suspectFirst = () =>
  playOut(pack, { sampling: (no) => sampled(no, no === 1 ? { suspicions: [doubt] } : {}) });

describe('a suspect sample', () => {
  it('is prepared and tested, but not decoded before an officer decides', () => {
    const waiting = suspectFirst();
    expect(waiting.state).toBe('working');
    expect(waiting.context.units).toMatchObject([
      { stage: 'tested', validity: 'SUSPECT' },
      { stage: 'tested', validity: 'VALID' },
    ]);
    expect(waiting.refusalOf(decode, custodians[0])).toMatchObject({ code: 'NOT_POSSIBLE_NOW' });
    expect(waiting.ask(decision(1, 'ACCEPT'), officer).state).toBe('decoding');
  });

  it('that is accepted stands on the certificate with doubt, officer and reason', () => {
    const ready = decoded(suspectFirst().ask(decision(1, 'ACCEPT'), officer));
    const [certificate] = ready.ask(prepare, person('preparer')).wishes('process.start');
    expect(certificate).toHaveProperty('input.draft.deviations', [
      {
        code: 'PLC_RESTARTED',
        zh: '采样单元1：z',
        en: 'Unit 1: The PLC restarted.',
        acceptedBy: 'Name of officer',
        reason: 'looked into',
      },
    ]);
  });

  it('that is rejected asks for another sampling', () => {
    const rejected = suspectFirst().ask(decision(1, 'REJECT'), officer);
    expect(rejected.state).toBe('working');
    expect(rejected.refusalOf(prepare, person('preparer'))).toMatchObject({ code: 'NOT_POSSIBLE_NOW' });
  });

  it('is decided once, and no other sample is', () => {
    expect(suspectFirst().refusalOf(decision(2, 'ACCEPT'), officer)).toMatchObject({
      code: 'NOTHING_TO_DECIDE',
      field: 'unitNo',
    });
    expect(suspectFirst().refusalOf(decision(3, 'ACCEPT'), officer)).toMatchObject({
      code: 'UNIT_NOT_FOUND',
      field: 'unitNo',
    });
    const accepted = declared(pack)
      .give(codes)
      .give({ ...sampled(1, { suspicions: [doubt] }) })
      .ask(decision(1, 'ACCEPT'), officer);
    expect(accepted.refusalOf(decision(1, 'REJECT'), officer)).toMatchObject({ code: 'NOTHING_TO_DECIDE' });
  });

  it('whose preparation casts a new doubt is decided anew', () => {
    const accepted = declared(pack)
      .give(codes)
      .give({ ...sampled(1, { suspicions: [doubt] }) })
      .give({ type: 'codes.drawn', stage: 'preparation', ref: 1, codes: ['P1'] })
      .ask(decision(1, 'ACCEPT'), officer);
    const doubted = accepted.give({ ...prepared(1, { doubts: ['PREPARATION_INTERRUPTED'] }) });
    expect(doubted.context.units[0]).toMatchObject({ validity: 'SUSPECT', officer: null });
    expect(doubted.refusalOf(decision(1, 'ACCEPT'), officer)).toBeUndefined();
    const clean = accepted.give({ ...prepared(1) });
    expect(clean.context.units[0]?.officer).toMatchObject({ decision: 'ACCEPT' });
  });
});

describe('a lost sample', () => {
  it.each([
    ['aborted in sampling', { sampling: (no: number) => sampled(no, { outcome: 'aborted' }) }],
    ['without any increment', { sampling: (no: number) => sampled(no, { taken: 0, grossAmount: d('0') }) }],
    ['aborted in preparation', { preparation: (no: number) => prepared(no, { outcome: 'aborted' }) }],
    [
      'without a bottle that could be tested',
      {
        preparation: (no: number) =>
          prepared(no, { bottles: prepared(no).bottles.filter(({ type }) => type === 32) }),
      },
    ],
  ])('asks for another sampling: %s', (_, children) => {
    const lost = playOut(pack, children);
    expect(lost.state).toBe('working');
    expect(lost.context.units.filter(isMissing)).toHaveLength(lost.context.units.length);
    expect(lost.refusalOf(decode, custodians[0])).toMatchObject({ code: 'NOT_POSSIBLE_NOW' });
  });

  it('does not keep the rest of the cargo from being sampled: it is unloaded all the same', () => {
    const aborted = declared(pack)
      .give(codes)
      .give({ ...sampled(1, { outcome: 'aborted' }) });
    expect(aborted.context.units).toMatchObject([{ stage: 'rejected' }, { stage: 'sampling' }]);
    const second = aborted.give({ ...sampled(2) });
    expect(second.wishes('custody.draw-codes')).toEqual([{ stage: 'preparation', ref: 2, count: 1 }]);
  });

  it('that an officer rejects while it is prepared is not tested any more', () => {
    const rejected = declared(pack)
      .give(codes)
      .give({ ...sampled(1, { suspicions: [doubt] }) })
      .give({ type: 'codes.drawn', stage: 'preparation', ref: 1, codes: ['P1'] })
      .ask(decision(1, 'REJECT'), officer)
      .give({ ...prepared(1) });
    expect(rejected.context.units[0]).toMatchObject({ prepared: { unitNo: 1 }, bottles: [] });
    expect(rejected.wished).toEqual([]);
  });

  it('still has on record what the other unit gives', () => {
    const second = declared(pack)
      .give(codes)
      .give({ ...sampled(1) })
      .give({ type: 'codes.drawn', stage: 'preparation', ref: 1, codes: ['P1'] })
      .give({ ...prepared(1, { outcome: 'aborted' }) });
    const recorded = second.give({ ...sampled(2) });
    expect(recorded.context.units[1]).toMatchObject({ stage: 'sampled', sampled: { unitNo: 2 } });
    expect(recorded.wishes('process.start')).toEqual([]);
  });
});

describe('a preparation', () => {
  const judged = (changed: Parameters<typeof prepared>[1]) =>
    judgePreparation(prepared(1, changed), pack.preparation).findings.map(({ code }) => code);
  const { bottles, stages } = prepared(1);

  it('without fault leaves no finding', () => {
    expect(judged({})).toEqual([]);
  });
  it.each([
    ['2 % lost', '58.8'],
    ['1 % gained', '60.6'],
  ])('whose masses do not balance is found: %s', (_, mass) => {
    expect(
      judged({
        stages: stages.map((stage) => ({ ...stage, children: [{ name: 'onward', mass: d(mass) }] })),
      }),
    ).toEqual(['MASS_BALANCE']);
  });
  it('with a bottle short, missing or unknown is found', () => {
    expect(
      judged({
        bottles: bottles.map((bottle) => (bottle.type === 61 ? { ...bottle, mass: d('1.2') } : bottle)),
      }),
    ).toEqual(['BOTTLE_SHORT']);
    expect(judged({ bottles: bottles.slice(0, 3) })).toEqual(['BOTTLE_MISSING']);
  });
  it('whose moisture bottle was sealed after heating is found', () => {
    const late = bottles.map((bottle) =>
      bottle.type === 61 ? { ...bottle, at: bottles[3]?.at ?? bottle.at } : bottle,
    );
    expect(judged({ bottles: late })).toEqual(['MOISTURE_AFTER_HEATING']);
  });
  it('with doubts of the line carries them on', () => {
    expect(judged({ doubts: ['PREPARATION_INTERRUPTED', 'BOTTLE_PACKED_AGAIN'] })).toEqual([
      'PREPARATION_INTERRUPTED',
      'BOTTLE_PACKED_AGAIN',
    ]);
  });
});
