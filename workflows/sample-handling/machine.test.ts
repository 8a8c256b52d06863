import { person } from '../kernel/testing/rehearsal.ts';
import type { Handling } from './handling.fixture.ts';
import {
  before,
  begunHandling,
  confirmed,
  corrected,
  custodian,
  declined,
  done,
  goThrough,
  parent,
  photo,
  preparer,
  recipe,
  refused,
  steps,
  told,
  witness,
} from './handling.fixture.ts';
import { nextStep } from './handling.ts';
import type { HandlingFinished } from './finished.ts';

const finished = (handling: Handling) => handling.messages(parent)[0] as HandlingFinished | undefined;

describe('a handling', () => {
  it('goes through its recipe and tells its parent the bottles, the balances and the whole record', () => {
    const end = goThrough(before('hand-over'), 'hand-over');
    expect([end.state, end.isDone]).toEqual(['handled', true]);
    expect(finished(end)).toMatchObject({
      type: 'handling.finished',
      unitNo: 2,
      sampleId: 'P-1',
      recipe: 'test',
      outcome: 'handled',
      reason: null,
      bottles: [
        { kind: 'laboratory', mass: '1.5', seal: 'L-1', parentContainers: [1, 2] },
        { kind: 'retained', mass: '1', volume: '700', seal: 'R-1', parentContainers: [1, 2] },
      ],
      balance: [
        {
          step: 'divide',
          in_kg: '10',
          out_kg: '2.5',
          rejected_kg: '7.5',
          loss_pct: '0.00',
          verdict: 'normal',
        },
        { step: 'fill', in_kg: '2.5', out_kg: '2.5', rejected_kg: '0', loss_pct: '0.00', verdict: 'normal' },
      ],
      findings: [],
      startedAt: '2026-03-05T00:00:00.000Z',
      endedAt: '2026-03-05T00:00:10.000Z',
    });
    expect(finished(end)?.unchecked).toContainEqual({ step: 'mix', what: 'speed_rpm' });
    expect(
      finished(end)?.steps.map(({ deed, by, second }) => [deed.step, by.id, second?.by.id ?? null]),
    ).toEqual([
      ['receive', 'preparer', 'witness'],
      ['weigh', 'preparer', null],
      ['mix', 'preparer', null],
      ['divide', 'preparer', null],
      ['fill', 'preparer', 'witness'],
      ['photo', 'preparer', null],
      ['hand-over', 'preparer', 'custodian'],
    ]);
  });

  it('bottle times are those of the filling, not of its confirmation', () => {
    const filling = before('fill').ask(done('fill'), preparer);
    const at = filling.context.records.at(-1)?.at;
    const end = goThrough(goThrough(filling.ask(confirmed(5), witness), 'photo'), 'hand-over');
    expect(finished(end)?.bottles.map((bottle) => bottle.at)).toEqual([at, at]);
  });

  it('refuses a step out of turn, twice, or of no recipe', () => {
    expect(refused(begunHandling(), done('weigh'))).toEqual({ code: 'STEP_OUT_OF_ORDER', field: 'step' });
    expect(refused(before('mix'), done('weigh'))).toEqual({ code: 'STEP_DONE', field: 'step' });
    expect(refused(before('mix'), { ...done('mix'), step: 'dry' })).toEqual({
      code: 'STEP_UNKNOWN',
      field: 'step',
    });
    expect(refused(before('mix'), done('mix', told.weigh))).toEqual({
      code: 'STEP_KIND_DIFFERS',
      field: 'data.kind',
    });
  });

  it('is abandoned with a reason at any time, and says what there is', () => {
    const given = before('photo').ask({ type: 'handling.abandon', reason: 'spilled' }, preparer);
    expect(given.state).toBe('abandoned');
    expect(finished(given)).toMatchObject({
      outcome: 'abandoned',
      reason: 'spilled',
      bottles: [{ seal: 'L-1' }, { seal: 'R-1' }],
    });
    expect(
      finished(begunHandling().ask({ type: 'handling.abandon', reason: 'lost' }, preparer)),
    ).toMatchObject({ bottles: [], steps: [] });
  });
});

describe('a witness', () => {
  const proposed = begunHandling().ask(done('receive'), preparer);

  it('is waited for: nothing else is done meanwhile', () => {
    expect([proposed.state, nextStep(proposed.context)?.id]).toEqual(['witnessing', 'receive']);
    expect(refused(proposed, done('weigh'))).toEqual({ code: 'STEP_PROPOSED', field: 'step' });
    expect(refused(proposed, done('receive'), witness)).toEqual({ code: 'STEP_PROPOSED', field: 'step' });
  });

  it('is another person', () => {
    expect(refused(proposed, confirmed(1))).toEqual({ code: 'INTERVENTION_SAME_PERSON', field: 'numbers' });
    expect(proposed.ask(confirmed(1), witness).context.records[0]).toMatchObject({
      status: 'done',
      second: { by: { id: 'witness' } },
    });
  });

  it('may decline, and the step is told anew', () => {
    const again = proposed.ask(declined(1), witness);
    expect([again.state, again.context.records[0]?.status]).toEqual(['due', 'declined']);
    expect(goThrough(again, 'receive').context.records.map(({ status }) => status)).toEqual([
      'declined',
      'done',
    ]);
  });
});

describe('a hand-over', () => {
  const given = before('hand-over').ask(done('hand-over'), preparer);

  it('is told by who gives and confirmed by who receives, and nobody else', () => {
    for (const other of [witness, person('custodian2')])
      expect(refused(given, confirmed(7), other)).toEqual({
        code: 'HANDOVER_NOT_PERMITTED',
        field: 'numbers',
      });
    expect(given.ask(confirmed(7), custodian).state).toBe('handled');
  });

  it('is between two persons', () => {
    const toSelf = { ...told['hand-over'], receivedBy: 'preparer' };
    expect(refused(before('hand-over'), done('hand-over', toSelf))).toEqual({
      code: 'HANDOVER_SAME_PERSON',
      field: 'data.receivedBy',
    });
  });

  it('in the middle of a recipe is corrected by its giver only', () => {
    const brought = { ...recipe, steps: [steps['hand-over'], { ...steps.weigh, from: null }] };
    const weighing = goThrough(begunHandling({ recipe: brought }), 'hand-over');
    const elsewhere = corrected('hand-over', { ...told['hand-over'], place: 'room 3' });
    expect(refused(weighing, elsewhere, witness)).toEqual({ code: 'HANDOVER_NOT_PERMITTED', field: 'step' });
    expect(weighing.ask(elsewhere, preparer).ask(confirmed(2), custodian).context.records).toHaveLength(2);
  });
});

it('a photo step without a photo is refused', () => {
  const none = done('photo', { kind: 'photo', evidence: [] });
  expect(refused(before('photo'), none)).toEqual({ code: 'EVIDENCE_REQUIRED', field: 'data.evidence' });
  expect(goThrough(before('photo'), 'photo').context.records.at(-1)?.deed.data.evidence).toEqual([photo]);
});
