import fc from 'fast-check';
import { Decimal, toDecimal } from '../kernel/decimal.ts';
import { grabMargin } from './grab-margin.ts';
import { samplingRules } from './sampling-rules.fixture.ts';

function marginOf(grabs: number) {
  const outcome = grabMargin(new Decimal(grabs), samplingRules);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.value.value;
}

describe('margin of error from the number of grabs', () => {
  it.each([
    [9604, '0.0100', true],
    [9603, '0.0101', false],
    [10000, '0.0100', true],
    [1_000_000, '0.0100', true],
    [100, '0.0980', false],
    [1, '0.9800', false],
  ])('of %i grabs is %s', (grabs, margin, reachesBest) => {
    expect(marginOf(grabs)).toMatchObject({ marginOfError: margin, reachesBest });
  });

  it('annotates a small parcel and fails none', () => {
    expect(marginOf(2500).findings).toEqual([expect.objectContaining({ code: 'MARGIN_ABOVE_BEST', effect: 'NOTE' })]);
    expect(marginOf(9604).findings).toEqual([]);
  });

  it('refuses no grabs', () => {
    expect(grabMargin(new Decimal(0), samplingRules)).toMatchObject({ ok: false, refusal: { code: 'NO_GRABS', field: 'grabs' } });
  });

  it('never grows with more grabs and never falls below the best', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 20_000 }), (grabs, more) => {
        const [margin, smaller] = [toDecimal(marginOf(grabs).marginOfError), toDecimal(marginOf(grabs + more).marginOfError)];
        return smaller.lte(margin) && margin.gte('0.01');
      }),
      { numRuns: 1000 },
    );
  });

  it('covers 0.98/√N', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (grabs) =>
        toDecimal(marginOf(grabs).marginOfError).pow(2).times(grabs).gte('0.9604'),
      ),
      { numRuns: 1000 },
    );
  });
});
