import { decimalString as d } from '../kernel/brand.ts';
import { person } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import {
  approved, byProcess, custodian, divided, duplicate, filled, giveUp, laboratory, ordered, originalApproved, reference, release, testing,
} from './blind-control.fixture.ts'; // prettier-ignore
import type { BlindSample } from './blind-control.fixture.ts';

const own = (code: string, ash: string) => approved(code, ['M', 'ad', '5.00'], ['A', 'ad', ash]);
const byAssay = (code: string) => byProcess(`assay/${code}`);
const refusedAs = (sample: BlindSample, event: Told, by = custodian) => {
  const refusal = sample.refusalOf(event, by);
  return refusal && [refusal.code, 'field' in refusal ? refusal.field : undefined];
};

describe('one control', () => {
  it('waits for an ordinary bottle after it was labelled', () => {
    const labelled = ordered().ask(divided, custodian);
    expect(labelled.state).toBe('waiting');
    expect(labelled.messages(laboratory)).toEqual([{ type: 'control.ready', code: 'D-1' }]);
    expect(labelled.context.labelled).toMatchObject({
      portion_kg: '0.06',
      rest_kg: '0.06',
      seal: 'S-1',
      restSeal: 'S-2',
      by: { id: 'custodian' },
    });
    const onBench = labelled.give(release, byProcess(laboratory));
    expect(onBench.wishes('process.start')).toEqual([
      {
        definition: 'assay',
        process: 'assay/D-1',
        input: {
          order: { parent: 'blind-sample/D-1', code: 'D-1', items: duplicate.items, pack: duplicate.pack },
        },
      },
    ]);
  });

  it('goes to the bench alone when none comes for long', () => {
    expect(ordered().waitsForTime).toBe(false);
    const alone = ordered().ask(divided, custodian).elapse();
    expect([alone.state, alone.wishes('process.start').length]).toEqual(['testing', 1]);
  });

  it('is scored when both bottles are approved, in whatever order', () => {
    const [mine, its] = [own('D-1', '10.22'), own('A-1', '10.00')];
    const half = testing().give(mine, byAssay('D-1'));
    expect([half.state, half.context.scores]).toEqual(['testing', []]);
    const one = half.give(originalApproved(its), byProcess(laboratory));
    const other = testing().give(originalApproved(its), byProcess(laboratory)).give(mine, byAssay('D-1'));
    for (const done of [one, other]) {
      expect([done.state, done.isDone]).toEqual(['scored', true]);
      expect(done.context.scores.map(({ item, verdict }) => [item, verdict])).toEqual([
        ['M', 'ok'],
        ['A', 'action'],
      ]);
      expect(done.messages(laboratory)).toEqual([
        { type: 'control.ended', code: 'D-1', outcome: 'scored', portionUsed: true },
      ]);
      expect(done.messages()).toHaveLength(1);
    }
  });

  it('takes results of its own bottles only', () => {
    const strange = testing()
      .give(own('A-9', '10.00'), byAssay('A-9'))
      .give(originalApproved(own('A-9', '10.00')), byProcess(laboratory));
    expect(strange.context).toMatchObject({ own: null, original: null });
    const twice = testing()
      .give(own('D-1', '10.00'), byAssay('D-1'))
      .give(own('D-1', '99.00'), byAssay('D-1'));
    expect(twice.context.own?.results[1]?.mean).toBe('10.00');
  });

  it('of a reference material is scored by its own results', () => {
    const done = testing(reference).give(own('R-1', '9.50'), byAssay('R-1'));
    expect(done.state).toBe('scored');
    expect(done.context.scores.map(({ item, verdict }) => [item, verdict])).toEqual([['A', 'ok']]);
  });

  it('has results that were there before it', () => {
    const known = ordered(duplicate, own('A-1', '10.00')).ask(divided, custodian).give(release);
    expect(known.give(own('D-1', '10.00'), byAssay('D-1')).state).toBe('scored');
  });

  it('is given up with a reason, at any time before it is scored', () => {
    const unfilled = ordered(reference).ask(giveUp, custodian);
    expect(unfilled.messages(laboratory)).toEqual([
      { type: 'control.ended', code: 'R-1', outcome: 'given-up', portionUsed: false },
    ]);
    expect(testing().ask(giveUp, custodian).context.givenUp).toMatchObject({
      reason: 'spilt',
      by: { id: 'custodian' },
    });
    const scored = testing(reference).give(own('R-1', '9.50'), byAssay('R-1'));
    expect(refusedAs(scored, giveUp)).toEqual(['NOT_POSSIBLE_NOW', undefined]);
  });

  it('balances what was divided', () => {
    const asked = (changed: object, of = ordered()) => refusedAs(of, { ...divided, ...changed });
    expect(asked({})).toBeUndefined();
    expect(asked({ rest_kg: d('0.0612') })).toBeUndefined();
    expect(asked({ rest_kg: d('0.0613') })).toEqual(['MASS_NOT_BALANCED', 'rest_kg']);
    expect(asked({ rest_kg: d('0.0587') })).toEqual(['MASS_NOT_BALANCED', 'rest_kg']);
    expect(asked({ portion_kg: d('0') })).toEqual(['MASS_NOT_POSITIVE', 'portion_kg']);
    expect(asked({ portion_kg: d('0.12'), rest_kg: d('-0.001') })).toEqual(['MASS_NOT_POSITIVE', 'rest_kg']);
    expect(asked({ rest_kg: null })).toEqual(['REST_MISSING', 'rest_kg']);
    const material = ordered(reference);
    expect(asked({ rest_kg: null }, material)).toEqual(['NOTHING_DIVIDED', 'restSeal']);
    expect(asked({}, material)).toEqual(['NOTHING_DIVIDED', 'rest_kg']);
    expect(refusedAs(material, filled)).toBeUndefined();
    expect(refusedAs(material, { ...filled, portion_kg: d('0') })).toEqual([
      'MASS_NOT_POSITIVE',
      'portion_kg',
    ]);
  });

  it('is filled by persons, once', () => {
    expect(refusedAs(ordered(), divided, byProcess('assay/D-1'))).toEqual([
      'CONTROL_NOT_PERMITTED',
      undefined,
    ]);
    expect(refusedAs(ordered(), giveUp, byProcess('assay/D-1'))).toEqual([
      'CONTROL_NOT_PERMITTED',
      undefined,
    ]);
    expect(refusedAs(testing(), divided, person('other'))).toEqual(['NOT_POSSIBLE_NOW', undefined]);
  });
});
