import fc from 'fast-check';
import { coalRulePack } from '../coal-sampling/rule-pack.fixture.ts';
import { decimalString as d } from '../kernel/brand.ts';
import { Decimal, toDecimal } from '../kernel/decimal.ts';
import { planStages, type GrossSample } from './stage-plan.ts';

const { preparation, sampling } = coalRulePack;
const plan = (topSize: string, more: Partial<GrossSample> = {}) =>
  planStages({ topSize: d(topSize), sticky: false, moistureAt: '6-mm', driedGently: false, ...more }, sampling.minimumMass, preparation);
function planned(...of: Parameters<typeof plan>) {
  const outcome = plan(...of);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.value.value;
}
const ways = (...of: Parameters<typeof plan>) => planned(...of).stages.map(({ id }) => id);

const fromSix = [
  'drying',
  'crushing-3',
  'division-3',
  'reserve-bottle-3',
  'riffle-3',
  'magnet',
  'milling',
  'equilibrium',
  'analysis-bottle',
  'analysis-reserve-bottle',
];

it('takes coal of 50 mm through 13, 6, 3 and 0.2 mm, the moisture bottle before the dryer', () => {
  expect(ways('50')).toEqual(['crushing-13', 'division-13', 'crushing-6', 'division-6', 'moisture-bottle-6', ...fromSix]);
  expect(planned('50').grossSample).toEqual({ rowTopSize: '50', general: '170', moisture: '35' });
  const masses = Object.fromEntries(
    planned('50').stages.flatMap(({ id, leastMass }) => (leastMass === undefined ? [] : [[id, leastMass]])),
  );
  expect(masses).toMatchObject({
    'division-13': '15',
    'division-6': '3.75',
    'moisture-bottle-6': '1.25',
    'division-3': '0.7',
    'riffle-3': '0.1',
  });
});

it('may take the moisture bottle at 13 mm', () => {
  expect(ways('50', { moistureAt: '13-mm' }).slice(0, 4)).toEqual(['crushing-13', 'division-13', 'moisture-bottle-13', 'crushing-6']);
  expect(planned('50', { moistureAt: '13-mm' }).bottles[0]).toMatchObject({ leastMass: '3' });
});

it('does not crush what is fine enough, but divides it at the stage its size belongs to', () => {
  expect(ways('10').slice(0, 3)).toEqual(['division-13', 'crushing-6', 'division-6']);
  expect(ways('6')).toEqual(['division-6', 'moisture-bottle-6', ...fromSix]);
});

it('takes the next larger row, never between two', () => {
  expect(planned('50.1').grossSample).toMatchObject({ rowTopSize: '80', general: '565' });
  expect(planned('25').grossSample.general).toBe('40');
});

it('dries gently where the coal or the purpose asks for it, and always before crushing sticky coal', () => {
  const limits = (more: Partial<GrossSample>) =>
    planned('50', more).stages.flatMap(({ id, ovenLimit }) => (ovenLimit === undefined ? [] : [`${id} ${ovenLimit}`]));
  expect(limits({})).toEqual(['drying 50']);
  expect(limits({ driedGently: true })).toEqual(['drying 40']);
  expect(limits({ sticky: true })).toEqual(['coarse-drying 40', 'drying 50']);
});

it('gives the bottles of the pack, and prefers a riffle below 13 mm', () => {
  expect(planned('50').bottles.map(({ bottle }) => bottle)).toEqual([61, 32, 21, 22]);
  expect(
    planned('50')
      .stages.filter(({ preferRiffle }) => preferRiffle)
      .map(({ id }) => id),
  ).toEqual(['division-6', 'division-3', 'riffle-3']);
  for (const { bottle, leastMass } of planned('50').bottles) {
    expect(preparation.bottles.find(({ type }) => type === bottle)?.minimumMass).toBe(leastMass);
  }
});

it('refuses coal the table does not know, and coal finer than its moisture sample', () => {
  expect(plan('151')).toMatchObject({ ok: false, refusal: { code: 'TOP_SIZE_TOO_LARGE', field: 'topSize' } });
  expect(plan('5.9')).toMatchObject({ ok: false, refusal: { code: 'TOP_SIZE_TOO_SMALL', field: 'topSize' } });
  expect(plan('12', { moistureAt: '13-mm' })).toMatchObject({ ok: false, refusal: { code: 'TOP_SIZE_TOO_SMALL' } });
});

it('takes every moisture bottle before any heating but counted coarse drying, for coal of any size', () => {
  const sizes = fc.integer({ min: 60, max: 1500 }).map((n) => new Decimal(n).div(10).toFixed());
  fc.assert(
    fc.property(sizes, fc.boolean(), fc.boolean(), (size, sticky, gently) => {
      const { stages, grossSample } = planned(size, { sticky, driedGently: gently });
      const kinds = stages.filter(({ condition }) => condition !== 'sticky');
      const moisture = kinds.findIndex(({ condition }) => condition === 'moisture-at-6');
      expect(moisture).toBeGreaterThan(-1);
      expect(kinds.findIndex(({ kind }) => kind === 'dry')).toBeGreaterThan(moisture);
      expect(toDecimal(grossSample.rowTopSize).gte(size)).toBe(true);
      // No crushing of coal that is fine enough, and no least mass that rises on the way.
      expect(stages.every(({ kind, topSize }) => kind !== 'crush' || new Decimal(size).gt(topSize ?? 0))).toBe(true);
      const divisions = stages.filter(({ kind }) => kind === 'divide').map(({ leastMass }) => Number(leastMass));
      expect([...divisions].sort((a, b) => b - a)).toEqual(divisions);
    }),
    { numRuns: 1000 },
  );
});
