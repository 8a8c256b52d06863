import fc from 'fast-check';
import { decimalString } from '../kernel/brand.ts';
import { Decimal, toDecimal } from '../kernel/decimal.ts';
import { reportDensity } from './density.ts';
import { precisionRules } from './precision-rules.fixture.ts';
import { reportSediment } from './sediment.ts';

const d = decimalString;

describe('reporting a density', () => {
  it.each([
    ['855.25', '855.2', '0.8552'],
    ['855.35', '855.4', '0.8554'],
    ['855.2500001', '855.3', '0.8553'],
    ['1005', '1005.0', '1.0050'],
  ])('of %s kg/m³: %s kg/m³, %s g/mL', (density, kgPerM3, gPerMl) => {
    expect(reportDensity({ density: d(density), at: '20-degC', reportAt: '20-degC' }, precisionRules)).toMatchObject({
      ok: true,
      value: { value: { at: '20-degC', kgPerM3, gPerMl } },
    });
  });

  it('does not convert between temperatures, and names the tables', () => {
    const outcome = reportDensity({ density: d('855.2'), at: '15-degC', reportAt: '20-degC' }, precisionRules);
    expect(outcome).toMatchObject({
      ok: false,
      refusal: { code: 'CONVERSION_NEEDS_TABLES', field: 'at', remedy: expect.stringContaining('GB/T 1885') },
    });
  });

  it('reports the same number in both units', () => {
    fc.assert(
      fc.property(fc.integer({ min: 600_000, max: 1_100_000 }), (n) => {
        const outcome = reportDensity(
          { density: d(new Decimal(n).div(1000).toFixed()), at: '15-degC', reportAt: '15-degC' },
          precisionRules,
        );
        return outcome.ok && toDecimal(outcome.value.value.kgPerM3).eq(toDecimal(outcome.value.value.gPerMl).times(1000));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('reporting sediment', () => {
  it.each([
    ['0', '0'],
    ['0.005', '0'],
    ['0.0050001', '0.01'],
    ['0.015', '0.02'],
    ['0.025', '0.02'],
    ['1.005', '1.00'],
    ['2.675', '2.68'],
  ])('of %s %% by mass: %s', (massPercent, reported) => {
    expect(reportSediment({ massPercent: d(massPercent) }, precisionRules).value).toEqual({ massPercent: reported, volumePercent: null });
  });

  it('calculates the volume from the unrounded mass', () => {
    const { value, steps } = reportSediment({ massPercent: d('0.0234'), relativeDensity: d('0.8550') }, precisionRules);
    expect(value).toEqual({ massPercent: '0.02', volumePercent: '0.01' });
    expect(steps[1]).toMatchObject({ unrounded: '0.0100035', reported: '0.01' });
  });

  it('never reports less for more sediment', () => {
    const thousandths = fc.integer({ min: 0, max: 5000 });
    const of = (n: number) =>
      toDecimal(reportSediment({ massPercent: d(new Decimal(n).div(1000).toFixed()) }, precisionRules).value.massPercent);
    fc.assert(
      fc.property(thousandths, thousandths, (a, b) => of(Math.max(a, b)).gte(of(Math.min(a, b)))),
      { numRuns: 1000 },
    );
  });
});
