import { person } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import {
  declared,
  drawn,
  grainCargo,
  grainPack,
  handled,
  petroleumCargo,
  sampled,
  tested,
} from './product/product.fixture.ts';
import type { Consignment } from './product/product.fixture.ts';

/** A ship of soybeans in two holds, in which a pest is found. */

const officer = person('officer');
const pest: Told = {
  type: 'quarantine.found',
  finding: 'LISTED_PEST',
  unitNo: 1,
  whileUnloading: true,
  treatment: 'effective',
  remark: 'living beetles between the planks',
  evidence: [],
};
const settle = (outcome: string, holdNo = 1): Told => ({
  type: 'quarantine.settled',
  holdNo,
  outcome,
  reason: 'fumigated, certificate F-7',
});
const begun = () => declared(grainCargo(['OTA', 'Pb'])).give(drawn('sampling', 3, 'S'));
const found = { OTA: '1.0', Pb: '0.05' };
const test = (consignment: Consignment, no: number) =>
  tested(consignment.give(handled(no)).give(drawn('assay', 2, `A${no}`, no)), grainPack.assay.items, found);

describe('a pest that is found while unloading', () => {
  it('asks for the discharge to stop, and holds what would follow; what happens is recorded', () => {
    const held = begun().ask(pest, officer);
    expect(held.context.holds).toMatchObject([
      { no: 1, stopsDischarge: true, allowed: ['TREAT_THEN_REINSPECT', 'RETURN', 'DESTROY'], settled: null },
    ]);
    const ended = held.give(sampled(1)).give(drawn('preparation', 1, 'P', 1));
    expect(ended.wished).toEqual([]);
    expect(ended.context.units.map(({ stage }) => stage)).toEqual(['sampled', 'planned']);
  });

  it('lets everything go on where it stood once an officer settled it', () => {
    const freed = begun()
      .ask(pest, officer)
      .give(sampled(1))
      .give(drawn('preparation', 1, 'P', 1))
      .ask(settle('TREAT_THEN_REINSPECT'), officer);
    expect(freed.wishes('process.start')).toMatchObject([
      { definition: 'grain-sampling', input: { order: { unitNo: 2 } } },
      { process: 'sample-handling/P1' },
    ]);
    expect(freed.context.holds).toMatchObject([{ settled: { outcome: 'TREAT_THEN_REINSPECT' } }]);
  });

  it('is in the release advice of the cargo, and on its paper with what was decided', () => {
    const first = begun()
      .ask(pest, officer)
      .ask(settle('TREAT_THEN_REINSPECT'), officer)
      .give(sampled(1))
      .give(drawn('preparation', 1, 'P1', 1));
    const both = test(first, 1)
      .give(sampled(2))
      .give(drawn('preparation', 1, 'P2', 2));
    const decoded = ['c1', 'c2'].reduce(
      (so, who) => so.ask({ type: 'decode.authorised' }, person(who)),
      test(both, 2),
    );
    expect(decoded.context.conformity?.advice.map(({ advice }) => advice)).toContain('TREAT');
    expect(decoded.context.conformity?.findings.map(({ code }) => code)).toContain('QUARANTINE_FINDING');
  });

  it('ends the inspection when the cargo is not admitted, once nobody works on it', () => {
    const refused = begun().ask(pest, officer).ask(settle('RETURN'), officer);
    expect([refused.state, refused.context.ended?.kind]).toEqual(['ending', 'not-admitted']);
    const over = refused.give(sampled(1));
    expect([over.state, over.isDone, over.wished]).toEqual(['ended', true, []]);
  });

  it.each([
    ['a finding without a rule', { ...pest, finding: 'UFO' }, 'FINDING_UNKNOWN', 'finding'],
    ['a hold that is not there', { ...pest, unitNo: 7 }, 'UNIT_NOT_FOUND', 'unitNo'],
    ['an outcome the law does not have', settle('CHANGE_OF_USE'), 'OUTCOME_NOT_ALLOWED', 'outcome'],
    ['a finding that is not there', settle('RETURN', 4), 'HOLD_NOT_FOUND', 'holdNo'],
  ])('refuses %s', (_, told, code, field) => {
    expect(begun().ask(pest, officer).refusalOf(told, officer)).toMatchObject({ code, field });
  });

  it('keeps a second finding from being forgotten: all must be settled', () => {
    const two = begun()
      .ask(pest, officer)
      .ask({ ...pest, unitNo: 2 }, officer)
      .give(sampled(1));
    const one = two.ask(settle('TREAT_THEN_REINSPECT'), officer);
    expect(one.wished).toEqual([]);
    expect(one.ask(settle('TREAT_THEN_REINSPECT', 2), officer).wished.length).toBeGreaterThan(0);
  });
});

it('a cargo that is not inspected in quarantine has no such finding', () => {
  const crude = declared(petroleumCargo([])).give(drawn('sampling', 2, 'S'));
  expect(crude.refusalOf(pest, officer)).toMatchObject({ code: 'NO_QUARANTINE', field: 'finding' });
});
