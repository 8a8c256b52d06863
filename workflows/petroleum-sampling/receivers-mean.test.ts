import fc from 'fast-check';
import { decimalString } from '../kernel/brand.ts';
import { Decimal, sumOf, toDecimal } from '../kernel/decimal.ts';
import { meanOfReceivers, type ReceiverResult } from './receivers-mean.ts';
import { samplingRules } from './sampling-rules.fixture.ts';

const d = decimalString;
const receiver = (id: string, parcelVolume: string, result: string): ReceiverResult => ({
  id,
  seal: `S-${id}`,
  parcelVolume: d(parcelVolume),
  result: d(result),
});

describe('result of several receivers', () => {
  it('is weighted by the volume of the parcel', () => {
    const outcome = meanOfReceivers([receiver('A', '75000', '0.30'), receiver('B', '25000', '0.50')], 2, samplingRules);
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        value: {
          mean: '0.35',
          weights: [
            { id: 'A', weight: '0.75' },
            { id: 'B', weight: '0.25' },
          ],
        },
        steps: [{ unrounded: '0.35' }],
      },
    });
  });

  it('rounds 0.345 to the even 0.34, by its digits', () => {
    const outcome = meanOfReceivers([receiver('A', '1', '0.33'), receiver('B', '1', '0.36')], 2, samplingRules);
    expect(outcome).toMatchObject({ ok: true, value: { value: { mean: '0.34' } } });
  });

  it.each([
    [[], 'NO_RECEIVERS'],
    [[receiver('A', '1', '1'), receiver('A', '2', '1')], 'RECEIVER_TWICE'],
    [[receiver('A', '1', '1'), { ...receiver('B', '2', '1'), seal: 'S-A' }], 'SEAL_TWICE'],
  ])('refuses %j', (receivers, code) => {
    expect(meanOfReceivers(receivers, 2, samplingRules)).toMatchObject({ ok: false, refusal: { code, field: 'receivers' } });
  });

  it('has weights that sum to 1 and a mean between the results, in any order', () => {
    const parts = fc.array(fc.record({ volume: fc.integer({ min: 1, max: 1_000_000 }), result: fc.integer({ min: 0, max: 1000 }) }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(parts, (given) => {
        const receivers = given.map(({ volume, result }, index) =>
          receiver(`R${index}`, String(volume), new Decimal(result).div(100).toFixed()),
        );
        const [one, other] = [meanOfReceivers(receivers, 4, samplingRules), meanOfReceivers([...receivers].reverse(), 4, samplingRules)];
        if (!one.ok || !other.ok) return false;
        const results = receivers.map(({ result }) => toDecimal(result));
        const mean = toDecimal(one.value.value.mean);
        const weights = sumOf(one.value.value.weights.map(({ weight }) => toDecimal(weight)));
        return (
          one.value.value.mean === other.value.value.mean &&
          weights.minus(1).abs().lt('1e-27') &&
          mean.gte(Decimal.min(...results)) &&
          mean.lte(Decimal.max(...results))
        );
      }),
      { numRuns: 1000 },
    );
  });
});
