import { coalRulePack } from '../coal-sampling/rule-pack.fixture.ts';
import { decimalString as d, instant } from '../kernel/brand.ts';
import { person } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import {
  decided,
  declared,
  decoded,
  issuedAs,
  playOn,
  playOut,
  prepare,
  prepared,
  sampled,
} from './consignment.fixture.ts';

const pack = coalRulePack;
const officer = person('officer');
const customs = { kind: 'customs' as const, id: 'customs-demo' };
const codes: Told = { type: 'codes.drawn', stage: 'sampling', ref: 0, codes: ['LOT', 'S1', 'S2'] };
const issued = issuedAs('DG2026-11-000001');
const certified = () => decoded(playOut(pack)).ask(prepare, person('preparer')).give(issued);
const ending = (kind: string): Told => ({ type: 'inspection.ended', kind, reason: 'the buyer withdrew' });
const split = (...unitNos: number[]): Told => ({
  type: 'split.declared',
  unitNos,
  port: '青岛 Qingdao',
  reason: 'draught',
});
const dispute: Told = { type: 'reinspection.requested', applicant: 'ACME', reason: 'ash' };

describe('an inspection that is withdrawn or cancelled', () => {
  it('begins nothing any more, records what still runs, and ends with it', () => {
    const ended = declared(pack).give(codes).ask(ending('withdrawn'), officer);
    expect(ended.state).toBe('ending');
    const over = ended.give({ ...sampled(1) });
    expect(over).toMatchObject({ state: 'ended', isDone: true, wished: [] });
    expect(over.context).toMatchObject({
      ended: { kind: 'withdrawn', by: 'Name of officer', reason: 'the buyer withdrew' },
      units: [{ stage: 'sampled' }, { stage: 'planned' }],
    });
  });
  it('can be ended until its certificate is prepared', () => {
    expect(playOut(pack).ask(ending('cancelled'), officer).state).toBe('ended');
    expect(decoded(playOut(pack)).ask(ending('cancelled'), officer).state).toBe('ended');
    expect(certified().refusalOf(ending('cancelled'), officer)).toMatchObject({ code: 'NOT_POSSIBLE_NOW' });
  });
});

describe('a cargo of which a part goes to another port', () => {
  it('is certified for what was discharged here, and the paper says so', () => {
    const begun = declared(pack).give(codes).ask(split(2), officer);
    const here = playOn(begun.give({ ...sampled(1) }), pack);
    expect(here.state).toBe('decoding');
    expect(here.context.units.map(({ stage }) => stage)).toEqual(['tested', 'elsewhere']);
    const [certificate] = decoded(here).ask(prepare, person('preparer')).wishes('process.start');
    expect(certificate).toMatchObject({
      input: {
        draft: {
          sampling: { units: [{ no: 1 }] },
          deviations: [{ code: 'PART_ELSEWHERE', reason: 'draught' }],
        },
      },
    });
  });
  it.each([
    ['a unit that is being sampled', split(1), 'UNIT_NOT_FOUND'],
    ['a unit that is not there', split(3), 'UNIT_NOT_FOUND'],
  ])('cannot send away %s', (_, told, code) => {
    expect(declared(pack).give(codes).refusalOf(told, officer)).toMatchObject({ code, field: 'unitNos' });
  });
  it('is split once', () => {
    const once = declared(pack).give(codes).ask(split(2), officer);
    expect(once.refusalOf(split(2), officer)).toMatchObject({ code: 'SPLIT_ALREADY' });
  });
});

