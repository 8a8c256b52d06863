import fc from 'fast-check';
import { decimalString as d } from '../kernel/brand.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { toDecimal } from '../kernel/decimal.ts';
import { incrementMass, type Cut } from './increment-mass.ts';
import { coalRulePack } from './rule-pack.fixture.ts';

const { formulas } = coalRulePack.sampling;
const massOf = (cut: Cut) => {
  const outcome = incrementMass(cut, formulas);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.value.value;
};
const belt = { kind: 'cross-belt', flow: d('3000'), aperture: d('150'), beltSpeed: d('4') } as const;

it('of a falling stream of 3 600 t/h, 150 mm at 0.45 m/s is 333.3 kg', () => {
  expect(roundGbt8170(massOf({ kind: 'falling-stream', flow: d('3600'), aperture: d('150'), cutterSpeed: d('0.45') }), 1)).toBe('333.3');
});

it('of a belt of 3 000 t/h at 4 m/s cut by 150 mm is 31.25 kg', () => {
  expect(massOf(belt)).toBe('31.25');
  expect(incrementMass(belt, formulas)).toMatchObject({
    value: { steps: [{ unrounded: '31.25', unit: 'kg', inputs: [{ symbol: 'C' }, { symbol: 'b' }, { symbol: 'v_B', value: '4' }] }] },
  });
});

it.each(['flow', 'aperture', 'beltSpeed'])('is refused when %s is not positive', (field) => {
  const cut = { ...belt, [field]: d('0') };
  expect(incrementMass(cut, formulas)).toMatchObject({ ok: false, refusal: { code: 'NOT_POSITIVE', field } });
});

it('is proportional to flow and aperture, and inverse to speed', () => {
  const number = fc.integer({ min: 1, max: 1_000_000 }).map((n) => d(String(n)));
  fc.assert(
    fc.property(number, number, number, (flow, aperture, beltSpeed) => {
      const one = toDecimal(massOf({ kind: 'cross-belt', flow, aperture, beltSpeed }));
      const doubled = toDecimal(massOf({ kind: 'cross-belt', flow: d(toDecimal(flow).times(2).toFixed()), aperture, beltSpeed }));
      const swapped = toDecimal(massOf({ kind: 'cross-belt', flow: aperture, aperture: flow, beltSpeed }));
      expect(swapped.eq(one)).toBe(true);
      expect(doubled.minus(one.times(2)).abs().lte(one.times('1e-28'))).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
