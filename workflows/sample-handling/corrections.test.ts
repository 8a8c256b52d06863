import { decimalString as d } from '../kernel/brand.ts';
import {
  before,
  begunHandling,
  codes,
  confirmed,
  corrected,
  custodian,
  declined,
  done,
  goThrough,
  parent,
  preparer,
  recipe,
  refused,
  steps,
  told,
  witness,
} from './handling.fixture.ts';

describe('a correction', () => {
  const wrong = goThrough(before('weigh'), 'weigh', { ...told.weigh, gross_kg: d('15.5') });

  it('is a new record that a second person confirms; the old one stays', () => {
    expect(codes(wrong)).toEqual(['MASS_STEP_weigh']);
    const proposal = wrong.ask(corrected('weigh', told.weigh), preparer);
    expect([proposal.state, codes(proposal)]).toEqual(['due', ['MASS_STEP_weigh']]);
    const right = proposal.ask(confirmed(3), witness);
    expect([right.state, codes(right)]).toEqual(['due', []]);
    expect(right.context.records.map(({ deed, reason }) => [deed.kind, deed.step, reason])).toEqual([
      ['do', 'receive', ''],
      ['do', 'weigh', ''],
      ['correct', 'weigh', 'misread'],
    ]);
    expect(right.context.records[1]?.deed.data).toMatchObject({ gross_kg: '15.5' });
  });

  it('does not stop the next step, but nothing ends while it waits', () => {
    const open = before('hand-over').ask(corrected('weigh', { ...told.weigh, balanceId: 'W-2' }), preparer);
    const through = open.ask(done('hand-over'), preparer).ask(confirmed(8), custodian);
    expect(through.state).toBe('settling');
    expect(through.messages(parent)).toEqual([]);
    expect(through.ask(confirmed(7), witness).state).toBe('handled');
    expect(through.ask(declined(7), preparer).state).toBe('handled');
  });

  it('is for what is done, one at a time, and checked like the step', () => {
    expect(refused(before('mix'), corrected('mix', told.mix))).toEqual({
      code: 'STEP_NOT_DONE',
      field: 'step',
    });
    const pending = before('mix').ask(corrected('weigh', told.weigh), preparer);
    expect(refused(pending, corrected('weigh', told.weigh))).toEqual({
      code: 'CORRECTION_PENDING',
      field: 'step',
    });
    expect(refused(before('mix'), corrected('weigh', { ...told.weigh, tare_kg: d('11') }))).toEqual({
      code: 'TARE_NOT_BELOW_GROSS',
      field: 'data.tare_kg',
    });
    expect(refused(before('mix'), { ...corrected('weigh', told.weigh), step: 'dry' })).toEqual({
      code: 'STEP_UNKNOWN',
      field: 'step',
    });
  });

  it('is looked at again when it is confirmed: a seal may be taken by then', () => {
    const [first, ...rest] = told.receive.containers;
    const filling = before('fill').ask(done('fill'), preparer);
    const reread = corrected('receive', {
      ...told.receive,
      containers: [{ ...first, seal: 'L-1' }, ...rest],
    });
    const both = filling.ask(reread, preparer);
    expect(refused(both, confirmed(5), witness)).toEqual({
      code: 'SEAL_REPEATED',
      field: 'data.bottles[0].seal',
    });
    expect(refused(both.ask(declined(6), witness), confirmed(5), witness)).toBeUndefined();
  });
});

describe('a step with a target', () => {
  it('missed once is a finding, and the step can still be done', () => {
    const timed = before('weigh');
    expect(timed.state).toBe('timed');
    const late = timed.elapse();
    expect([late.state, codes(late), late.waitsForTime]).toEqual(['due', ['STEP_OVERDUE_weigh'], false]);
    expect(codes(goThrough(late, 'weigh'))).toEqual(['STEP_OVERDUE_weigh']);
  });

  it('met leaves no timer behind', () => {
    const met = goThrough(before('weigh'), 'weigh');
    expect([met.waitsForTime, codes(met)]).toEqual([false, []]);
  });

  it('keeps it while something else is corrected', () => {
    const correction = before('weigh').ask(
      corrected('receive', { ...told.receive, balanceId: 'W-2' }),
      preparer,
    );
    const settledLater = correction.ask(confirmed(2), witness);
    expect([correction.state, settledLater.state]).toEqual(['timed', 'timed']);
    expect(settledLater.elapse().context.overdue).toEqual([
      { step: 'weigh', at: '2026-03-05T00:30:02.000Z' },
    ]);
  });

  it('keeps it when what was told is declined', () => {
    const witnessed = { ...recipe, steps: [{ ...steps.weigh, from: null, witness: true }] };
    const begun = begunHandling({ recipe: witnessed });
    expect(begun.state).toBe('timed');
    const proposed = begun.ask(done('weigh'), preparer);
    expect([proposed.state, proposed.waitsForTime]).toEqual(['witnessing', false]);
    const back = proposed.ask(declined(1), witness);
    expect(back.state).toBe('timed');
    expect(back.elapse().context.overdue).toEqual([{ step: 'weigh', at: '2026-03-05T00:30:00.000Z' }]);
  });
});