describe('a result that is disputed', () => {
  const disputed = () => certified().ask(decided('use'), customs).ask(dispute, officer);

  it('is tested again from the retained samples, decoded by two persons, and certified anew', () => {
    const retested = playOn(disputed(), pack);
    expect(retested.state).toBe('decoding');
    expect(retested.context.reinspection).toMatchObject({
      applicant: 'ACME',
      first: { certificateNo: 'DG2026-11-000001' },
    });
    expect(retested.context.units.filter(({ replacedBy }) => replacedBy === null)).toMatchObject([
      { origin: { kind: 'reserve', of: 1 } },
      { origin: { kind: 'reserve', of: 2 } },
    ]);
    const certifying = decoded(retested).ask(prepare, person('preparer'));
    expect(certifying.wishes('process.start')).toMatchObject([{ process: 'certificate/D1.1.2' }]);
    const again = certifying.give({ ...issued, number: 'DG2026-11-000002' });
    expect(again.state).toBe('certified');
    expect(again.ask(decided('use', { id: 'second' }), customs).state).toBe('closed');
  });

  it('is disputed once, and in time', () => {
    const again = decoded(playOn(disputed(), pack)).ask(prepare, person('preparer')).give(issued);
    expect(again.refusalOf(dispute, officer)).toMatchObject({ code: 'REINSPECTED_ALREADY' });
    const impatient = { requestWithinDays: -1, concludeWithinDays: 60 };
    const late = decoded(
      playOut(
        pack,
        {},
        { order: { site: { ...declared(pack).context.order.site, reinspection: impatient } } },
      ),
    )
      .ask(prepare, person('preparer'))
      .give(issued);
    expect(late.refusalOf(dispute, officer)).toMatchObject({ code: 'REINSPECTION_LATE' });
  });

  it('without a retained sample cannot be tested again', () => {
    const without = (no: number) =>
      prepared(no, { bottles: prepared(no).bottles.filter(({ type }) => type !== 22) });
    const accepted = [1, 2].reduce(
      (so, unitNo) =>
        so.ask({ type: 'validity.decided', unitNo, decision: 'ACCEPT', reason: 'enough' }, officer),
      playOut(pack, { preparation: without }),
    );
    const paper = decoded(accepted).ask(prepare, person('preparer')).give(issued);
    expect(paper.refusalOf(dispute, officer)).toMatchObject({ code: 'NO_RESERVE' });
  });
});

describe('how long a unit takes', () => {
  const site = { ...declared(pack).context.order.site, stageTimes: { sampled: { target: 5, breach: 60 } } };
  const waiting = () =>
    declared(pack, { order: { site } })
      .give(codes)
      .give({ ...sampled(1) });

  it('is noted stage by stage', () => {
    expect(playOut(pack).context.units[0]?.reached.map(({ stage }) => stage)).toEqual([
      'sampling',
      'sampled',
      'preparing',
      'prepared',
      'testing',
      'tested',
    ]);
  });
  it('makes it late when it stays too long, and no longer when it goes on', () => {
    const late = waiting().elapse();
    expect(late.context.units[0]?.late).toBe('target');
    expect(late.elapse().context.units[0]?.late).toBe('breach');
    const on = late.give({ type: 'codes.drawn', stage: 'preparation', ref: 1, codes: ['P1'] });
    expect([on.context.units[0]?.late, on.waitsForTime]).toEqual([null, false]);
  });
});

describe('what is measured and looked at on site', () => {
  const survey: Told = {
    type: 'quantity.measured',
    id: 'DS-1',
    method: 'draft-survey',
    quantity: d('7990'),
    unit: 't',
    measuredAt: instant('2026-03-05T01:00:00.000Z'),
    document: 'DS-2026-1',
    evidence: [],
  };
  const check: Told = {
    type: 'site.checked',
    id: 'R-1',
    check: 'radioactivity',
    unitNo: null,
    finding: 'normal',
    value: { number: d('0.12'), unit: 'μSv/h' },
    remark: null,
    evidence: [],
  };
  it('is kept as it was told, in whatever state', () => {
    const noted = certified().ask(survey, officer).ask(check, officer);
    expect(noted.context).toMatchObject({
      measurements: [{ id: 'DS-1', quantity: '7990', by: 'Name of officer' }],
      siteChecks: [{ id: 'R-1', finding: 'normal' }],
    });
  });
  it.each([
    ['no quantity', { ...survey, quantity: d('0') }, 'QUANTITY_NOT_POSITIVE', 'quantity'],
    ['something abnormal without words', { ...check, finding: 'abnormal' }, 'REMARK_MISSING', 'remark'],
    ['a unit that is not there', { ...check, unitNo: 9 }, 'UNIT_NOT_FOUND', 'unitNo'],
  ])('refuses %s', (_, told, code, field) => {
    expect(declared(pack).give(codes).refusalOf(told, officer)).toMatchObject({ code, field });
  });
  it('is not overwritten', () => {
    const noted = declared(pack).give(codes).ask(survey, officer).ask(check, officer);
    for (const told of [survey, check])
      expect(noted.refusalOf(told, officer)).toMatchObject({ code: 'RECORD_REPEATED', field: 'id' });
  });
});
