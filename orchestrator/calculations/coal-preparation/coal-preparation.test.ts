import { callersOf } from '../common/answers.fixture.ts';
import { coalPreparationCalculations } from './index.ts';

const { answer, refused, example } = callersOf(coalPreparationCalculations);
const changed = (name: string, change: object) => refused(name, { ...example(name), ...change });
const ofExample = (name: string) => answer(name, example(name));

it('coal-preparation-stages of coal of 50 mm', () => {
  const name = 'coal-preparation-stages';
  const value = ofExample(name) as { stages: { order: number; stage: string }[]; bottles: { bottle: number; leastMass_kg: string }[] };
  expect(value).toMatchObject({ grossSample: { tableTopSize_mm: '50', leastMass_kg: '170', leastMoistureMass_kg: '35' } });
  expect(value.stages.slice(0, 6).map(({ order, stage }) => `${order} ${stage}`)).toEqual([
    '1 crushing-13',
    '2 division-13',
    '3 crushing-6',
    '4 division-6',
    '5 moisture-bottle-6',
    '6 drying',
  ]);
  expect(value.bottles.map(({ bottle, leastMass_kg }) => `${bottle} ${leastMass_kg}`)).toEqual([
    '61 1.25',
    '32 0.7',
    '21 0.06',
    '22 0.06',
  ]);
  expect(changed(name, { topSize_mm: '151' })).toEqual(['TOP_SIZE_TOO_LARGE', 'topSize_mm']);
  expect(changed(name, { topSize_mm: '0' })).toEqual(['OUT_OF_RANGE', 'topSize_mm']);
  expect(changed(name, { topSize_mm: '3' })).toEqual(['TOP_SIZE_TOO_SMALL', 'topSize_mm']);
});

it('coal-preparation-order', () => {
  const name = 'coal-preparation-order';
  expect(ofExample(name)).toEqual({ verdict: 'IN_ORDER', findings: [] });
  const acts = [
    { act: 'dry', at: '2026-03-01T08:00:00+08:00', temperature_degC: '45' },
    { act: 'moisture-bottle', at: '2026-03-01T00:30:00Z', method: 'nine-point', remainderGoesOn: true },
    { act: 'divide', at: '2026-03-01T08:40:00+08:00', method: 'mechanical', cuts: 59 },
  ];
  expect(answer(name, { topSize_mm: '50', acts })).toMatchObject({
    verdict: 'DEVIATION',
    findings: [
      { code: 'NINE_POINT_REMAINDER_USED', act: 2 },
      { code: 'DIVIDED_UNCRUSHED', act: 3 },
      { code: 'DIVISION_CUTS_TOO_FEW', act: 3 },
      { code: 'MOISTURE_AFTER_HEATING', act: 2 },
    ],
  });
  expect(refused(name, { topSize_mm: '50', acts: [...acts].reverse() })).toEqual(['TIMES_NOT_RISING', 'acts[1].at']);
  const coarser = [{ act: 'crush', at: '2026-03-01T08:00:00+08:00', topSize_mm: '60' }];
  expect(refused(name, { topSize_mm: '50', acts: coarser })).toEqual(['TOP_SIZE_RISES', 'acts[0].topSize_mm']);
  expect(refused(name, { topSize_mm: '50', acts: [{ ...coarser[0], at: '08:00' }] })[1]).toBe('acts[0].at');
});

it('coal-air-dry-equilibrium', () => {
  const name = 'coal-air-dry-equilibrium';
  expect(ofExample(name)).toMatchObject({
    verdict: 'REACHED',
    changePerHour_pct: '0.0831255195344970906068162926018',
    ovenLimit_degC: '50',
    indicativeTime_h: '4',
    coolingTime_h: '3',
    findings: [],
  });
  expect(answer(name, { ...example(name), driedGently: true, temperature_degC: 41 })).toMatchObject({
    ovenLimit_degC: '40',
    findings: [{ code: 'OVEN_TOO_HOT' }],
  });
  const [first] = example(name)['readings'] as readonly object[];
  expect(changed(name, { readings: [first] })).toEqual(['READINGS_TOO_FEW', 'readings']);
  expect(changed(name, { readings: [first, first] })).toEqual(['TIMES_NOT_RISING', 'readings[1].elapsed_h']);
});

it('mass-balance', () => {
  const name = 'mass-balance';
  expect(ofExample(name)).toEqual({
    verdict: 'normal',
    stages: [
      { stage: '6 mm', loss_pct: '0.50', verdict: 'normal' },
      { stage: 'dryer', loss_pct: '0.41', verdict: 'normal' },
    ],
  });
  const flushed = { stage: 'mill', massIn_kg: '1', out: [{ name: 'bottle', mass_kg: '1.006' }] };
  expect(answer(name, { stages: [flushed] })).toMatchObject({ verdict: 'alarm', stages: [{ loss_pct: '-0.60' }] });
  expect(answer(name, { stages: [{ ...flushed, flushIn_kg: '0.2', flushOut_kg: '0.196' }] })).toMatchObject({ verdict: 'normal' });
  expect(refused(name, { stages: [{ ...flushed, massIn_kg: '0' }] })).toEqual(['OUT_OF_RANGE', 'stages[0].massIn_kg']);
});
