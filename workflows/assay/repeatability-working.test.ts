import fc from 'fast-check';
import { decimalString } from '../kernel/brand.ts';
import { itemInForce, workedDeterminations } from './repeatability-working.ts';
import { refusedAs, reportedBy, rules, valueOf } from './testing.fixture.ts';

const worked = (symbol: string, ...values: string[]) =>
  workedDeterminations(valueOf(itemInForce(symbol, rules)), values.map(decimalString), rules);

describe('the working of the two-three-four rule', () => {
  it('shows T at each mean, the critical range and the mean taken', () => {
    const three = worked('A', '10.00', '10.21', '10.24');
    expect(reportedBy(three)).toEqual(['0.2', 'exceeds-critical-range', '0.2', '10.15']);
    expect(three.steps[3]).toMatchObject({
      expression: 'max − min ≤ 1.2·T → x̄ = (x₁ + x₂ + x₃)/3; else a fourth determination',
      inputs: [
        { symbol: 'x1', value: '10.00', unit: '%' },
        { symbol: 'x2', value: '10.21', unit: '%' },
        { symbol: 'x3', value: '10.24', unit: '%' },
        { symbol: 'T', value: '0.2' },
        { symbol: 'critical range', value: '0.24' },
        { symbol: 'max − min', value: '0.24' },
      ],
      unrounded: '10.15',
    });
    expect(three.steps[2]?.source).toMatchObject({ standard: 'GB/T 212', edition: '2008' });
    expect(three.steps[3]?.source).toMatchObject({ standard: 'GB/T 483', clause: '6.1' });
  });

  it('looks at each triple of four, under the rule for triples', () => {
    const { value, steps } = worked('A', '10.00', '10.50', '10.10', '10.20');
    expect(value.verdict).toMatchObject({ kind: 'accepted', mean: '10.1', used: [0, 2, 3] });
    expect(steps).toHaveLength(2 * (3 + 4));
    expect(steps[13]?.expression).toContain('for three of the four');
    expect(steps[5]?.expression).toContain('1.3·T');
  });

  it('tells when determinations lie on both sides of a band edge, where T could be either', () => {
    expect(worked('A', '14.95', '15.10').value.straddlesBandEdge).toBe(true);
    expect(reportedBy(worked('A', '14.95', '15.10')).at(-1)).toBe('straddles-band-edge');
    expect(worked('A', '15.00', '15.10').value.straddlesBandEdge).toBe(false);
    expect(worked('Qgr', '24860', '24900').value.straddlesBandEdge).toBe(false);
  });
});

describe('the edition in force', () => {
  const sulphur = (on?: string) => valueOf(itemInForce('St', rules, on));

  it('has the edge of sulphur at 1.5 %, the one before at 1 %', () => {
    const pair = [decimalString('1.10'), decimalString('1.16')];
    expect(workedDeterminations(sulphur(), pair, rules).value.verdict.kind).toBe('need-more');
    expect(workedDeterminations(sulphur('2026-01-01'), pair, rules).value.verdict.kind).toBe('need-more');
    expect(workedDeterminations(sulphur('2008-05-31'), pair, rules).value.verdict).toMatchObject({ kind: 'accepted', limit: '0.1' });
    expect(sulphur('2008-05-31').source.edition).toBe('1996');
  });

  it('is refused for an item nobody knows', () => {
    expect(refusedAs(itemInForce('Xx', rules))).toEqual(['ITEM_UNKNOWN', 'item']);
  });

  it('is refused on a day of which nothing is known', () => {
    const dated = { ...rules, superseded: [] };
    expect(refusedAs(itemInForce('St', dated, '2000-01-01'))).toEqual(['EDITION_NOT_KNOWN', 'on']);
  });
});

it('knows carbon and nitrogen, which no order asks for', () => {
  expect(worked('C', '60.00', '60.50').value.verdict).toMatchObject({ kind: 'accepted', limit: '0.5' });
  expect(worked('N', '1.00', '1.09').value.verdict).toMatchObject({ kind: 'need-more' });
});

it('does not depend on the order of two determinations, nor accept more apart what it did not accept', () => {
  const hundredths = fc.integer({ min: 0, max: 6000 });
  fc.assert(
    fc.property(hundredths, hundredths, fc.integer({ min: 0, max: 50 }), (first, apart, more) => {
      const text = (n: number) => (n / 100).toFixed(2);
      const [a, b, c] = [text(first), text(first + (apart % 60)), text(first + (apart % 60) + more)];
      expect(worked('V', a, b).value).toEqual(worked('V', b, a).value);
      // Within one band T is one number: a wider pair is never accepted where the narrower was not.
      const narrow = worked('V', a, b);
      const wide = worked('V', a, c);
      if (!wide.value.straddlesBandEdge && narrow.value.verdict.kind === 'need-more') expect(wide.value.verdict.kind).toBe('need-more');
    }),
    { numRuns: 1000 },
  );
});
