import { chartPoints } from './chart-points.ts';

const point = {
  control: null, code: null, of: null, kind: 'duplicate', group: 'g', commodity: 'coal', material: null, scoredAt: '', analysts: [],
  reviewer: null, item: 'A', basis: null, unit: '%', value: null, reference: null, score: null, reason: null, verdict: 'ok',
  difference: '-0.06', warningLimit: '0.1', actionLimit: '0.2',
} as const; // prettier-ignore

it('puts differences on the scale of their action limit, and leaves out what nothing judges', () => {
  const points = [
    point,
    { ...point, difference: '0.30', verdict: 'action' as const },
    { ...point, actionLimit: null, verdict: 'not-judged' as const },
    { ...point, difference: null },
    { ...point, actionLimit: '0' },
  ].map((one) => ({ ...one, analysts: [] }));
  const shown = chartPoints(points);
  expect(shown.map(({ verdict }) => verdict)).toEqual(['ok', 'action']);
  expect(shown[0]?.share).toBeCloseTo(-0.3);
  expect(shown[1]?.share).toBeCloseTo(1.5);
  expect(shown[0]?.warning).toBeCloseTo(0.5);
});
