import fc from 'fast-check';
import { decimalString } from '../kernel/brand.ts';
import { Decimal } from '../kernel/decimal.ts';
import { grainAssayRules } from './grain-rules.fixture.ts';
import { judgeObservation, observing } from './observation.ts';
import type { ObservedItem, UnverifiedItem } from './test-item.ts';
import { judgeUnverified } from './unverified.ts';

const itemOf = <Item>(id: string) => grainAssayRules.items.find(({ item }) => item === id) as Item;
const insects = itemOf<ObservedItem>('live-insects');
const gmo = itemOf<ObservedItem>('gmo');

describe('an observation', () => {
  it('of two persons is a finding when both say the same', () => {
    expect(judgeObservation(insects, [])).toEqual({ kind: 'need-more', have: 0, wanted: 2, reason: 'first' });
    expect(judgeObservation(insects, ['listed'])).toEqual({ kind: 'need-more', have: 1, wanted: 2, reason: 'further-observer' });
    expect(judgeObservation(insects, ['listed', 'listed'])).toEqual({ kind: 'observed', answer: 'listed' });
  });

  it('of one is enough where the item says so', () => {
    expect(judgeObservation(gmo, ['not-detected'])).toEqual({ kind: 'observed', answer: 'not-detected' });
  });

  it('is settled by nobody when the answers differ', () => {
    expect(judgeObservation(insects, ['not-found', 'listed'])).toEqual({ kind: 'observers-disagree', answers: ['not-found', 'listed'] });
  });

  it('takes only the answers of the item', () => {
    expect(observing(insects).read(' not-found ')).toEqual({ ok: true, value: 'not-found' });
    expect(observing(insects).read('perhaps')).toMatchObject({
      ok: false,
      refusal: { code: 'ANSWER_UNKNOWN', field: 'value', remedy: 'Choose one of: not-found, listed, unlisted-serious, other.' },
    });
  });

  it('ends alike in whatever order the persons answer, and never in an answer that was not everybody’s', () => {
    const answers = fc.array(fc.constantFrom(...insects.answers.map(({ code }) => code)), { maxLength: 4 });
    fc.assert(
      fc.property(answers, (given) => {
        const verdict = judgeObservation(insects, given);
        expect(judgeObservation(insects, [...given].reverse()).kind).toBe(verdict.kind);
        expect(verdict.kind === 'observed').toBe(given.length >= 2 && given.every((answer) => answer === given[0]));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a determination without a known precision', () => {
  const moisture = itemOf<UnverifiedItem>('moisture');

  it('is never accepted by itself, however well it agrees', () => {
    const values = fc.array(fc.integer({ min: 0, max: 600 }), { maxLength: 4 });
    fc.assert(
      fc.property(values, (tenths) => {
        const given = tenths.map((n) => new Decimal(n).div(10));
        const verdict = judgeUnverified(moisture, given.map((value) => decimalString(value.toFixed())));
        const [a, b] = given;
        if (!a || !b) expect(verdict).toMatchObject({ kind: 'need-more', have: given.length, wanted: 2 });
        else {
          const range = a.minus(b).abs().toFixed();
          expect(verdict).toMatchObject({ kind: 'precision-not-known', used: [0, 1], mean: a.plus(b).div(2).toFixed(), range });
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('is one where the whole test portion is searched', () => {
    expect(judgeUnverified(itemOf<UnverifiedItem>('lolium'), [decimalString('1')])).toEqual({
      kind: 'precision-not-known',
      mean: '1',
      rounded: '1',
      used: [0],
      range: '0',
      reason: 'not-held',
    });
  });
});
